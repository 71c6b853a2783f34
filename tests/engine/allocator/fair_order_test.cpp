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

}  // namespace
}  // namespace meseta
