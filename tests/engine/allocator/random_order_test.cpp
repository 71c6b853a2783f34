#include "engine/allocator/random_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/allocator/allocator.hpp"
#include "engine/resources/text_form.hpp"

namespace meseta {
namespace {

using Asked = std::vector<ClientSlot>;

constexpr int kDraws = 20'000;

class Clients {
 public:
  explicit Clients(std::vector<RoleWeightMilli> weights = {}, std::uint64_t seed = 1)
      : order({.weights = std::move(weights), .excluded_names = {}, .seed = seed}) {}

  ClientSlot add(const std::string& role) {
    const ClientSlot client = count_++;
    order.add(client, Text(role), Text("f"), FrameworkId{1, client + 1});
    order.set_active(client, true);
    all.set(client);
    return client;
  }

  // Everybody, in a new order.
  Asked asked() {
    order.refresh();
    Asked clients;
    EXPECT_EQ(order.first_where(all,
                                [&](ClientSlot client) {
                                  clients.push_back(client);
                                  return false;
                                }),
              kNoSlot);
    return clients;
  }

  // Of kDraws orders, how many have it at `place`.
  int times(ClientSlot client, std::size_t place = 0) {
    int found = 0;
    for (int i = 0; i < kDraws; ++i) found += asked()[place] == client ? 1 : 0;
    return found;
  }

  RandomOrder order;
  Bits all;

 private:
  ClientSlot count_ = 0;
};

// Five deviations of a binomial of kDraws are at most 354.
void expect_share(int times, double share) { EXPECT_NEAR(times, share * kDraws, 360); }

TEST(RandomOrder, AllAreAskedOnceAndEquallyOftenFirst) {
  Clients clients;
  for (int i = 0; i < 4; ++i) clients.add("a");
  for (ClientSlot client = 0; client < 4; ++client) {
    expect_share(clients.times(client), 0.25);
    expect_share(clients.times(client, 3), 0.25);
  }
  Asked asked = clients.asked();
  Bits met;
  for (const ClientSlot client : asked) met.set(client);
  EXPECT_EQ(asked.size(), 4U);
  EXPECT_EQ(met.count(), 4U);
}

// a (3) holds a/. (1) with one client and a/b (2) with two; c (1) one.
TEST(RandomOrder, AClientIsFirstWithTheProductOfTheWeightsOnItsWay) {
  Clients clients({{Text("a"), 3000}, {Text("a/b"), 2000}});
  const ClientSlot a = clients.add("a");
  const ClientSlot b1 = clients.add("a/b");
  const ClientSlot b2 = clients.add("a/b");
  const ClientSlot c = clients.add("c");

  expect_share(clients.times(a), 3.0 / 4 / 3);
  expect_share(clients.times(b1), 3.0 / 4 * 2 / 3 / 2);
  expect_share(clients.times(b2), 3.0 / 4 * 2 / 3 / 2);
  expect_share(clients.times(c), 1.0 / 4);
}

TEST(RandomOrder, TheNextIsDrawnAsIfThoseBeforeItWereNotThere) {
  Clients clients({{Text("a"), 2000}});
  const ClientSlot a = clients.add("a");
  clients.add("b");
  const ClientSlot c = clients.add("c");

  // Second: c after a (1/2 * 1/2) or after b (1/4 * 1/3); a after b or c (2 * 1/4 * 2/3).
  expect_share(clients.times(c, 1), 1.0 / 4 + 1.0 / 12);
  expect_share(clients.times(a, 1), 1.0 / 3);
}

TEST(RandomOrder, TheLeastWeightIsAlmostNeverBeforeTheLargest) {
  Clients clients({{Text("light"), kWeightMilliMin}, {Text("heavy"), kWeightMilliMax}});
  const ClientSlot light = clients.add("light");
  const ClientSlot heavy = clients.add("heavy");

  EXPECT_LE(clients.times(light), 2);
  clients.order.set_weight(Text("light"), kWeightMilliMax);
  expect_share(clients.times(light), 0.5);
  clients.order.set_weight(Text("heavy"), kWeightMilliMin);
  EXPECT_LE(clients.times(heavy), 2);
}

TEST(RandomOrder, WhoIsNotActiveLeavesItsRoleToTheOthers) {
  Clients clients;
  const ClientSlot a1 = clients.add("a");
  const ClientSlot a2 = clients.add("a");
  const ClientSlot b = clients.add("b");
  clients.order.set_active(a2, false);
  expect_share(clients.times(a1), 0.5);

  clients.order.set_active(a1, false);
  EXPECT_EQ(clients.asked(), Asked{b});
  clients.order.remove(a1);
  clients.order.remove(a2);
  clients.order.set_active(b, false);
  EXPECT_EQ(clients.asked(), Asked{});

  clients.order.set_active(b, true);
  const ClientSlot again = clients.add("a");
  expect_share(clients.times(again), 0.5);
}

TEST(RandomOrder, AnOrderStaysAsItIsUntilTheNextRefresh) {
  Clients clients;
  for (int i = 0; i < 20; ++i) clients.add(i % 2 == 0 ? "a" : "b");
  clients.order.refresh();
  const ClientSlot first = clients.order.first_of(clients.all);
  Bits others = clients.all;
  others.clear(first);
  const ClientSlot second = clients.order.first_of(others);

  EXPECT_EQ(clients.order.first_of(clients.all), first);
  EXPECT_EQ(clients.order.first_of(others), second);
  EXPECT_EQ(clients.order.first_of(Bits{}), kNoSlot);
}

TEST(RandomOrder, EqualCallsAndSeedsGiveEqualOrdersAndOtherSeedsOthers) {
  const auto orders = [](std::uint64_t seed) {
    Clients clients({}, seed);
    for (int i = 0; i < 20; ++i) clients.add(i % 3 == 0 ? "a/b" : "a");
    std::vector<Asked> made;
    for (int run = 0; run < 3; ++run) {
      clients.order.begin_run();
      made.push_back(clients.asked());
      made.push_back(clients.asked());
    }
    return made;
  };

  EXPECT_EQ(orders(7), orders(7));
  EXPECT_NE(orders(7), orders(8));
  const std::vector<Asked> some = orders(7);
  for (std::size_t i = 1; i < some.size(); ++i) EXPECT_NE(some[i], some[0]);
}

TEST(RandomOrder, WhatIsDrawnInOneRunChangesNoOther) {
  const auto order_of_second_run = [](int draws) {
    Clients clients;
    for (int i = 0; i < 20; ++i) clients.add("a");
    clients.order.begin_run();
    for (int i = 0; i < draws; ++i) clients.asked();
    clients.order.begin_run();
    return clients.asked();
  };

  EXPECT_EQ(order_of_second_run(1), order_of_second_run(5));
}

TEST(RandomOrder, AnAllocatorOffersByLotIfItsPolicySaysSo) {
  const auto grants = [](std::uint64_t seed) {
    Allocator allocator({.policy = Text("random"), .seed = seed, .weights = {{Text("b"), 3000}}});
    const Resources each = *parse_resources("cpus:1;mem:64");
    for (std::uint32_t i = 1; i <= 1000; ++i) allocator.add_agent(AgentId{1, i}, each, Time{});
    const Text a("a");
    const Text b("b");
    allocator.add_framework({FrameworkId{1, 1}, a, {&a, 1}, {}});
    allocator.add_framework({FrameworkId{1, 2}, b, {&b, 1}, {}});
    std::vector<Grant> made;
    allocator.run(Time{}, made);
    return made;
  };
  const std::vector<Grant> some = grants(7);
  const auto of_b = std::count_if(some.begin(), some.end(),
                                  [](const Grant& grant) { return grant.role == Text("b"); });

  EXPECT_EQ(some.size(), 1000U);
  EXPECT_NEAR(static_cast<double>(of_b), 750, 70);  // Five deviations.
  EXPECT_EQ(some, grants(7));
  EXPECT_NE(some, grants(8));
}

TEST(ClientOrder, IsMadeByTheNameOfItsPolicy) {
  EXPECT_TRUE(make_client_order("drf", {}).has_value());
  EXPECT_TRUE(make_client_order("random", {}).has_value());
  EXPECT_EQ(make_client_order("lottery", {}).error().message,
            "no allocation policy `lottery`; expected drf or random");
}

}  // namespace
}  // namespace meseta
