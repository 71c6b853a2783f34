#include "engine/event/history.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "engine/event/print.hpp"
#include "engine/resources/text_form.hpp"
#include "tests/builders/constraints.hpp"
#include "tests/builders/resources.hpp"

namespace meseta {
namespace {

class StringSink final : public Sink {
 public:
  void write(std::string_view bytes) override { text += bytes; }
  std::string text;
};

Ref<AgentInfo> agent_info(const char* hostname) {
  return make_ref(AgentInfo{.hostname = Text(hostname),
                            .resources = parse_resources("cpus:4;mem:1024").value(),
                            .attributes = {},
                            .domain = {}});
}

// A short history with shared nouns, an optional, a variant and an empty message.
std::string sample(Bodies& bodies) {
  StringSink sink;
  HistoryWriter writer(sink, {.seed = 7, .features = 0, .configuration = "scenario"});
  const Ref<AgentInfo> info = agent_info("a1");
  const auto event = [&](auto content) {
    return Event{bodies.make(std::move(content)), SessionId{4}, NodeId{2}};
  };
  writer.event(Time{5}, NodeId{1}, event(RegisterAgent{.agent = {}, .info = info, .tasks = {}}));
  writer.event(Time{6}, NodeId{1},
               event(RegisterAgent{.agent = {1, 2}, .info = info, .tasks = {}}));
  writer.event(Time{7}, NodeId{0},
               event(Accept{.offers = {{1, 9}}, .tasks = {}, .refuse = seconds(-1)}));
  writer.event(Time{8}, NodeId{0},
               event(Elected{.epoch = {3},
                             .records = {AgentAdmitted{{1, 2}, info}, AgentIdentity{{1, 2}}}}));
  writer.event(Time{9}, NodeId{3}, event(Teardown{}));
  writer.end({5, Digest(1, 2)});
  return sink.text;
}

TEST(History, GivesBackWhatWasWritten) {
  Bodies bodies;
  const std::string text = sample(bodies);

  HistoryReader reader(text);
  const auto head = reader.head();
  ASSERT_TRUE(head);
  EXPECT_EQ(head->seed, 7);
  EXPECT_EQ(head->configuration, "scenario");

  auto read = reader.next(bodies);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->now, Time{5});
  EXPECT_EQ(read->target, NodeId{1});
  EXPECT_EQ(read->event.session, SessionId{4});
  EXPECT_EQ(read->event.from, NodeId{2});
  const Ref<AgentInfo> first = read->event.as<RegisterAgent>().info;
  EXPECT_EQ(first->hostname.view(), "a1");

  read = reader.next(bodies);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->event.as<RegisterAgent>().info.same(first)) << "a shared noun is one object";
  EXPECT_EQ(read->event.as<RegisterAgent>().agent, (AgentId{1, 2}));

  read = reader.next(bodies);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->event.as<Accept>().refuse, seconds(-1));

  read = reader.next(bodies);
  ASSERT_TRUE(read);
  EXPECT_EQ(print(read->event.body),
            "elected{epoch: 3, records: [{agent: 0000000000000001-S2, info: {hostname: \"a1\", "
            "resources: cpus:4;mem:1024}}, {agent: 0000000000000001-S2}]}");

  read = reader.next(bodies);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->event.body.is<Teardown>());
  EXPECT_FALSE(reader.next(bodies));
  ASSERT_TRUE(reader.end());
  EXPECT_EQ(reader.end()->events, 5);
  EXPECT_EQ(reader.end()->digest, Digest(1, 2));
  EXPECT_EQ(reader.damage(), "");
}

TEST(History, KeepsAllThatAFrameworkSaysOfItself) {
  FrameworkInfo info{.name = Text("f"), .roles = {Text("eng")}};
  info.capabilities = {.gpu_resources = true, .region_aware = true};
  info.constraints = constraints("eng", {{{equals("rack", "a"), exists("HOSTNAME")}}});
  info.smallest_offers = {{Text("eng"), {quantities("cpus:0.5;licences:2"), quantities("gpus:1")}}};
  StringSink sink;
  Bodies bodies;
  HistoryWriter writer(sink, {});
  writer.event(Time{5}, NodeId{1},
               {bodies.make(Subscribe{.info = make_ref(info)}), SessionId{4}, NodeId{2}});

  HistoryReader reader(sink.text);
  ASSERT_TRUE(reader.head());
  const auto read = reader.next(bodies);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read->event.as<Subscribe>().info, info);
}

TEST(History, RefusesWhatIsNone) {
  EXPECT_EQ(HistoryReader("name: quickstart\n").head().error().message,
            "not a history: expected it to begin with MESETAH");
  std::string newer = "MESETAH\n";
  newer += std::string("\x04\0\0\0", 4);
  EXPECT_EQ(HistoryReader(newer).head().error().message, "history version 4; expected 3");
}

// How many events can be read, and why reading stopped.
struct Outcome {
  int events = 0;
  bool closed = false;
  std::string damage;
};

Outcome read_all(std::string_view text) {
  Bodies bodies;
  HistoryReader reader(text);
  if (const auto head = reader.head(); !head) return {-1, false, head.error().message};
  Outcome outcome;
  while (reader.next(bodies)) ++outcome.events;
  outcome.closed = reader.end().has_value();
  outcome.damage = reader.damage();
  return outcome;
}

TEST(History, ATornTailIsGoodUpToTheTear) {
  Bodies bodies;
  const std::string text = sample(bodies);
  int events = -1;
  for (std::size_t size = 0; size < text.size(); ++size) {
    const Outcome outcome = read_all(std::string_view(text).substr(0, size));
    EXPECT_GE(outcome.events, events) << size;
    EXPECT_FALSE(outcome.closed);
    EXPECT_NE(outcome.damage, "");
    events = outcome.events;
  }
  EXPECT_EQ(events, 5);
  EXPECT_TRUE(read_all(text).closed);
}

RC_GTEST_PROP(HistoryProperty, AFlippedBitIsNoticed, ()) {
  Bodies bodies;
  std::string text = sample(bodies);
  const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
  const auto bit = *rc::gen::inRange(0, 8);
  text[at] = static_cast<char>(text[at] ^ (1 << bit));

  const Outcome outcome = read_all(text);

  RC_ASSERT(!outcome.closed);
  RC_ASSERT(!outcome.damage.empty());
}

}  // namespace
}  // namespace meseta
