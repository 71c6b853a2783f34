// Bits: a set of small numbers, iterated in their order, that knows how many there are.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace meseta {

class Bits {
 public:
  [[nodiscard]] bool test(std::uint32_t i) const {
    return i / 64 < words_.size() && ((words_[i / 64] >> (i % 64)) & 1U) != 0;
  }
  [[nodiscard]] std::uint32_t count() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }

  void set(std::uint32_t i) {
    if (i / 64 >= words_.size()) words_.resize(i / 64 + 1);
    std::uint64_t& word = words_[i / 64];
    count_ += static_cast<std::uint32_t>(~(word >> (i % 64)) & 1U);
    word |= std::uint64_t{1} << (i % 64);
  }
  void clear(std::uint32_t i) {
    if (!test(i)) return;
    words_[i / 64] &= ~(std::uint64_t{1} << (i % 64));
    --count_;
  }
  void clear() {
    words_.assign(words_.size(), 0);
    count_ = 0;
  }

  Bits& operator|=(const Bits& other) {
    if (words_.size() < other.words_.size()) words_.resize(other.words_.size());
    for (std::size_t w = 0; w < other.words_.size(); ++w) words_[w] |= other.words_[w];
    recount();
    return *this;
  }
  Bits& operator&=(const Bits& other) {
    words_.resize(std::min(words_.size(), other.words_.size()));
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= other.words_[w];
    recount();
    return *this;
  }
  Bits& operator-=(const Bits& other) {
    const std::size_t both = std::min(words_.size(), other.words_.size());
    for (std::size_t w = 0; w < both; ++w) words_[w] &= ~other.words_[w];
    recount();
    return *this;
  }
  // Becomes what is in `a` and not in `b`.
  void assign_difference(const Bits& a, const Bits& b) {
    words_.resize(a.words_.size());
    for (std::size_t w = 0; w < words_.size(); ++w) {
      words_[w] = a.words_[w] & ~(w < b.words_.size() ? b.words_[w] : 0);
    }
    recount();
  }
  [[nodiscard]] bool within(const Bits& other) const {
    for (std::size_t w = 0; w < words_.size(); ++w) {
      if ((words_[w] & ~(w < other.words_.size() ? other.words_[w] : 0)) != 0) return false;
    }
    return true;
  }

  template <class Wanted>
  [[nodiscard]] std::optional<std::uint32_t> first_where(Wanted&& wanted) const {
    for (std::size_t w = 0; w < words_.size(); ++w) {
      for (std::uint64_t word = words_[w]; word != 0; word &= word - 1) {
        const std::uint32_t i =
            static_cast<std::uint32_t>(w * 64) + static_cast<std::uint32_t>(std::countr_zero(word));
        if (wanted(i)) return i;
      }
    }
    return std::nullopt;
  }
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (std::size_t w = 0; w < words_.size(); ++w) {
      for (std::uint64_t word = words_[w]; word != 0; word &= word - 1) {
        visit(static_cast<std::uint32_t>(w * 64) +
              static_cast<std::uint32_t>(std::countr_zero(word)));
      }
    }
  }

 private:
  void recount() {
    count_ = 0;
    for (const std::uint64_t word : words_) {
      count_ += static_cast<std::uint32_t>(std::popcount(word));
    }
  }

  std::vector<std::uint64_t> words_;
  std::uint32_t count_ = 0;
};

}  // namespace meseta
