// EventQueue: which event is next?
//
// The order is (at, number), exactly; numbers are the caller's, unique, in any order. The queue is
// monotone: nothing is pushed earlier than what was popped last, and that is why it can be faster
// than a heap. It does not cancel: the loop drops a stale timer when it comes out.
//
//        now           limit                                                         time
//     ----|-------------|---------------------------------------------------------->
//          run and late   buckets of level 0 | of level 1      | of level 2       ...
//          (in order)     (each one value of a digit of 8 bits, in order of arrival)
//
// What comes after `limit` waits in buckets. Its time and `base` name the bucket: the highest digit
// in which the two differ is the level, the digit's value the place. So all of a level comes before
// all of the next, and its buckets are in order. When the run gets short, the first bucket is
// sorted and becomes its end. One that is large, and not of a single instant, waits until nothing
// comes before it: then base moves to its start and it is dealt out again, to lower levels. What is
// pushed before `limit` meanwhile goes to the end of the run or to `late`, a small queue; if that
// outgrows the run, both go back to buckets, and smaller ones are dealt out from then on.
//
// So an entry is copied a few times, nearly always to the end of something; a heap fetches every
// level from memory. Nanoseconds for a pop and a push, ours / std::priority_queue, by
// bench/event_queue.cpp (g++ 12 -O3, one of 2 vCPUs of an EPYC, idle; read the ratios):
//
//     pending                     1,000    100,000  1,000,000  5,000,000
//     exponential               32 / 41   15 / 116   22 / 903  24 / 1504
//     bimodal (1 ms, a day)     15 / 39    18 / 98   22 / 761  25 / 1359
//     equal distances            9 / 29     9 / 82   18 / 772  20 / 1575
//     equal instants             8 / 33     9 / 48   13 / 135   11 / 129
//     as recorded from c2m      25 / 45    23 / 77   26 / 147          -
//
// Memory: 33 bytes for each entry pending at the peak, twice that if they are of one instant, and
// at most 2 MB. It is kept for reuse until the queue goes.
//
// Invariants: times in run and late are before limit; those in buckets are neither before limit nor
// base. The run is sorted; nothing is earlier than what was popped last. A bucket holds what comes
// before all of the buckets after it, in order of arrival.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/loop/queue_entry.hpp"
#include "engine/loop/queue_watch.hpp"
#include "engine/loop/small_queue.hpp"

namespace meseta {

class EventQueue {
 public:
  EventQueue();
  EventQueue(const EventQueue&) = delete;
  EventQueue& operator=(const EventQueue&) = delete;
  ~EventQueue();

  // Not earlier than the entry popped last.
  void push(const QueueEntry& entry);

  // The first entry, or null. Good until the next call of push or pop.
  [[nodiscard]] const QueueEntry* peek() {
    if (run_head_ == run_.size() && late_.empty() && !feed()) return nullptr;
    return late_is_first() ? &late_.front() : &run_[run_head_];
  }

  // Entries most of which will be popped soon, and about in this order. A hint, for prefetches.
  [[nodiscard]] std::span<const QueueEntry> upcoming() const {
    if (late_.size() >= kLateMany) return late_.entries();
    return std::span(run_).subspan(run_head_);
  }

  // The first entry's time, or kTimeMax.
  [[nodiscard]] Time next() {
    const QueueEntry* const entry = peek();
    return entry == nullptr ? kTimeMax : entry->at;
  }

  // Removes the first entry. There must be one.
  QueueEntry pop();

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  // Null: nobody, as at first.
  void watch(QueueWatch* watch) { watch_ = watch; }
  // Of memory held.
  [[nodiscard]] std::size_t bytes() const;

 private:
  static constexpr unsigned kDigitBits = 8;
  static constexpr unsigned kLevels = 64 / kDigitBits;
  static constexpr unsigned kDigits = 1U << kDigitBits;
  static constexpr unsigned kChunkEntries = 64;
  static constexpr std::size_t kLateMany = 24;  // Then most of what is near is late.

  struct Chunk;

  struct Place {
    unsigned level;
    unsigned digit;
  };
  // A list of chunks, all full but the last.
  struct Bucket {
    Chunk* head = nullptr;
    Chunk* tail = nullptr;
    std::uint64_t first = 0;   // Key of the first entry.
    std::uint64_t differ = 0;  // Bits in which any key differs from it.
    std::uint32_t count = 0;
  };

  [[nodiscard]] bool late_is_first() const {
    if (late_.empty()) return false;
    return run_head_ == run_.size() || pops_before(late_.front(), run_[run_head_]);
  }
  void push_to_bucket(const QueueEntry& entry, std::uint64_t key);
  void push_near(const QueueEntry& entry);
  void spill();
  bool feed();
  void drop_popped();
  [[nodiscard]] Place first_place() const;
  Bucket& bucket_at(Place place) { return buckets_[place.level * kDigits + place.digit]; }
  Bucket take_bucket(Place place);
  template <class Visit>
  void drain(const Bucket& bucket, Visit visit);
  void load(const Bucket& bucket);
  void deal(const Bucket& bucket);
  Chunk* take_chunk();
  void give_chunk(Chunk* chunk);

  std::uint64_t now_ = 0;  // Of what was popped last; like these, a key: see key_of.
  std::uint64_t base_ = 0;
  std::uint64_t limit_ = 0;
  std::size_t size_ = 0;
  std::vector<QueueEntry> run_;
  std::size_t run_head_ = 0;  // What is before it is popped.
  SmallQueue late_;
  std::size_t run_max_;   // Larger buckets are dealt out.
  bool spilled_ = false;  // Since the run was fed last.
  std::vector<QueueEntry> scratch_;
  std::vector<Bucket> buckets_;
  std::array<std::array<std::uint64_t, kDigits / 64>, kLevels> occupied_{};  // A bit per bucket.
  std::uint32_t occupied_levels_ = 0;                                        // A bit per level.

  QueueWatch* watch_ = nullptr;
  Chunk* free_ = nullptr;
  std::vector<Chunk*> slabs_;
};

}  // namespace meseta
