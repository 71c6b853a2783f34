// Text: a shared, immutable string of bytes that knows its hash.
//
// Names and payloads are made at the edge, hashed once, and then travel by reference: copying costs
// one count, comparing unequal ones one hash, comparing a shared one nothing. Order is by bytes, so
// nothing that is seen depends on a hash. The empty text needs no memory.
#pragma once

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
  Text(const Text& other) : node_(other.node_) {
    if (node_ != nullptr) ++node_->count;
  }
  Text(Text&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  Text& operator=(Text other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~Text() {
    if (node_ != nullptr && --node_->count == 0) release(node_);
  }

  [[nodiscard]] bool empty() const { return node_ == nullptr; }
  [[nodiscard]] std::size_t size() const { return node_ == nullptr ? 0 : node_->size; }
  [[nodiscard]] std::string_view view() const {
    return node_ == nullptr ? std::string_view{} : std::string_view{bytes(node_), node_->size};
  }
  [[nodiscard]] std::string str() const { return std::string(view()); }

  // Of the content. The digest of the empty text is Digest{}.
  [[nodiscard]] Digest digest() const { return node_ == nullptr ? Digest{} : node_->digest; }
  [[nodiscard]] std::uint64_t hash() const { return digest().low(); }

  // Fetches what reading it will touch.
  void prefetch() const { __builtin_prefetch(node_); }

  friend bool operator==(const Text& a, const Text& b) {
    if (a.node_ == b.node_) return true;
    return a.digest() == b.digest() && a.view() == b.view();
  }
  friend std::strong_ordering operator<=>(const Text& a, const Text& b) {
    if (a.node_ == b.node_) return std::strong_ordering::equal;
    return a.view() <=> b.view();
  }

 private:
  struct Node {
    std::uint32_t count;
    std::uint32_t size;
    Digest digest;
  };

  static char* bytes(Node* node) { return reinterpret_cast<char*>(node + 1); }
  static void release(Node* node);

  Node* node_ = nullptr;
};

}  // namespace meseta
