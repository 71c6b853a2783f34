// The parts of Filters that call back.
#pragma once

#include "engine/allocator/filters.hpp"

namespace meseta {

template <class Ended>
void Filters::expire(Time now, Ended&& ended) {
  while (!turns_.empty() && ends_[turns_.front()] < now) {
    const Index index = turns_.front();
    const AgentSlot agent = filters_[index].agent;
    const Time end = ends_[index];
    forget(agent);
    remove(index);
    ended(agent, end);
  }
}

template <class Holds>
bool Filters::any_such(AgentSlot agent, Holds&& holds) const {
  if (!any(agent)) return false;
  const Agent& record = agents_[agent];
  if (record.crowded) {
    for (const Member& member : crowds_[record.first].members) {
      if (holds(member.client, member.filter)) return true;
    }
    return false;
  }
  for (Index i = record.first; i != kNone; i = filters_[i].next) {
    if (holds(filters_[i].client, i)) return true;
  }
  return false;
}

template <class OfferTo>
void Filters::ask(AgentSlot agent, Bits& refusing, OfferTo&& offer) {
  const std::uint64_t first_question = questions_ + 1;
  refusing.clear();
  any_such(agent, [&](ClientSlot client, Index filter) {
    const auto& [resources, number] = offer(client);
    const std::uint64_t question = first_question + number;
    if (question > questions_) questions_ = question;
    if (refusals_.contains(filters_[filter].refused, resources, question)) refusing.set(client);
    return false;
  });
}

template <class OfferTo>
const Bits& Filters::refusing(AgentSlot agent, const Resources& free, OfferTo&& offer) {
  CHECK(any(agent));
  Agent& record = agents_[agent];
  if (!record.crowded) {
    ask(agent, listed_refusing_, offer);
    return listed_refusing_;
  }
  Crowd& crowd = crowds_[record.first];
  if (record.known && crowd.known_for == free) return crowd.refusing;
  ask(agent, crowd.refusing, offer);
  crowd.known_for = free;
  record.known = true;
  return crowd.refusing;
}

}  // namespace meseta
