#include "engine/base/ref.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace meseta {
namespace {

// Counts how many of its kind are alive.
struct Counted {
  explicit Counted(int& alive_count) : alive(alive_count) { ++alive; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  ~Counted() { --alive; }

  int& alive;
};

TEST(Ref, AnAbsentOneIsFalse) {
  const Ref<int> none;

  EXPECT_FALSE(none);
  EXPECT_EQ(none, Ref<int>(nullptr));
  EXPECT_TRUE(Ref<int>::make(0));
}

TEST(Ref, TheValueDiesWithTheLastReference) {
  int alive = 0;
  std::vector<Ref<Counted>> refs = {Ref<Counted>::make(alive)};
  refs.push_back(refs.front());
  refs.push_back(std::move(refs.front()));
  EXPECT_FALSE(refs[0]);
  EXPECT_TRUE(refs[1].same(refs[2]));

  refs.pop_back();
  EXPECT_EQ(alive, 1);
  refs.pop_back();
  EXPECT_EQ(alive, 0);
}

TEST(Ref, AssigningLetsGoOfTheOldValue) {
  int alive_old = 0;
  int alive_new = 0;
  auto ref = Ref<Counted>::make(alive_old);
  ref = Ref<Counted>::make(alive_new);

  EXPECT_EQ(alive_old, 0);
  EXPECT_EQ(alive_new, 1);
  const Ref<Counted>& same = ref;
  ref = same;
  EXPECT_EQ(alive_new, 1);
}

TEST(Ref, EqualMeansEqualValues) {
  const auto one = make_ref(std::string("body"));
  const auto other = make_ref(std::string("body"));

  EXPECT_EQ(one, other);
  EXPECT_FALSE(one.same(other));
  EXPECT_NE(one, make_ref(std::string("else")));
  EXPECT_NE(one, Ref<std::string>());
  EXPECT_EQ(one->size(), 4);
  EXPECT_EQ(*one, "body");
}

}  // namespace
}  // namespace meseta
