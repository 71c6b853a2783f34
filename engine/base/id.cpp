#include "engine/base/id.hpp"

#include <cstddef>

namespace meseta {

namespace {

std::string epoch_hex(std::uint32_t epoch) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text(16, '0');
  for (std::size_t i = 0; i < 8; ++i) text[15 - i] = kDigits[(epoch >> (4 * i)) & 15U];
  return text;
}

}  // namespace

std::string to_string(AgentId id) { return epoch_hex(id.epoch) + "-S" + std::to_string(id.number); }

std::string to_string(FrameworkId id) {
  std::string number = std::to_string(id.number);
  if (number.size() < 4) number.insert(0, 4 - number.size(), '0');
  return epoch_hex(id.epoch) + "-" + number;
}

std::string to_string(OfferId id) { return epoch_hex(id.epoch) + "-O" + std::to_string(id.number); }

}  // namespace meseta
