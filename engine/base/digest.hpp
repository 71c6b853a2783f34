// Digest: the 128-bit running hash of a history.
//
// Two runs whose digests are equal handled the same events in the same order and wanted the same
// things. Two independent multiply-rotate lanes; each step is a bijection of the lane for a fixed
// word, so no single step loses a difference. Not cryptographic: it finds accidents, not attackers.
//
// Only values go in, one 64-bit word at a time, so padding, addresses and slot numbers cannot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace meseta {

class Digest {
 public:
  constexpr Digest() = default;
  constexpr Digest(std::uint64_t high, std::uint64_t low) : high_(high), low_(low) {}

  constexpr void fold(std::uint64_t word) {
    high_ = rotate(high_ ^ word, 29) * 0x9e3779b97f4a7c15U;
    low_ = (rotate(low_, 37) + word) * 0xd6e8feb86659fd93U;
    low_ ^= low_ >> 32U;
  }

  // Folds the length and then the bytes, in groups of eight, little endian, the last padded by 0.
  constexpr void fold_bytes(const char* data, std::size_t size) {
    fold(size);
    while (size > 0) {
      const std::size_t taken = size < 8 ? size : 8;
      std::uint64_t word = 0;
      for (std::size_t i = 0; i < taken; ++i) {
        word |= std::uint64_t{static_cast<unsigned char>(data[i])} << (8 * i);
      }
      fold(word);
      data += taken;
      size -= taken;
    }
  }

  constexpr void fold(Digest other) {
    fold(other.high_);
    fold(other.low_);
  }

  [[nodiscard]] constexpr std::uint64_t high() const { return high_; }
  [[nodiscard]] constexpr std::uint64_t low() const { return low_; }

  // 32 hexadecimal digits.
  [[nodiscard]] std::string hex() const;

  friend constexpr auto operator<=>(const Digest&, const Digest&) = default;

 private:
  static constexpr std::uint64_t rotate(std::uint64_t x, unsigned n) {
    return (x << n) | (x >> (64 - n));
  }

  std::uint64_t high_ = 0x243f6a8885a308d3U;
  std::uint64_t low_ = 0x13198a2e03707344U;
};

}  // namespace meseta
