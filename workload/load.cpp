#include "workload/load.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace meseta {

Text number_name(std::uint32_t task, std::uint32_t attempt) {
  std::array<char, 24> bytes;
  char* const bound = bytes.data() + bytes.size();
  char* end = std::to_chars(bytes.data(), bound, task).ptr;
  if (attempt > 0) {
    *end++ = '.';
    end = std::to_chars(end, bound, attempt).ptr;
  }
  return Text({bytes.data(), static_cast<std::size_t>(end - bytes.data())});
}

std::optional<Load::Name> parse_number_name(const Text& name) {
  const std::string_view bytes = name.view();
  const char* const end = bytes.data() + bytes.size();
  Load::Name read{};
  auto [at, error] = std::from_chars(bytes.data(), end, read.task);
  if (error != std::errc{}) return std::nullopt;
  if (at == end) return read;
  if (*at != '.') return std::nullopt;
  const auto rest = std::from_chars(at + 1, end, read.attempt);
  if (rest.ec != std::errc{} || rest.ptr != end || read.attempt == 0) return std::nullopt;
  return read;
}

}  // namespace meseta
