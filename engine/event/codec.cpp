#include "engine/event/decoder.hpp"

namespace meseta {

void Encoder::put_word(std::uint64_t word) {
  while (word >= 0x80) {
    bytes_ += static_cast<char>((word & 0x7fU) | 0x80U);
    word >>= 7U;
  }
  bytes_ += static_cast<char>(word);
}

void Encoder::put_bytes(std::string_view bytes) {
  put_word(bytes.size());
  bytes_ += bytes;
}

void Decoder::fail() {
  ok_ = false;
  left_ = {};
}

std::uint64_t Decoder::get_word() {
  std::uint64_t word = 0;
  for (unsigned shift = 0; shift < 64 && !left_.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(left_.front());
    left_.remove_prefix(1);
    word |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) return word;
  }
  fail();
  return 0;
}

std::string_view Decoder::get_bytes() {
  const std::size_t size = get_size();
  const std::string_view bytes = left_.substr(0, size);
  left_.remove_prefix(size);
  return bytes;
}

std::size_t Decoder::get_size() {
  const std::uint64_t size = get_word();
  if (size > left_.size()) {
    fail();
    return 0;
  }
  return static_cast<std::size_t>(size);
}

}  // namespace meseta
