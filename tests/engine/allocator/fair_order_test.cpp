#include "engine/allocator/fair_order.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace meseta {
namespace {

Quantities amounts(const char* text) { return *parse_quantities(text); }

// An order of active clients, each a framework of its own, that are granted things in turns.
class Clients {
 public:
  explicit Clients(const char* totals, std::vector<ResourceName> excluded = {})
      : order({}, std::move(excluded)) {
    order.set_totals(amounts(totals));
  }

  ClientSlot add(const char* role) {
    const ClientSlot client = count_++;
    order.add(client, Text(role), Text("f" + std::to_string(client)), FrameworkId{1, client + 1});
    order.set_active(client, true);
    all.set(client);
    return client;
  }

  ClientSlot first() {
    order.refresh();
    return order.first_of(all);
  }

  // Who is granted the next `n`, in order.
  std::vector<ClientSlot> serve(int n, const Quantities& each) {
    std::vector<ClientSlot> served;
    for (int i = 0; i < n; ++i) {
      served.push_back(first());
      order.grant(served.back(), each);
    }
    return served;
  }

  FairOrder order;
  Bits all;

 private:
  ClientSlot count_ = 0;
};

using Served = std::vector<ClientSlot>;

TEST(FairOrder, OfEqualSharesTheOneServedLeastRecentlyComesFirstHoweverOftenBefore) {
  Clients clients("cpus:8", {ResourceName("cpus")});  // Nothing counts, so all are equal.
  const ClientSlot old = clients.add("a");
  clients.serve(1000, amounts("cpus:0.001"));
  const ClientSlot newer = clients.add("b");
  const ClientSlot newest = clients.add("c");

  EXPECT_EQ(clients.serve(6, amounts("cpus:0.001")),
            (Served{newer, newest, old, newer, newest, old}));
}

TEST(FairOrder, ARoleIsServedWhenAFrameworkBelowItIs) {
  Clients clients("cpus:8", {ResourceName("cpus")});
  const ClientSlot a1 = clients.add("a/x");
  const ClientSlot a2 = clients.add("a/y");
  const ClientSlot b = clients.add("b");

  EXPECT_EQ(clients.serve(6, amounts("cpus:1")), (Served{a1, b, a2, b, a1, b}));
}

TEST(FairOrder, WhatIsHeldWithoutAGrantDoesNotCountAsOne) {
  Clients clients("cpus:8", {ResourceName("cpus")});
  const ClientSlot a = clients.add("a");
  const ClientSlot b = clients.add("b");
  clients.order.charge(a, amounts("cpus:1"));

  EXPECT_EQ(clients.serve(2, amounts("cpus:1")), (Served{a, b}));
}

// n1's client uses cpus, n2's one cpus and the other gpus, of which it has all there are.
class TwoLevels : public Clients {
 public:
  TwoLevels() : Clients("cpus:100;gpus:10") {
    order.charge(gpu, amounts("gpus:10"));
    all.clear(gpu);  // There is nothing it could still use.
  }

  const ClientSlot n1 = add("n1");
  const ClientSlot cpu = add("n2/cpu");
  const ClientSlot gpu = add("n2/gpu");
};

TEST(FairOrder, WhoHoldsAllOfAResourceStarvesHisSiblingUnlessHeIsBlocked) {
  TwoLevels clients;
  EXPECT_EQ(clients.serve(4, amounts("cpus:1")),
            (Served{clients.n1, clients.n1, clients.n1, clients.n1}));

  clients.order.set_blocked(clients.gpu, true);
  EXPECT_TRUE(clients.order.blocked(clients.gpu));
  EXPECT_FALSE(clients.order.blocked(clients.cpu));
  EXPECT_EQ(clients.serve(6, amounts("cpus:1")),
            (Served{clients.cpu, clients.cpu, clients.cpu, clients.cpu, clients.n1, clients.cpu}));

  clients.order.set_blocked(clients.gpu, false);
  EXPECT_EQ(clients.serve(2, amounts("cpus:1")), (Served{clients.n1, clients.n1}));
}

TEST(FairOrder, WhatABlockedClientGetsAndGivesBackCountsAboveItWhenItNoLongerIs) {
  TwoLevels clients;
  clients.order.set_blocked(clients.gpu, true);
  clients.order.set_active(clients.gpu, false);  // Makes no difference.
  clients.order.discharge(clients.gpu, amounts("gpus:9"));
  clients.order.charge(clients.gpu, amounts("cpus:6"));
  EXPECT_EQ(clients.order.held(clients.gpu), amounts("cpus:6;gpus:1"));
  clients.order.charge(clients.n1, amounts("cpus:5"));
  EXPECT_EQ(clients.first(), clients.cpu);  // 0 < 5/100

  clients.order.set_blocked(clients.gpu, false);
  EXPECT_EQ(clients.first(), clients.n1);  // 5/100 < 1/10
  clients.order.discharge(clients.gpu, amounts("cpus:6;gpus:1"));
  EXPECT_EQ(clients.first(), clients.cpu);
}

TEST(FairOrder, ABlockedClientIsOrderedAmongItsSiblingsByWhatItHolds) {
  Clients clients("cpus:8");
  const ClientSlot more = clients.add("a");
  const ClientSlot less = clients.add("a");
  clients.order.set_blocked(more, true);
  clients.order.charge(more, amounts("cpus:2"));
  clients.order.charge(less, amounts("cpus:1"));

  EXPECT_EQ(clients.first(), less);
}

TEST(FairOrder, IsContestedWhereTwoClientsShareANodeThatHasASibling) {
  Clients clients("cpus:8");
  const ClientSlot a1 = clients.add("a");
  const ClientSlot a2 = clients.add("a");
  EXPECT_FALSE(clients.order.contested());  // Nobody to compete with.

  const ClientSlot b = clients.add("b");
  EXPECT_TRUE(clients.order.contested());
  clients.order.set_active(a2, false);
  EXPECT_FALSE(clients.order.contested());  // Each node is one client.
  clients.order.set_active(a2, true);
  EXPECT_TRUE(clients.order.contested());
  clients.order.remove(b);
  EXPECT_FALSE(clients.order.contested());

  clients.order.set_active(a1, false);
  clients.add("a/x");
  EXPECT_FALSE(clients.order.contested());  // `a/.` and `a/x`, with one client each.
  clients.add("a/x");
  EXPECT_TRUE(clients.order.contested());
}

// Everybody in `eligible` in the order in which they are asked.
Served asked(Clients& clients, const Bits& eligible) {
  clients.order.refresh();
  Served order;
  const ClientSlot taken = clients.order.first_where(eligible, [&](ClientSlot client) {
    order.push_back(client);
    return false;
  });
  EXPECT_EQ(taken, kNoSlot);
  return order;
}

TEST(FairOrder, NamesBreakTiesWhateverTheOrderInWhichClientsCame) {
  FairOrder order({}, {});
  Bits all;
  // Each comes between those of the two before it, so that there is soon no room for a number.
  std::vector<std::string> names{"a", "b"};
  for (int i = 0; i < 100; ++i) names.push_back("a" + std::string(100 - i, 'a'));
  for (int i = 0; i < 100; ++i) names.push_back("a" + std::string(i, 'b') + "c");
  for (ClientSlot i = 0; i < names.size(); ++i) {
    order.add(i, Text("r"), Text(names[i]), FrameworkId{1, i + 1});
    order.set_active(i, true);
    all.set(i);
  }
  const ClientSlot same = static_cast<ClientSlot>(names.size());  // Then the older framework.
  order.add(same, Text("r"), Text("b"), FrameworkId{1, same + 1});
  order.set_active(same, true);
  all.set(same);
  names.emplace_back("b");
  order.refresh();

  Served met;
  order.first_where(all, [&](ClientSlot client) {
    met.push_back(client);
    return false;
  });
  ASSERT_EQ(met.size(), names.size());
  for (std::size_t i = 1; i < met.size(); ++i) {
    const ClientSlot a = met[i - 1];
    const ClientSlot b = met[i];
    EXPECT_LT(std::pair(names[a], a), std::pair(names[b], b));
    Bits both;
    both.set(a);
    both.set(b);
    EXPECT_EQ(order.first_of(both), a);
  }
}

TEST(FairOrder, ARoleThatIsGoneLeavesTheOthersInTheirOrder) {
  Clients clients("cpus:8");
  Served by_name;
  for (char role = 'z'; role >= 'a'; --role) {
    by_name.insert(by_name.begin(), clients.add(std::string(1, role).c_str()));
  }
  clients.order.remove(by_name[5]);
  clients.all.clear(by_name[5]);
  by_name.erase(by_name.begin() + 5);

  EXPECT_EQ(asked(clients, clients.all), by_name);
}

TEST(FairOrder, ClientsAreAskedInOrderUntilOneTakes) {
  Clients clients("cpus:100");
  const ClientSlot most = clients.add("a");
  const ClientSlot least = clients.add("a");
  const ClientSlot other = clients.add("b");
  clients.order.charge(most, amounts("cpus:5"));
  clients.order.charge(other, amounts("cpus:1"));
  clients.order.refresh();

  EXPECT_EQ(asked(clients, clients.all), (Served{other, least, most}));
  Served order;
  EXPECT_EQ(clients.order.first_where(clients.all,
                                      [&](ClientSlot client) {
                                        order.push_back(client);
                                        return client == least;
                                      }),
            least);
  EXPECT_EQ(order, (Served{other, least}));
  EXPECT_EQ(asked(clients, Bits{}), Served{});
}

TEST(FairOrder, FewAreAskedInTheSameOrderAsMany) {
  Clients clients("cpus:100;mem:100");
  const Served turns{7, 3, 11, 1, 9, 5, 12, 0, 2, 10, 8, 6, 4};
  for (std::uint32_t i = 0; i < turns.size(); ++i) {
    clients.add(i % 3 == 0 ? "a/b" : i % 3 == 1 ? "a" : "c");
  }
  for (const ClientSlot client : turns) clients.order.grant(client, amounts("cpus:1"));
  const Served all = asked(clients, clients.all);
  ASSERT_EQ(all.size(), turns.size());

  for (std::size_t count = 1; count < turns.size(); ++count) {
    Bits eligible;
    Served expected;
    for (std::size_t i = 0; i < count; ++i) eligible.set(turns[i]);
    for (const ClientSlot client : all) {
      if (eligible.test(client)) expected.push_back(client);
    }
    EXPECT_EQ(asked(clients, eligible), expected);
    EXPECT_EQ(clients.order.first_of(eligible), expected.front());
    const ClientSlot last = expected.back();
    EXPECT_EQ(clients.order.first_where(eligible, [&](ClientSlot c) { return c == last; }), last);
  }
}

}  // namespace
}  // namespace meseta
