#include "engine/loop/loop.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "engine/event/print.hpp"
#include "engine/loop/recorder.hpp"
#include "engine/loop/replay.hpp"

namespace meseta {
namespace {

class ManualClock final : public Clock {
 public:
  [[nodiscard]] Time now() const override { return time; }
  void wake(Time at) override { woken_for = at; }
  [[nodiscard]] Time local(NodeId, Time global) const override { return global + offset; }
  [[nodiscard]] Time global(NodeId, Time local) const override { return local - offset; }
  Time time;
  Time woken_for;
  Duration offset;
};

// Ports that note down what they are asked for.
class Notes final : public Transport, public Store, public Launcher {
 public:
  void open(NodeId from, NodeId peer) override { note("open", from, peer.value); }
  void send(NodeId from, SessionId session, Body message) override {
    note(kind_name(message.kind()), from, session.value);
  }
  void close(NodeId from, SessionId session) override { note("close", from, session.value); }
  void watch(NodeId from, NodeId peer, Duration, std::uint32_t) override {
    note("watch", from, peer.value);
  }
  void unwatch(NodeId from, NodeId peer) override { note("unwatch", from, peer.value); }
  void persist(NodeId from, std::uint64_t ticket, Ref<Record>) override {
    note("persist", from, ticket);
  }
  void step_down(NodeId from) override { note("step_down", from, 0); }
  void launch(NodeId agent, FrameworkId framework, const Ref<TaskInfo>&) override {
    note("launch", agent, framework.number);
  }
  void kill(NodeId agent, FrameworkId framework, const Text&, Duration) override {
    note("kill", agent, framework.number);
  }

  std::vector<std::string> notes;

 private:
  void note(const std::string& verb, NodeId node, std::uint64_t argument) {
    notes.push_back(std::to_string(node.value) + " " + verb + " " + std::to_string(argument));
  }
};

// Does what the test says and remembers what it was told.
class Scripted final : public Component {
 public:
  using Script = std::function<void(const Event&, Time, Outbox&)>;
  explicit Scripted(Script script = {}) : script_(std::move(script)) {}
  void handle(const Event& event, Time now, Outbox& out) override {
    seen.push_back(print_seconds(now.ns) + " " + print(event.body));
    if (script_) script_(event, now, out);
  }
  std::vector<std::string> seen;

 private:
  Script script_;
};

struct LoopTest : testing::Test {
  LoopTest() { loop.attach(ports, ports, ports); }
  void run_until(Time end) {
    while (loop.next() <= end) {
      clock.time = std::max(clock.time, loop.next());
      loop.step();
    }
    clock.time = end;
  }
  ManualClock clock;
  Notes ports;
  Loop loop{clock};
};

TEST_F(LoopTest, EventsOfOneInstantAreHandledInTheOrderOfPosting) {
  Scripted node;
  const NodeId id = loop.add(node);
  loop.post(id, Stored{2}, Time{} + seconds(1));
  loop.post(id, Stored{3}, Time{} + seconds(1));
  loop.post(id, Stored{1}, Time{});

  run_until(Time{} + seconds(2));

  EXPECT_EQ(node.seen, (std::vector<std::string>{"0s stored{ticket: 1}", "1s stored{ticket: 2}",
                                                 "1s stored{ticket: 3}"}));
}

TEST_F(LoopTest, NothingIsHandledBeforeItsInstant) {
  Scripted node;
  loop.post(loop.add(node), Stored{1}, Time{} + seconds(1));

  EXPECT_FALSE(loop.step());
  EXPECT_EQ(clock.woken_for, Time{} + seconds(1));
  EXPECT_TRUE(node.seen.empty());
}

TEST_F(LoopTest, WantsAreCarriedOutInOrder) {
  Scripted node([](const Event&, Time, Outbox& out) {
    out.persist(9, AgentIdentity{});
    out.send(SessionId{4}, Teardown{});
    out.open(NodeId{1});
    out.close(SessionId{4});
    out.watch(NodeId{1}, seconds(1), 5);
    out.unwatch(NodeId{1});
    out.launch({1, 6}, make_ref(TaskInfo{}));
    out.kill({1, 6}, Text("t"), {});
    out.step_down();
  });
  loop.post(loop.add(node), Stored{1}, Time{});

  run_until(Time{});

  EXPECT_EQ(ports.notes, (std::vector<std::string>{"0 persist 9", "0 teardown 4", "0 open 1",
                                                   "0 close 4", "0 watch 1", "0 unwatch 1",
                                                   "0 launch 6", "0 kill 6", "0 step_down 0"}));
  EXPECT_EQ(loop.sent()[kind_of<Teardown>], 1);
}

TEST_F(LoopTest, AnAlarmIsSeenOnceHoweverOftenItWasMoved) {
  Scripted node([](const Event& event, Time now, Outbox& out) {
    if (!event.body.is<Stored>()) return;
    out.arm(1, 7, now + seconds(3));
    out.arm(2, 7, now + seconds(4));
    if (event.as<Stored>().ticket == 2) out.disarm(2, 7);
  });
  const NodeId id = loop.add(node);
  loop.post(id, Stored{1}, Time{});
  loop.post(id, Stored{2}, Time{} + seconds(2));

  run_until(Time{} + seconds(60));

  EXPECT_EQ(node.seen, (std::vector<std::string>{"0s stored{ticket: 1}", "2s stored{ticket: 2}",
                                                 "5s alarm{kind: 1, owner: 7}"}));
  EXPECT_EQ(loop.dispatcher().events(), 3) << "what was moved or disarmed gets no number";
}

TEST_F(LoopTest, AnAlarmIsMeantOnTheNodesOwnClock) {
  clock.offset = seconds(100);
  Scripted node([](const Event& event, Time now, Outbox& out) {
    if (event.body.is<Stored>()) out.arm(1, 0, now + seconds(3));
  });
  loop.post(loop.add(node), Stored{1}, Time{} + seconds(1));

  run_until(Time{} + seconds(60));

  EXPECT_EQ(node.seen,
            (std::vector<std::string>{"101s stored{ticket: 1}", "104s alarm{kind: 1, owner: 0}"}));
}

TEST_F(LoopTest, ANodeThatIsGoneHearsNothing) {
  Scripted node([](const Event&, Time now, Outbox& out) { out.arm(1, 0, now + seconds(1)); });
  const NodeId id = loop.add(node);
  loop.post(id, Stored{1}, Time{});
  loop.post(id, Stored{2}, Time{} + seconds(2));
  run_until(Time{});
  loop.remove(id);

  run_until(Time{} + seconds(60));

  EXPECT_EQ(node.seen.size(), 1);
}

TEST_F(LoopTest, ADeliveryNamesItsSender) {
  NodeId sender;
  Scripted node([&](const Event& event, Time, Outbox&) { sender = event.from; });
  Scripted other;
  const NodeId id = loop.add(node);
  const NodeId peer = loop.add(other);
  const SessionId session = loop.new_session(peer, id);
  loop.deliver(id, session, loop.dispatcher().bodies().make(Teardown{}), Time{});

  run_until(Time{});

  EXPECT_EQ(sender, peer);
}

class StringSink final : public Sink {
 public:
  void write(std::string_view bytes) override { text += bytes; }
  std::string text;
};

class OneFactory final : public ComponentFactory {
 public:
  explicit OneFactory(Scripted::Script script) : script_(std::move(script)) {}
  std::unique_ptr<Component> make(const Boot& boot) override {
    if (boot.index > 0) return nullptr;
    return std::make_unique<Scripted>(script_);
  }

 private:
  Scripted::Script script_;
};

TEST_F(LoopTest, AHistoryFedAgainGivesTheSameDigestAndADifferentComponentAnother) {
  const Scripted::Script script = [](const Event& event, Time now, Outbox& out) {
    if (event.body.is<Boot>()) out.arm(1, 7, now + seconds(3));
    if (event.body.is<Alarm>()) out.send(SessionId{1}, Stored{8});
  };
  StringSink sink;
  Recorder recorder(sink, {});
  loop.dispatcher().observe(&recorder);
  Scripted node(script);
  loop.post(loop.add(node), Boot{}, Time{});
  run_until(Time{} + seconds(60));
  recorder.end(loop.dispatcher());

  const auto replayed = [&](const Scripted::Script& with) {
    HistoryReader reader(sink.text);
    EXPECT_TRUE(reader.head());
    OneFactory factory(with);
    Replay replay(reader, factory);
    while (replay.step()) {
    }
    EXPECT_EQ(replay.problem(), "");
    EXPECT_EQ(replay.dispatcher().events(), 2);
    return replay.agrees();
  };
  EXPECT_TRUE(replayed(script));
  EXPECT_FALSE(replayed([&](const Event& event, Time now, Outbox& out) {
    script(event, now, out);
    if (event.body.is<Alarm>()) out.step_down();
  }));
}

TEST(Replay, AHistoryWithoutABootIsAProblemNotACrash) {
  StringSink sink;
  Bodies bodies;
  HistoryWriter writer(sink, {});
  writer.event(Time{}, NodeId{3}, {bodies.make(Stored{1}), {}, {}});
  HistoryReader reader(sink.text);
  ASSERT_TRUE(reader.head());
  OneFactory factory({});
  Replay replay(reader, factory);

  EXPECT_FALSE(replay.step());
  EXPECT_EQ(replay.problem(), "event 1: node 3 has not booted");
  EXPECT_FALSE(replay.agrees());
}

}  // namespace
}  // namespace meseta
