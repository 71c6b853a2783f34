// Text: an immutable string of bytes that is cheap to copy and to compare.
//
//     up to 7 bytes    | size * 2 + 1 | the bytes, padded by 0 |    no memory, nothing to count
//     more             | address of count, size, digest, bytes |    shared, hashed once
//
// Names and payloads are made at the edge and then travel as one word: copying costs one count at
// most, comparing unequal ones one hash, comparing a shared one nothing. Order is by bytes, so
// nothing that is seen depends on a hash. The empty text is the word 0.
#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/digest.hpp"

namespace meseta {

class Text {
 public:
  constexpr Text() = default;
  explicit Text(std::string_view bytes);
  Text(const Text& other) : word_(other.word_) {
    if (shared()) ++node()->count;
  }
  Text(Text&& other) noexcept : word_(std::exchange(other.word_, 0)) {}
  Text& operator=(Text other) noexcept {
    std::swap(word_, other.word_);
    return *this;
  }
  ~Text() {
    if (shared() && --node()->count == 0) release(node());
  }

  [[nodiscard]] bool empty() const { return word_ == 0; }
  [[nodiscard]] std::size_t size() const { return shared() ? node()->size : small_size(); }
  // Good while this Text itself lives and stays where it is.
  [[nodiscard]] std::string_view view() const {
    if (shared()) return {reinterpret_cast<const char*>(node() + 1), node()->size};
    return {reinterpret_cast<const char*>(&word_) + 1, small_size()};
  }
  [[nodiscard]] std::string str() const { return std::string(view()); }

  // Of the content. The digest of the empty text is Digest{}.
  [[nodiscard]] Digest digest() const {
    if (shared()) return node()->digest;
    Digest digest;
    if (empty()) return digest;
    digest.fold(small_size());
    digest.fold(word_ >> 8U);
    return digest;
  }
  [[nodiscard]] std::uint64_t hash() const { return digest().low(); }

  // Fetches what reading it will touch.
  void prefetch() const {
    if (shared()) __builtin_prefetch(node());
  }

  friend bool operator==(const Text& a, const Text& b) {
    if (a.word_ == b.word_) return true;
    if (!a.shared() || !b.shared()) return false;
    return a.digest() == b.digest() && a.view() == b.view();
  }
  friend std::strong_ordering operator<=>(const Text& a, const Text& b) {
    if (a.word_ == b.word_) return std::strong_ordering::equal;
    return a.view() <=> b.view();
  }

 private:
  static_assert(std::endian::native == std::endian::little, "the first byte must be the lowest");
  static constexpr std::size_t kSmallMax = 7;

  struct Node {
    std::uint32_t count;
    std::uint32_t size;
    Digest digest;
  };

  [[nodiscard]] bool shared() const { return word_ != 0 && (word_ & 1U) == 0; }
  [[nodiscard]] Node* node() const {
    return reinterpret_cast<Node*>(static_cast<std::uintptr_t>(word_));
  }
  [[nodiscard]] std::size_t small_size() const { return (word_ & 0xffU) >> 1U; }
  static void release(Node* node);

  std::uint64_t word_ = 0;
};

}  // namespace meseta
