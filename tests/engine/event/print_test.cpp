#include "engine/event/print.hpp"

#include <gtest/gtest.h>

namespace meseta {
namespace {

TEST(Print, SecondsKeepAsManyDecimalsAsTheyNeed) {
  EXPECT_EQ(print_seconds(0), "0s");
  EXPECT_EQ(print_seconds(15'000'000'000), "15s");
  EXPECT_EQ(print_seconds(1), "0.000000001s");
  EXPECT_EQ(print_seconds(-1'500'000'000), "-1.5s");
  EXPECT_EQ(print_seconds(INT64_MIN), "-9223372036.854775808s");
}

TEST(Print, ABodyIsItsNameAndItsFields) {
  Bodies bodies;
  const Body body = bodies.make(Update{StatusUpdate{.framework = {1, 3},
                                                    .agent = {1, 4},
                                                    .task = Text("web-1"),
                                                    .uuid = {1, 2},
                                                    .timestamp = Time{} + seconds(2),
                                                    .state = TaskState::Running,
                                                    .latest_state = TaskState::Finished,
                                                    .source = StatusSource::Executor,
                                                    .reason = StatusReason::None,
                                                    .message = {}}});
  EXPECT_EQ(print(body),
            "update{status: {framework: 0000000000000001-0003, agent: 0000000000000001-S4, task: "
            "\"web-1\", uuid: 00000000000000010000000000000002, timestamp: 2s, state: "
            "TASK_RUNNING, latest_state: TASK_FINISHED, source: SOURCE_EXECUTOR, reason: none}}");
}

TEST(Print, WhatAFrameworkDoesNotSayIsLeftOut) {
  Bodies bodies;
  FrameworkInfo info{.roles = {Text("eng")}};
  EXPECT_EQ(
      print(bodies.make(Subscribe{.info = make_ref(info)})),
      "subscribe{framework: 0000000000000000-0000, info: {roles: [\"eng\"], failover_timeout: "
      "0s, checkpoint: false, partition_aware: true}}");

  info.capabilities.gpu_resources = true;
  info.smallest_offers = {{Text("eng"), {*parse_quantities("cpus:0.5;mem:32")}}};
  const std::string text = print(bodies.make(Subscribe{.info = make_ref(info)}));
  EXPECT_NE(text.find("gpu_resources: true"), std::string::npos) << text;
  EXPECT_NE(text.find("[{role: \"eng\", alternatives: [cpus:0.5;mem:32]}]"), std::string::npos)
      << text;
}

TEST(Print, BytesThatAreNotTextAreEscaped) {
  Bodies bodies;
  EXPECT_EQ(print(bodies.make(FrameworkError{Text("a\"\\\n\xff")})),
            "framework_error{message: \"a\\\"\\\\\\x0a\\xff\"}");
}

TEST(Print, AWantIsItsVerbAndItsObject) {
  Bodies bodies;
  Outbox out(bodies);
  out.send(SessionId{12}, Stored{3});
  out.arm(1, 42, Time{} + seconds(15));
  out.watch(NodeId{7}, seconds(15), 5);
  out.persist(2, AgentIdentity{{1, 4}});
  out.kill({1, 0}, Text("t"), seconds(3));

  EXPECT_EQ(print(out.wants()[0]), "send #12 stored{ticket: 3}");
  EXPECT_EQ(print(out.wants()[1]), "arm 1/42 at 15s");
  EXPECT_EQ(print(out.wants()[2]), "watch node 7 every 15s misses 5");
  EXPECT_EQ(print(out.wants()[3]), "persist 2 {agent: 0000000000000001-S4}");
  EXPECT_EQ(print(out.wants()[4]),
            "kill kill_task{framework: 0000000000000001-0000, task: \"t\"} grace 3s");
}

}  // namespace
}  // namespace meseta
