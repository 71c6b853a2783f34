#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "engine/event/bodies.hpp"

namespace meseta {
namespace {

TEST(Body, KnowsItsKindAndItsContent) {
  Bodies bodies;
  const Body body = bodies.make(Alarm{.kind = 3, .owner = 7});

  EXPECT_TRUE(body.is<Alarm>());
  EXPECT_FALSE(body.is<Stored>());
  EXPECT_EQ(body.as<Alarm>().owner, 7);
}

TEST(BodyDeathTest, ReadingAnotherKindIsABug) {
  Bodies bodies;
  const Body body = bodies.make(Alarm{});
  EXPECT_DEATH((void)body.as<Stored>(), "is<T>");
}

TEST(Body, EqualContentHasEqualDigestAndOtherContentAnother) {
  Bodies bodies;
  const Body one = bodies.make(Alarm{.kind = 3, .owner = 7});
  const Body same = bodies.make(Alarm{.kind = 3, .owner = 7});
  const Body other = bodies.make(Alarm{.kind = 7, .owner = 3});

  EXPECT_EQ(one.digest(), same.digest());
  EXPECT_NE(one.digest(), other.digest());
}

TEST(Body, ACopySharesTheContentAndTheLastOneGivesItBack) {
  Bodies bodies;
  const Text name("web-1");
  const std::string* address = nullptr;
  {
    Body body = bodies.make(FrameworkError{Text("no")});
    const Body copy = body;
    address = reinterpret_cast<const std::string*>(&copy.as<FrameworkError>());
    body = Body();
    EXPECT_EQ(copy.as<FrameworkError>().message.view(), "no");
  }
  const Body next = bodies.make(FrameworkError{Text("again")});
  EXPECT_EQ(reinterpret_cast<const std::string*>(&next.as<FrameworkError>()), address)
      << "the slot of a dropped body is used again";
}

TEST(Body, SurvivesReleaseAndAdoption) {
  Bodies bodies;
  BodyHeader* const raw = bodies.make(Stored{5}).release();
  EXPECT_EQ(Body::adopt(raw).as<Stored>().ticket, 5);
}

TEST(Body, ManyBodiesOfManyKindsComeAndGo) {
  Bodies bodies;
  std::vector<Body> held;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    held.push_back(bodies.make(Stored{i}));
    held.push_back(bodies.make(Rescind{std::vector<OfferId>(i % 7, OfferId{1, 2})}));
    if (i % 3 == 0) held.erase(held.begin() + static_cast<std::ptrdiff_t>(held.size() / 2));
  }
  EXPECT_EQ(held.front().as<Stored>().ticket, 0);
  EXPECT_EQ(held.back().as<Rescind>().offers.size(), 999 % 7);
}

}  // namespace
}  // namespace meseta
