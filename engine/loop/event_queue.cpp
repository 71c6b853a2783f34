#include "engine/loop/event_queue.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <new>
#include <span>
#include <utility>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

// How large a bucket may be to become part of a run. Within these bounds it is halved when a run
// turns out too long, and grows by a quarter with every other bucket.
constexpr std::size_t kRunMin = 32;
constexpr std::size_t kRunMax = 2048;
static_assert(std::has_single_bit(kRunMax));

constexpr std::size_t kLateMin = 64;  // So few late entries never make a run too long.
constexpr std::size_t kAhead = 32;    // The run is fed when fewer are left.
static_assert(kAhead <= kRunMin);
constexpr std::size_t kSlabChunks = 63;  // 128 KiB, nearly: what an allocator has at hand.
constexpr std::size_t kCacheLine = 64;

// Instants as unsigned numbers of the same order.
std::uint64_t key_of(const QueueEntry& entry) {
  return static_cast<std::uint64_t>(entry.at.ns) ^ (std::uint64_t{1} << 63U);
}

// Copies `from` to `to` (of the same size, at most kRunMax) in the order of the highest bits in
// which keys differ: about as many values of these bits as there are entries, so that hardly more
// than neighbours are still to be swapped. Stable.
void deal_to_places(std::span<const QueueEntry> from, std::span<QueueEntry> to,
                    std::uint64_t differ) {
  const int bits = static_cast<int>(std::bit_width(differ));
  const int shift = std::max(bits - static_cast<int>(std::bit_width(from.size() - 1)), 0);
  const std::uint64_t places = std::uint64_t{1} << static_cast<unsigned>(bits - shift);
  const auto place_of = [&](const QueueEntry& entry) {
    return key_of(entry) >> static_cast<unsigned>(shift) & (places - 1);
  };

  std::array<std::uint32_t, kRunMax> starts;
  std::fill_n(starts.begin(), places, 0);
  for (const QueueEntry& entry : from) ++starts[place_of(entry)];
  std::uint32_t start = 0;
  for (std::uint64_t i = 0; i < places; ++i) start += std::exchange(starts[i], start);
  for (const QueueEntry& entry : from) to[starts[place_of(entry)]++] = entry;
}

// Sorts by insertion, which is best for what is nearly sorted; gives up on what is not.
void insertion_sort(std::span<QueueEntry> entries) {
  std::size_t effort_left = 16 * entries.size();
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (!pops_before(entries[i], entries[i - 1])) continue;
    const QueueEntry moved = entries[i];
    std::size_t hole = i;
    do {
      entries[hole] = entries[hole - 1];
      --hole;
    } while (hole > 0 && pops_before(moved, entries[hole - 1]));
    entries[hole] = moved;
    if (effort_left < i - hole) {
      std::sort(entries.begin(), entries.end(), pops_before);
      return;
    }
    effort_left -= i - hole;
  }
}

}  // namespace

struct EventQueue::Chunk {
  Chunk* next;
  std::uint64_t padding[3];  // An entry never lies on two cache lines.
  QueueEntry entries[kChunkEntries];
};

EventQueue::EventQueue() : run_max_(kRunMin), buckets_(kLevels * kDigits) {
  run_.reserve(kRunMax);
  scratch_.reserve(kRunMax);
}

EventQueue::~EventQueue() {
  for (Chunk* const slab : slabs_) ::operator delete (slab, std::align_val_t{kCacheLine});
}

void EventQueue::push(const QueueEntry& entry) {
  const std::uint64_t key = key_of(entry);
  CHECK(now_ <= key);
  CHECK(entry.at < kTimeMax);
  ++size_;
  if (key >= limit_) {
    push_to_bucket(entry, key);
  } else {
    push_near(entry);
  }
  if (watch_ != nullptr) watch_->pushed(entry.at);
}

QueueEntry EventQueue::pop() {
  const QueueEntry* const first = peek();
  CHECK(first != nullptr);
  const QueueEntry entry = *first;
  if (late_is_first()) {
    late_.pop();
  } else {
    ++run_head_;
  }
  if (run_.size() - run_head_ < kAhead && occupied_levels_ != 0) feed();
  --size_;
  now_ = key_of(entry);
  if (watch_ != nullptr) watch_->popped(entry.at);
  return entry;
}

std::size_t EventQueue::bytes() const {
  const std::size_t entries = run_.capacity() + scratch_.capacity() + late_.capacity();
  return entries * sizeof(QueueEntry) + slabs_.size() * kSlabChunks * sizeof(Chunk) +
         buckets_.size() * sizeof(Bucket);
}

void EventQueue::push_to_bucket(const QueueEntry& entry, std::uint64_t key) {
  const unsigned level = static_cast<unsigned>(std::bit_width((key ^ base_) | 1U) - 1) / kDigitBits;
  const unsigned digit = (key >> (level * kDigitBits)) % kDigits;
  Bucket& bucket = buckets_[level * kDigits + digit];
  const std::uint32_t place = bucket.count % kChunkEntries;
  if (place == 0) {
    Chunk* const chunk = take_chunk();
    if (bucket.count > 0) {
      bucket.tail->next = chunk;
    } else {
      bucket = {.head = chunk, .first = key};
      occupied_[level][digit / 64] |= std::uint64_t{1} << (digit % 64);
      occupied_levels_ |= 1U << level;
    }
    bucket.tail = chunk;
  }
  bucket.tail->entries[place] = entry;
  bucket.differ |= key ^ bucket.first;
  ++bucket.count;
}

void EventQueue::push_near(const QueueEntry& entry) {
  if (run_head_ == run_.size() || pops_before(run_.back(), entry)) {
    // A run that is fed as fast as it is drained must not grow.
    if (run_.size() == run_.capacity() && run_head_ * 2 >= run_.size()) drop_popped();
    run_.push_back(entry);
    return;
  }
  late_.push(entry);

  // What is before base, because somebody looked ahead, has no bucket.
  const std::size_t run_left = run_.size() - run_head_;
  if (base_ <= now_ && late_.size() > std::max(kLateMin, run_left)) spill();
}

// Puts everything back into buckets. It cost as much to come this far.
void EventQueue::spill() {
  for (; run_head_ < run_.size(); ++run_head_) {
    push_to_bucket(run_[run_head_], key_of(run_[run_head_]));
  }
  for (const QueueEntry& entry : late_.entries()) push_to_bucket(entry, key_of(entry));
  late_.clear();
  limit_ = base_;
  run_max_ = std::max(run_max_ / 2, kRunMin);
  spilled_ = true;
}

// The first buckets become the end of the run, which is what they come after. One that must be
// dealt out waits until nothing comes before it: until then base must not be later than now.
bool EventQueue::feed() {
  if (run_head_ * 2 >= run_.size()) drop_popped();
  while (run_.size() - run_head_ < kAhead && occupied_levels_ != 0) {
    const bool drained = run_head_ == run_.size() && late_.empty();
    const Place place = first_place();
    const Bucket& first = bucket_at(place);
    if (first.count <= run_max_ || first.differ == 0) {
      load(take_bucket(place));
    } else if (drained) {
      deal(take_bucket(place));
    } else {
      break;
    }
  }
  return run_head_ < run_.size();
}

void EventQueue::drop_popped() {
  run_.erase(run_.begin(), run_.begin() + static_cast<std::ptrdiff_t>(run_head_));
  run_head_ = 0;
}

EventQueue::Place EventQueue::first_place() const {
  const auto level = static_cast<unsigned>(std::countr_zero(occupied_levels_));
  const auto& words = occupied_[level];
  const auto word = std::find_if(words.begin(), words.end(), [](auto w) { return w != 0; });
  return {level, static_cast<unsigned>((word - words.begin()) * 64 + std::countr_zero(*word))};
}

EventQueue::Bucket EventQueue::take_bucket(Place place) {
  auto& words = occupied_[place.level];
  words[place.digit / 64] &= ~(std::uint64_t{1} << (place.digit % 64));
  if (std::all_of(words.begin(), words.end(), [](auto w) { return w == 0; })) {
    occupied_levels_ &= ~(1U << place.level);
  }
  return std::exchange(bucket_at(place), {});
}

// Shows a bucket's entries, a chunk at a time, to `visit(first, last)`; gives the chunks back.
template <class Visit>
void EventQueue::drain(const Bucket& bucket, Visit visit) {
  std::size_t left = bucket.count;
  for (Chunk* chunk = bucket.head; left > 0;) {
    const std::size_t count = std::min<std::size_t>(left, kChunkEntries);
    left -= count;
    Chunk* const next = left > 0 ? chunk->next : nullptr;
    // Chunks lie anywhere: the processor only foresees what lies in a row.
    for (std::size_t line = 0; line < 4; ++line) {
      __builtin_prefetch(reinterpret_cast<const char*>(next) + line * kCacheLine);
    }
    visit(chunk->entries, chunk->entries + count);
    give_chunk(chunk);
    chunk = next;
  }
}

void EventQueue::load(const Bucket& bucket) {
  if (!spilled_) run_max_ = std::min(run_max_ + run_max_ / 4, kRunMax);
  spilled_ = false;
  const std::size_t before = run_.size();
  drain(bucket, [&](const QueueEntry* first, const QueueEntry* last) {
    run_.insert(run_.end(), first, last);
  });
  const auto loaded = std::span(run_).subspan(before);
  if (!std::is_sorted(loaded.begin(), loaded.end(), pops_before)) {
    if (bucket.differ != 0 && loaded.size() > 16) {
      scratch_.assign(loaded.begin(), loaded.end());
      deal_to_places(scratch_, loaded, bucket.differ);
    }
    insertion_sort(loaded);
  }
  limit_ = key_of(run_.back()) + 1;
}

// All the bucket's keys agree in the digits above the highest in which any two differ.
void EventQueue::deal(const Bucket& bucket) {
  const auto level = static_cast<unsigned>(std::bit_width(bucket.differ) - 1) / kDigitBits;
  const unsigned bits = (level + 1) * kDigitBits;
  base_ = bits < 64 ? bucket.first >> bits << bits : 0;
  drain(bucket, [&](const QueueEntry* first, const QueueEntry* last) {
    for (; first != last; ++first) push_to_bucket(*first, key_of(*first));
  });
}

EventQueue::Chunk* EventQueue::take_chunk() {
  if (free_ == nullptr) {
    auto* const slab = static_cast<Chunk*>(
        ::operator new (kSlabChunks * sizeof(Chunk), std::align_val_t{kCacheLine}));
    slabs_.push_back(slab);
    for (std::size_t i = kSlabChunks; i > 0; --i) give_chunk(slab + i - 1);
  }
  return std::exchange(free_, free_->next);
}

void EventQueue::give_chunk(Chunk* chunk) {
  chunk->next = free_;
  free_ = chunk;
}

}  // namespace meseta
