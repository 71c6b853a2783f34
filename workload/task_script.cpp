#include "workload/task_script.hpp"

#include <array>
#include <string_view>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

constexpr unsigned char kOutcomes = 4;

bool has_duration(TaskScript::Outcome outcome) {
  return outcome == TaskScript::Outcome::Finish || outcome == TaskScript::Outcome::Fail;
}

}  // namespace

Text encode(const TaskScript& script) {
  CHECK(script.runs >= Duration{});
  std::array<char, 1 + sizeof(script.runs.ns)> bytes;
  bytes[0] = static_cast<char>(static_cast<unsigned char>(script.outcome) + 1);
  std::size_t size = 1;
  auto left = has_duration(script.outcome) ? static_cast<std::uint64_t>(script.runs.ns) : 0;
  for (; left > 0; left >>= 8U) bytes[size++] = static_cast<char>(left & 0xffU);
  return Text({bytes.data(), size});
}

std::optional<TaskScript> decode_task_script(const Text& payload) {
  const std::string_view bytes = payload.view();
  if (bytes.empty() || bytes.size() > 1 + sizeof(std::uint64_t)) return std::nullopt;
  const auto first = static_cast<unsigned char>(bytes[0]);
  if (first < 1 || first > kOutcomes) return std::nullopt;
  TaskScript script{.outcome = static_cast<TaskScript::Outcome>(first - 1)};
  if (bytes.size() == 1) return script;
  std::uint64_t runs = 0;
  for (std::size_t i = bytes.size() - 1; i > 0; --i) {
    runs = runs << 8U | static_cast<unsigned char>(bytes[i]);
  }
  if (!has_duration(script.outcome) || bytes.back() == 0 || runs > INT64_MAX) return std::nullopt;
  script.runs.ns = static_cast<std::int64_t>(runs);
  return script;
}

}  // namespace meseta
