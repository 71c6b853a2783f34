#include "engine/base/digest.hpp"

namespace meseta {

std::string Digest::hex() const {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text(32, '0');
  for (std::size_t i = 0; i < 16; ++i) {
    text[15 - i] = kDigits[(high_ >> (4 * i)) & 15U];
    text[31 - i] = kDigits[(low_ >> (4 * i)) & 15U];
  }
  return text;
}

}  // namespace meseta
