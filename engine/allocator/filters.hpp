// Filters: which clients have refused what is free on an agent?
//
// A filter says that a client wants no offer of an agent that is contained in what it refused,
// until an instant, which still counts. Several filters may stand between the same two; one that
// contains the offer is enough.
//
// An agent lists its filters while they are few, and each question goes through them. Many are a
// crowd, whose answer is a set of clients, kept with the free resources it was computed for. It is
// computed again only when something else is free, and then at one comparison per distinct refusal.
//
// A client lists its filters in the order of adding. Of neighbours that end at the same instant,
// such as those of one decline of many offers, the oldest leads, and leaders alone are in the heap
// of ends:
//
//     client    o <-> o <-> o <-> o <-> o <-> o        o  a filter
//               |                 |     |
//     heap     12:00             12:07 12:05
//
// A filter costs 36 bytes, a leader 4 more; in a crowd 8 more, and its part of the crowd's 120
// and of the set, which has a bit for each client. What is refused comes on top, once for all that
// refuse the same. An agent costs 8 bytes, a client 4.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/allocator/bits.hpp"
#include "engine/allocator/refusals.hpp"
#include "engine/allocator/taker.hpp"
#include "engine/base/check.hpp"
#include "engine/base/pages.hpp"
#include "engine/base/slots.hpp"
#include "engine/base/time.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

using AgentSlot = std::uint32_t;

class Filters {
 public:
  // `free` is what is free on the agent now, all of which is offered to any client if `whole`.
  void add(ClientSlot client, AgentSlot agent, const Resources& refused, Time end,
           const Resources& free, bool whole);
  void drop_client(ClientSlot client);
  void drop_agent(AgentSlot agent);

  // Drops those that ended before `now` and calls `ended(agent, end)` for each.
  template <class Ended>
  void expire(Time now, Ended&& ended);

  // When the first filter ends.
  [[nodiscard]] std::optional<Time> next_end() const;
  [[nodiscard]] std::uint64_t count() const { return count_; }

  // The clients that have refused what they would be offered if this were free, until the next
  // call. `offer(client)` is a struct of {resources, number}; equal numbers mean equal resources.
  template <class OfferTo>
  const Bits& refusing(AgentSlot agent, const Resources& free, OfferTo&& offer);
  // What the client would be offered is another part of what is free than before.
  void recheck_client(ClientSlot client);

  // Whether the client has refused this very offer, whatever is free.
  [[nodiscard]] bool refuses(ClientSlot client, AgentSlot agent, const Resources& offer) const;
  [[nodiscard]] bool any_of(ClientSlot client, AgentSlot agent) const;
  [[nodiscard]] bool any(AgentSlot agent) const {
    return agent < agents_.size() && agents_[agent].first != kNone;
  }

 private:
  using Index = std::uint32_t;
  static constexpr Index kNone = UINT32_MAX;

  struct Filter {
    ClientSlot client = kNoSlot;
    AgentSlot agent = kNoSlot;
    Refusals::Number refused = 0;
    Index older = kNone;  // Of the same client.
    Index newer = kNone;  // Likewise.
    Index turn = kNone;   // Its place in the heap, if it leads.
    Index next = kNone;   // On the agent's list, or its place in the crowd; or spare.
  };
  struct Member {
    ClientSlot client;
    Index filter;
  };
  struct Crowd {
    std::vector<Member> members;
    Bits refusing;
    Resources known_for;  // What `refusing` was computed for.
  };
  struct Agent {
    Index first = kNone;  // On its list, or its crowd.
    bool crowded = false;
    bool known = false;  // What its crowd refuses.
    std::uint8_t listed = 0;
  };

  Index enlist(ClientSlot client, Time end);
  void remove(Index index);
  void leave_client(Index index);
  void leave_agent(Index index);
  void retire(Index index);
  void gather(Agent& agent);
  void scatter(Agent& agent);
  static void join(Crowd& crowd, const Member& member);
  void forget(AgentSlot agent) { agents_[agent].known = false; }

  void push_turn(Index index);
  void erase_turn(Index turn);
  void sift_up(Index turn);
  void sift_down(Index turn);
  void put(Index turn, Index index) { filters_[turns_[turn] = index].turn = turn; }

  // Whether `holds(client, filter)` of one of the agent's filters.
  template <class Holds>
  bool any_such(AgentSlot agent, Holds&& holds) const;
  template <class OfferTo>
  void ask(AgentSlot agent, Bits& refusing, OfferTo&& offer);

  Refusals refusals_;
  std::vector<Agent> agents_;
  Pages<Filter> filters_;
  Pages<Time> ends_;  // By filter; apart, as the heap reads nothing else.
  Slots<Crowd> crowds_;
  std::vector<Index> newest_;  // By client.
  std::vector<Index> turns_;   // A heap of leaders by their ends.
  Bits listed_refusing_;       // The last answer for an agent without a crowd.
  Index spare_ = kNone;
  std::uint64_t count_ = 0;
  std::uint64_t questions_ = 0;
};

}  // namespace meseta

#include "engine/allocator/filters_inline.hpp"
