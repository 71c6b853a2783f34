#include "engine/scheduler/reconciliation.hpp"

#include <gtest/gtest.h>

namespace meseta {
namespace {

std::vector<Reconcile::Claim> claims(const std::vector<std::string>& names) {
  std::vector<Reconcile::Claim> all;
  for (const std::string& name : names) all.push_back({Text(name), AgentId{1, 1}});
  return all;
}

std::vector<std::string> names(const Reconciliation& run) {
  std::vector<std::string> all;
  for (const Reconcile::Claim& claim : run.open()) all.push_back(claim.task.str());
  return all;
}

TEST(Reconciliation, WithoutTasksThereIsNothingToAsk) {
  Reconciliation run(Reconciliation::Options{});
  run.begin({});
  EXPECT_FALSE(run.active());
}

TEST(Reconciliation, AsksAgainOnlyForTasksThatWereNotHeardOf) {
  Reconciliation run(Reconciliation::Options{});
  run.begin(claims({"c", "a", "b"}));
  run.heard(Text("a"));
  run.heard(Text("stranger"));
  EXPECT_EQ(names(run), (std::vector<std::string>{"c", "b"}));
  run.heard(Text("b"));
  run.heard(Text("c"));
  EXPECT_FALSE(run.active());
}

TEST(Reconciliation, WaitsTwiceAsLongEachTimeUpToTheLimit) {
  Reconciliation run({.backoff = seconds(5), .backoff_max = seconds(30)});
  run.begin(claims({"a"}));
  for (const std::int64_t wait : {5, 10, 20, 30, 30}) EXPECT_EQ(run.wait(), seconds(wait));
}

TEST(Reconciliation, ANewRunReplacesTheOldOne) {
  Reconciliation run(Reconciliation::Options{});
  run.begin(claims({"a"}));
  (void)run.wait();
  run.begin(claims({"b"}));
  EXPECT_EQ(names(run), std::vector<std::string>{"b"});
  EXPECT_EQ(run.wait(), seconds(5));
}

}  // namespace
}  // namespace meseta
