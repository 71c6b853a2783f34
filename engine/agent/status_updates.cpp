#include "engine/agent/status_updates.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

constexpr std::uint8_t kUnsent = UINT8_MAX;

}  // namespace

StatusUpdates::StatusUpdates(Options options) : next_ordinal_(options.first_ordinal) {
  CHECK(options.retry > Duration{});
  CHECK(options.retry_max >= options.retry);
  Duration interval = options.retry;
  while (interval < options.retry_max) {
    lists_.push_back({.interval = interval});
    interval = interval * 2;
  }
  lists_.push_back({.interval = options.retry_max});
}

StatusUpdates::Pushed StatusUpdates::push(Stream stream, std::uint32_t task, TaskStatus status,
                                          Time now) {
  if (stream != kNone) {
    streams_[stream].later.push_back({std::move(status), next_ordinal_++});
    return {stream, false};
  }
  stream = make();
  Entry& entry = streams_[stream];
  entry.head = std::move(status);
  entry.ordinal = next_ordinal_++;
  entry.task = task;
  if (paused_) {
    link(stream, kUnsent);
    return {stream, false};
  }
  send(stream, 0, now);
  return {stream, true};
}

StatusUpdates::Acknowledged StatusUpdates::acknowledge(Stream stream, std::uint64_t ordinal,
                                                       Time now) {
  Entry& entry = streams_[stream];
  if (entry.ordinal != ordinal) return Acknowledged::Stale;
  unlink(stream);
  if (entry.later.empty()) {
    release(stream);
    return Acknowledged::Empty;
  }
  entry.head = std::move(entry.later.front().status);
  entry.ordinal = entry.later.front().ordinal;
  entry.later.erase(entry.later.begin());
  if (paused_) {
    link(stream, kUnsent);
    return Acknowledged::Queued;
  }
  send(stream, 0, now);
  return Acknowledged::Send;
}

void StatusUpdates::drop(Stream stream) {
  unlink(stream);
  release(stream);
}

void StatusUpdates::pause() {
  paused_ = true;
  for (List& list : lists_) {
    for (Stream stream = list.first; stream != kNone; stream = list.first) {
      unlink(stream);
      link(stream, kUnsent);
    }
  }
}

Time StatusUpdates::due() const {
  if (paused_) return kTimeMax;
  if (unsent_.first != kNone) return Time{INT64_MIN};
  Time earliest = kTimeMax;
  for (const List& list : lists_) {
    if (list.first != kNone) earliest = std::min(earliest, streams_[list.first].due);
  }
  return earliest;
}

StatusUpdates::Stream StatusUpdates::take_due(Time now) {
  if (paused_) return kNone;
  if (unsent_.first != kNone) {
    const Stream stream = unsent_.first;
    unlink(stream);
    send(stream, 0, now);
    return stream;
  }
  std::size_t best = lists_.size();
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    const Stream first = lists_[i].first;
    if (first == kNone || streams_[first].due > now) continue;
    if (best == lists_.size() || streams_[first].due < streams_[lists_[best].first].due) best = i;
  }
  if (best == lists_.size()) return kNone;
  const Stream stream = lists_[best].first;
  unlink(stream);
  send(stream, std::min(best + 1, lists_.size() - 1), now);
  return stream;
}

TaskState StatusUpdates::latest(Stream stream) const {
  const Entry& entry = streams_[stream];
  return entry.later.empty() ? entry.head.state : entry.later.back().status.state;
}

void StatusUpdates::prefetch() const {
  const auto* const lists = reinterpret_cast<const char*>(lists_.data());
  for (std::size_t at = 0; at < lists_.size() * sizeof(List); at += 64) {
    __builtin_prefetch(lists + at);
  }
  const auto* const next =
      reinterpret_cast<const char*>(streams_.data() + (free_ == kNone ? 0 : free_));
  for (std::size_t at = 0; at < sizeof(Entry); at += 64) __builtin_prefetch(next + at);
}

StatusUpdates::Stream StatusUpdates::make() {
  if (free_ == kNone) {
    CHECK(streams_.size() < kNone);
    streams_.emplace_back();
    return static_cast<Stream>(streams_.size() - 1);
  }
  const Stream stream = free_;
  free_ = streams_[stream].next;
  return stream;
}

void StatusUpdates::release(Stream stream) {
  Entry& entry = streams_[stream];
  entry.head.message = Text{};
  entry.ordinal = 0;
  entry.later.clear();
  entry.next = free_;
  free_ = stream;
}

void StatusUpdates::send(Stream stream, std::size_t list, Time now) {
  streams_[stream].due = now + lists_[list].interval;
  link(stream, list);
}

void StatusUpdates::link(Stream stream, std::size_t list) {
  List& into = list == kUnsent ? unsent_ : lists_[list];
  Entry& entry = streams_[stream];
  entry.list = static_cast<std::uint8_t>(list);
  entry.previous = into.last;
  entry.next = kNone;
  (into.last == kNone ? into.first : streams_[into.last].next) = stream;
  into.last = stream;
}

void StatusUpdates::unlink(Stream stream) {
  const Entry& entry = streams_[stream];
  List& from = entry.list == kUnsent ? unsent_ : lists_[entry.list];
  (entry.previous == kNone ? from.first : streams_[entry.previous].next) = entry.next;
  (entry.next == kNone ? from.last : streams_[entry.next].previous) = entry.previous;
}

}  // namespace meseta
