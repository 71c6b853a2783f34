// Filters: which clients have refused what is free on an agent?
//
// A filter says that a client wants no offer of an agent that is contained in what it refused,
// until an instant, which still counts. Several filters may stand between the same two; one that
// contains the offer is enough.
//
// Per agent the answer is a set of clients, kept with the free resources it was computed for. It is
// computed again only when something else is free, and then at one comparison per distinct refusal.
//
// Filters of one client that end at the same instant, such as those of one decline of many offers,
// form a batch. A batch ends as a whole and has one entry in the heap of ends, so a filter costs 16
// bytes with its agent and 8 in its batch.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/allocator/bits.hpp"
#include "engine/allocator/refusals.hpp"
#include "engine/allocator/taker.hpp"
#include "engine/base/check.hpp"
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

  // No filter ends before this, and most likely one does then.
  [[nodiscard]] std::optional<Time> next_end() const;
  [[nodiscard]] std::uint64_t count() const { return count_; }

  // The clients that have refused what they would be offered if this were free. `offer(client)` is
  // a struct of {resources, number}; equal numbers mean equal resources.
  template <class OfferTo>
  const Bits& refusing(AgentSlot agent, const Resources& free, OfferTo&& offer);
  [[nodiscard]] bool any(AgentSlot agent) const {
    return agent < agents_.size() && !agents_[agent].filters.empty();
  }

 private:
  using Index = std::uint32_t;
  static constexpr Index kNone = UINT32_MAX;

  struct Filter {
    ClientSlot client;
    Refusals::Number refused;
    Index batch;
    Index item;  // Its place in the batch.
  };
  struct Agent {
    std::vector<Filter> filters;
    Resources known_for;  // What `refusing` was computed for,
    bool known = false;   // if it was and nothing has ended since.
    Bits refusing;
  };
  struct Item {
    AgentSlot agent;
    Index filter;  // Its place with the agent.
  };
  struct Batch {
    std::vector<Item> items;
    Time end;
    ClientSlot client = kNoSlot;
    std::uint32_t generation = 0;  // Grows when it is freed.
    Index previous = kNone;        // Of the same client.
    Index next = kNone;            // Likewise; or spare.
  };
  struct End {
    Time end;
    Index batch;
    std::uint32_t generation;
  };

  Index batch_of(ClientSlot client, Time end);
  void free_batch(Index index);
  void remove_filter(AgentSlot agent, Index place);
  void remove_item(Index batch, Index place);
  [[nodiscard]] bool ended(const End& end) const {
    return batches_[end.batch].generation != end.generation;
  }
  void pop_end();
  void tidy_ends();

  Refusals refusals_;
  std::vector<Agent> agents_;
  std::vector<Batch> batches_;
  std::vector<Index> newest_;  // By client: its newest batch.
  std::vector<End> ends_;      // A heap. The first is that of a living batch.
  Index spare_ = kNone;
  std::uint64_t batches_alive_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t questions_ = 0;
};

template <class Ended>
void Filters::expire(Time now, Ended&& ended) {
  while (!ends_.empty() && ends_.front().end < now) {
    const Index index = ends_.front().batch;
    const Time end = ends_.front().end;
    for (const Item& item : batches_[index].items) {
      agents_[item.agent].known = false;
      remove_filter(item.agent, item.filter);
      ended(item.agent, end);
    }
    free_batch(index);
    tidy_ends();
  }
}

template <class OfferTo>
const Bits& Filters::refusing(AgentSlot agent, const Resources& free, OfferTo&& offer) {
  CHECK(any(agent));
  Agent& record = agents_[agent];
  if (record.known && record.known_for == free) return record.refusing;
  const std::uint64_t first_question = questions_ + 1;
  record.refusing.clear();
  for (const Filter& filter : record.filters) {
    const auto& [resources, number] = offer(filter.client);
    const std::uint64_t question = first_question + number;
    if (question > questions_) questions_ = question;
    if (refusals_.contains(filter.refused, resources, question)) {
      record.refusing.set(filter.client);
    }
  }
  record.known_for = free;
  record.known = true;
  return record.refusing;
}

}  // namespace meseta
