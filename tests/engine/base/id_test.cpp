#include "engine/base/id.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace meseta {
namespace {

TEST(Id, OfEpochZeroNamesNothing) {
  EXPECT_FALSE(AgentId{}.valid());
  EXPECT_TRUE((AgentId{1, 0}.valid()));
  EXPECT_FALSE(NodeId{}.valid());
  EXPECT_TRUE(NodeId{0}.valid());
  EXPECT_FALSE(SessionId{}.valid());
  EXPECT_FALSE(Uuid{}.valid());
  EXPECT_TRUE((Uuid{0, 1}.valid()));
}

TEST(Id, OrdersByEpochAndThenByNumber) {
  EXPECT_LT((AgentId{1, 9}), (AgentId{2, 0}));
  EXPECT_LT((AgentId{2, 0}), (AgentId{2, 1}));
}

TEST(Id, IsOneWordAndBackAgain) {
  const OfferId id{0xfedcba98, 0x12345678};

  EXPECT_EQ(id.word(), 0xfedcba9812345678);
  EXPECT_EQ(OfferId::from_word(id.word()), id);
}

TEST(Id, DistinctThingsHaveDistinctTypes) {
  static_assert(!std::is_convertible_v<AgentId, FrameworkId>);
  static_assert(!std::is_convertible_v<AgentId, OfferId>);
  static_assert(sizeof(AgentId) == 8);
}

TEST(Id, IsWrittenAsMesosWritesIt) {
  EXPECT_EQ(to_string(AgentId{0x1f, 12}), "000000000000001f-S12");
  EXPECT_EQ(to_string(FrameworkId{0x1f, 7}), "000000000000001f-0007");
  EXPECT_EQ(to_string(FrameworkId{0x1f, 123}), "000000000000001f-0123");
  EXPECT_EQ(to_string(FrameworkId{0x1f, 12345}), "000000000000001f-12345");
  EXPECT_EQ(to_string(OfferId{UINT32_MAX, 0}), "00000000ffffffff-O0");
}

TEST(Id, TasksOrderByFrameworkAndThenByTheBytesOfTheirName) {
  const TaskId task{{1, 1}, Text{"b"}};

  EXPECT_LT(task, (TaskId{{1, 2}, Text{"a"}}));
  EXPECT_LT((TaskId{{1, 1}, Text{"a"}}), task);
  EXPECT_LT((TaskId{{1, 1}, Text{"Z"}}), task);
  EXPECT_EQ(task, (TaskId{{1, 1}, Text{"b"}}));
}

}  // namespace
}  // namespace meseta
