#include "engine/loop/loop.hpp"

#include <algorithm>

namespace meseta {

namespace {

// A queue entry's handle: an alarm's slot under this tag, or the address of a body.
constexpr std::uint64_t kTimerTag = std::uint64_t{1} << 63U;

// So many events are handled between two steps of prefetching for one.
constexpr std::size_t kPrefetchStride = 6;

std::uint64_t to_handle(BodyHeader* node) {
  const auto address = reinterpret_cast<std::uintptr_t>(node);
  CHECK((address & kTimerTag) == 0);
  return address;
}

Body to_body(std::uint64_t handle) {
  return Body::adopt(reinterpret_cast<BodyHeader*>(static_cast<std::uintptr_t>(handle)));
}

}  // namespace

Loop::~Loop() {
  while (!queue_.empty()) {
    const QueueEntry entry = queue_.pop();
    if ((entry.handle & kTimerTag) == 0) static_cast<void>(to_body(entry.handle));
  }
}

void Loop::attach(Transport& transport, Store& store, Launcher& launcher) {
  transport_ = &transport;
  store_ = &store;
  launcher_ = &launcher;
}

void Loop::remove(NodeId node) {
  dispatcher_.remove(node);
  timers_.drop(node);
}

SessionId Loop::new_session(NodeId opener, NodeId acceptor) {
  CHECK(sessions_.size() < UINT32_MAX);
  sessions_.push_back({opener, acceptor});
  return {static_cast<std::uint32_t>(sessions_.size() - 1)};
}

NodeId Loop::peer(SessionId session, NodeId self) const {
  const Session& ends = sessions_[session.value];
  return ends.opener == self ? ends.acceptor : ends.opener;
}

void Loop::mute(SessionId session, NodeId side) {
  Session& ends = sessions_[session.value];
  (ends.opener == side ? ends.opener_hears : ends.acceptor_hears) = false;
}

void Loop::push(NodeId target, SessionId session, Body body, Time at) {
  queue_.push({.at = std::max(at, earliest_),
               .number = ++posted_,
               .handle = to_handle(body.release()),
               .target = target.value,
               .session = session.value});
}

void Loop::push_timer(NodeId node, const Timers::Queue& queue) {
  queue_.push({.at = std::max(queue.at, earliest_),
               .number = ++posted_,
               .handle = kTimerTag | queue.slot,
               .target = node.value,
               .session = queue.generation});
}

void Loop::prefetch() const {
  const auto upcoming = queue_.upcoming();
  std::size_t ahead = Component::kPrefetchSteps * kPrefetchStride;
  if (ahead + kPrefetchStride < upcoming.size()) prefetch(upcoming[ahead + kPrefetchStride]);
  for (int step = 0; step < Component::kPrefetchSteps; ++step, ahead -= kPrefetchStride) {
    if (ahead >= upcoming.size()) continue;
    const QueueEntry& entry = upcoming[ahead];
    if ((entry.handle & kTimerTag) != 0 || !dispatcher_.alive(NodeId{entry.target})) continue;
    Event event{to_body(entry.handle), SessionId{entry.session}, {}};
    dispatcher_.prefetch(NodeId{entry.target}, event, step);
    static_cast<void>(event.body.release());
  }
}

void Loop::prefetch(const QueueEntry& entry) const {
  dispatcher_.prefetch(NodeId{entry.target});
  if ((entry.handle & kTimerTag) != 0) return;
  const auto* const body = reinterpret_cast<const char*>(static_cast<std::uintptr_t>(entry.handle));
  for (std::size_t line = 0; line < 3; ++line) __builtin_prefetch(body + line * 64);
}

bool Loop::step() {
  prefetch();
  while (!queue_.empty()) {
    if (queue_.next() > clock_.now()) break;
    const QueueEntry entry = queue_.pop();
    earliest_ = entry.at;
    if ((entry.handle & kTimerTag) != 0) {
      if (step_timer(entry)) return true;
      continue;
    }
    Body body = to_body(entry.handle);
    const NodeId target{entry.target};
    if (!dispatcher_.alive(target)) continue;
    const SessionId session{entry.session};
    if (session.valid() && !hears(session, target)) continue;
    const NodeId from = session.valid() ? peer(session, target) : NodeId{};
    handle(target, {std::move(body), session, from});
    return true;
  }
  if (!queue_.empty()) clock_.wake(queue_.next());
  return false;
}

bool Loop::step_timer(const QueueEntry& entry) {
  const auto slot = static_cast<Timers::Slot>(entry.handle & ~kTimerTag);
  const Timers::Popped popped = timers_.pop(slot, entry.session, entry.at);
  if (popped.again) push_timer(NodeId{entry.target}, *popped.again);
  if (!popped.fires) return false;
  const Alarm alarm{popped.key.kind, popped.key.owner};
  handle(popped.key.node, {dispatcher_.bodies().make(alarm), {}, {}});
  return true;
}

void Loop::handle(NodeId target, Event event) {
  const Time now = clock_.local(target, clock_.now());
  for (const Want& want : dispatcher_.dispatch(target, std::move(event), now)) apply(target, want);
}

void Loop::apply(NodeId from, const Want& want) {
  switch (want.verb) {
    case Want::Verb::Send:
      ++sent_[want.body.kind()];
      return transport_->send(from, want.session, want.body);
    case Want::Verb::Open:
      return transport_->open(from, want.peer);
    case Want::Verb::Close:
      return transport_->close(from, want.session);
    case Want::Verb::Arm: {
      const TimerKey key{from, want.kind, want.owner};
      if (const auto queue = timers_.arm(key, clock_.global(from, want.at))) {
        push_timer(from, *queue);
      }
      return;
    }
    case Want::Verb::Disarm:
      return timers_.disarm({from, want.kind, want.owner});
    case Want::Verb::Persist:
      return store_->persist(from, want.owner, want.record);
    case Want::Verb::Watch:
      return transport_->watch(from, want.peer, want.span, want.kind);
    case Want::Verb::Unwatch:
      return transport_->unwatch(from, want.peer);
    case Want::Verb::Launch: {
      const auto& run = want.body.as<RunTask>();
      return launcher_->launch(from, run.framework, run.task);
    }
    case Want::Verb::Kill: {
      const auto& kill = want.body.as<KillTask>();
      return launcher_->kill(from, kill.framework, kill.task, want.span);
    }
    case Want::Verb::StepDown:
      return store_->step_down(from);
  }
}

}  // namespace meseta
