#include "engine/loop/small_queue.hpp"

#include <algorithm>

namespace meseta {

namespace {

constexpr std::size_t kInOrderMax = 128;  // More than these become a heap,
constexpr std::size_t kHeapMin = 64;      // and so few are put in order again.
constexpr std::size_t kPoppedMax = 128;   // So that the queue stays where it is, in the cache.

}  // namespace

void SmallQueue::push(const QueueEntry& entry) {
  if (!is_heap_ && size() < kInOrderMax) return insert_in_order(entry);
  if (!is_heap_) {
    drop_popped();
    is_heap_ = true;
  }
  entries_.push_back(entry);
  std::push_heap(entries_.begin(), entries_.end(), pops_after);
}

void SmallQueue::drop_popped() {
  entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(head_));
  head_ = 0;
}

void SmallQueue::insert_in_order(const QueueEntry& entry) {
  if (head_ >= kPoppedMax) drop_popped();
  const auto head = entries_.begin() + static_cast<std::ptrdiff_t>(head_);
  const auto place = std::upper_bound(head, entries_.end(), entry, pops_before);
  if (head_ > 0 && place - head < entries_.end() - place) {
    std::move(head, place, head - 1);
    *(place - 1) = entry;
    --head_;
  } else {
    entries_.insert(place, entry);
  }
}

void SmallQueue::pop() {
  if (!is_heap_) {
    if (++head_ == entries_.size()) clear();
    return;
  }
  std::pop_heap(entries_.begin(), entries_.end(), pops_after);
  entries_.pop_back();
  if (entries_.size() > kHeapMin) return;
  std::sort(entries_.begin(), entries_.end(), pops_before);
  is_heap_ = false;
}

void SmallQueue::clear() {
  entries_.clear();
  head_ = 0;
  is_heap_ = false;
}

}  // namespace meseta
