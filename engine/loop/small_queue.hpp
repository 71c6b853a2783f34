// SmallQueue: a priority queue that is at its best with a hundred entries.
//
// While they are few they lie in order, so that the next ones can be seen (and prefetched); a new
// one moves up those before or after it, whichever are fewer. When they outgrow that, what is in
// order already is a heap, and stays one until few are left.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/loop/queue_entry.hpp"

namespace meseta {

class SmallQueue {
 public:
  void push(const QueueEntry& entry);

  // There must be one.
  [[nodiscard]] const QueueEntry& front() const { return entries_[head_]; }
  void pop();

  // All of them, the first in front; the rest in order if they are few.
  [[nodiscard]] std::span<const QueueEntry> entries() const {
    return std::span(entries_).subspan(head_);
  }
  void clear();

  [[nodiscard]] std::size_t size() const { return entries_.size() - head_; }
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] std::size_t capacity() const { return entries_.capacity(); }

 private:
  void insert_in_order(const QueueEntry& entry);
  void drop_popped();

  std::vector<QueueEntry> entries_;  // Empty as soon as all are popped.
  std::size_t head_ = 0;             // What is before it is popped. 0 in a heap.
  bool is_heap_ = false;
};

}  // namespace meseta
