// Bodies: the slabs that event bodies live in, one per type.
//
// Nodes are carved from chunks of 64 and recycled through a free list; chunks are returned only
// when Bodies dies, which must be after every Body made from it.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/event/body.hpp"
#include "engine/event/fields.hpp"

namespace meseta {

template <EventType T>
class Slab {
 public:
  Slab() = default;
  Slab(const Slab&) = delete;
  Slab& operator=(const Slab&) = delete;

  BodyHeader* make(T content) {
    if (free_ == nullptr) grow();
    BodyHeader* const slot = free_;
    free_ = slot->next;
    auto* const node = new (slot) BodyNode<T>(std::move(content));
    node->count = 1;
    node->kind = kind_of<T>;
    node->home = this;
    node->digest = digest_of(node->value);
    ++live_;
    return node;
  }

  void recycle(BodyHeader* header) {
    auto* const node = static_cast<BodyNode<T>*>(header);
    node->~BodyNode<T>();
    auto* const slot = new (node) BodyHeader;
    slot->next = free_;
    free_ = slot;
    --live_;
  }

  [[nodiscard]] std::size_t live() const { return live_; }

 private:
  static constexpr std::size_t kChunk = 64;
  struct alignas(BodyNode<T>) Slot {
    std::byte bytes[sizeof(BodyNode<T>)];
  };

  void grow() {
    chunks_.push_back(std::make_unique_for_overwrite<Slot[]>(kChunk));
    for (std::size_t i = kChunk; i-- > 0;) {
      auto* const slot = new (&chunks_.back()[i]) BodyHeader;
      slot->next = free_;
      free_ = slot;
    }
  }

  std::vector<std::unique_ptr<Slot[]>> chunks_;
  BodyHeader* free_ = nullptr;
  std::size_t live_ = 0;
};

namespace detail {

template <class List>
struct SlabsOf;
template <class... T>
struct SlabsOf<TypeList<T...>> {
  using type = std::tuple<Slab<T>...>;
};

}  // namespace detail

class Bodies {
 public:
  Bodies() = default;
  Bodies(const Bodies&) = delete;
  Bodies& operator=(const Bodies&) = delete;

  template <EventType T>
  Body make(T content) {
    return Body::adopt(std::get<Slab<T>>(slabs_).make(std::move(content)));
  }

 private:
  detail::SlabsOf<EventTypes>::type slabs_;
};

}  // namespace meseta
