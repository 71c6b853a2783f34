// Ref<T>: a shared, immutable value with a plain count.
//
// Bodies of messages are built once and then only read, by every duplicate and by both ends, so a
// reference is all that is copied. The count is not atomic: a value belongs to one engine thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "engine/base/digest.hpp"

namespace meseta {

template <class T>
class Ref {
 public:
  constexpr Ref() = default;
  constexpr Ref(std::nullptr_t) {}
  Ref(const Ref& other) : node_(other.node_) {
    if (node_ != nullptr) ++node_->count;
  }
  Ref(Ref&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  Ref& operator=(Ref other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~Ref() {
    if (node_ != nullptr && --node_->count == 0) delete node_;
  }

  template <class... Args>
  static Ref make(Args&&... args) {
    Ref ref;
    ref.node_ = new Node{1, false, {}, T{std::forward<Args>(args)...}};
    return ref;
  }

  const T& operator*() const { return node_->value; }
  const T* operator->() const { return &node_->value; }
  explicit operator bool() const { return node_ != nullptr; }

  // The value's digest, computed by `compute(value)` once. Must not be called on an absent one.
  template <class F>
  const Digest& digest(F compute) const {
    if (!node_->has_digest) {
      node_->digest = compute(node_->value);
      node_->has_digest = true;
    }
    return node_->digest;
  }

  // Fetches what reading the value will touch first.
  void prefetch() const {
    __builtin_prefetch(node_);
    __builtin_prefetch(reinterpret_cast<const char*>(node_) + 64);
  }

  // Same object, hence same value; the converse needs a look at the values.
  [[nodiscard]] bool same(const Ref& other) const { return node_ == other.node_; }

  // By value; two absent ones are equal.
  friend bool operator==(const Ref& a, const Ref& b) {
    if (a.node_ == b.node_) return true;
    return a.node_ != nullptr && b.node_ != nullptr && a.node_->value == b.node_->value;
  }

 private:
  struct Node {
    std::uint32_t count;
    bool has_digest;
    Digest digest;
    T value;
  };

  Node* node_ = nullptr;
};

template <class T>
Ref<T> make_ref(T value) {
  return Ref<T>::make(std::move(value));
}

}  // namespace meseta
