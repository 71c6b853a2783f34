// Body: one event's content, immutable and shared.
//
// A body is made once, with its digest, and then referred to by queue entries, duplicates, outboxes
// and histories. The handle is one pointer and a plain count; memory comes from a typed slab (see
// Bodies), so making and dropping a body costs no malloc in the steady state.
#pragma once

#include <cstdint>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"
#include "engine/event/kind.hpp"

namespace meseta {

// What every node of every slab starts with.
struct BodyHeader {
  std::uint32_t count = 0;
  Kind kind = 0;
  void* home = nullptr;        // The slab it goes back to.
  BodyHeader* next = nullptr;  // In the slab's free list.
  Digest digest;               // Of the fields.
};

template <EventType T>
struct BodyNode : BodyHeader {
  explicit BodyNode(T content) : value(std::move(content)) {}
  T value;
};

class Body {
 public:
  constexpr Body() = default;
  // Takes over one count.
  static Body adopt(BodyHeader* node) {
    Body body;
    body.node_ = node;
    return body;
  }
  Body(const Body& other) : node_(other.node_) {
    if (node_ != nullptr) ++node_->count;
  }
  Body(Body&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  Body& operator=(Body other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~Body() {
    if (node_ != nullptr && --node_->count == 0) destroy(node_);
  }

  explicit operator bool() const { return node_ != nullptr; }
  [[nodiscard]] Kind kind() const { return node_->kind; }
  [[nodiscard]] Digest digest() const { return node_->digest; }

  template <EventType T>
  [[nodiscard]] bool is() const {
    return node_ != nullptr && node_->kind == kind_of<T>;
  }
  template <EventType T>
  [[nodiscard]] const T& as() const {
    CHECK(is<T>());
    return static_cast<const BodyNode<T>*>(node_)->value;
  }

  // Gives its count away: the caller must adopt the pointer again.
  [[nodiscard]] BodyHeader* release() { return std::exchange(node_, nullptr); }

 private:
  static void destroy(BodyHeader* node);

  BodyHeader* node_ = nullptr;
};

}  // namespace meseta
