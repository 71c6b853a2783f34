#include "engine/allocator/filters.hpp"

#include <utility>

namespace meseta {

namespace {

// More make up for the size of a crowd.
constexpr std::uint8_t kListedMax = 8;

// A crowd that lost half of what made it one is none any more.
constexpr std::size_t kCrowdMin = 4;

// Room that a crowd keeps, in times of its members.
constexpr std::size_t kRoom = 4;

// Doubling would leave as much room as there are records.
template <class Record>
void make_room(std::vector<Record>& records, std::size_t size) {
  if (size > records.capacity()) records.reserve(size + size / 8);
}

}  // namespace

void Filters::add(ClientSlot client, AgentSlot agent, const Resources& refused, Time end,
                  const Resources& free, bool whole) {
  if (agents_.size() <= agent) {
    make_room(agents_, agent + 1);
    agents_.resize(agent + 1);
  }
  const Index index = enlist(client, end);
  Filter& filter = filters_[index];
  filter.agent = agent;
  filter.refused = refusals_.acquire(refused);
  ++count_;
  Agent& record = agents_[agent];
  if (!record.crowded && record.listed == kListedMax) gather(record);
  if (!record.crowded) {
    filter.next = std::exchange(record.first, index);
    ++record.listed;
    return;
  }
  Crowd& crowd = crowds_[record.first];
  filter.next = static_cast<Index>(crowd.members.size());
  join(crowd, {client, index});
  if (!whole || crowd.known_for != free) {
    record.known = false;
  } else if (refused.contains(free)) {
    crowd.refusing.set(client);
  }
}

// A filter of the client's and its newest, that is on no agent yet.
Filters::Index Filters::enlist(ClientSlot client, Time end) {
  if (spare_ == kNone) {
    CHECK(filters_.size() < kNone - Pages<Filter>::kPage);
    const auto first = static_cast<Index>(filters_.size());
    filters_.grow();
    ends_.grow();
    for (Index i = Pages<Filter>::kPage; i-- > 0;) {
      filters_[first + i].next = std::exchange(spare_, first + i);
    }
  }
  const Index index = spare_;
  Filter& filter = filters_[index];
  spare_ = filter.next;
  ends_[index] = end;
  if (newest_.size() <= client) newest_.resize(client + 1, kNone);
  filter.client = client;
  filter.newer = kNone;
  filter.older = std::exchange(newest_[client], index);
  if (filter.older != kNone) filters_[filter.older].newer = index;
  filter.turn = kNone;
  if (filter.older == kNone || ends_[filter.older] != end) push_turn(index);
  return index;
}

void Filters::remove(Index index) {
  leave_client(index);
  leave_agent(index);
  retire(index);
}

// Of a filter that is on no list any more.
void Filters::retire(Index index) {
  refusals_.release(filters_[index].refused);
  filters_[index].next = std::exchange(spare_, index);
  --count_;
}

// If it leads, the next one that it leads does so from now on, in its place.
void Filters::leave_client(Index index) {
  const Filter& filter = filters_[index];
  if (filter.turn != kNone) {
    if (filter.newer != kNone && filters_[filter.newer].turn == kNone) {
      put(filter.turn, filter.newer);
    } else {
      erase_turn(filter.turn);
    }
  }
  if (filter.older != kNone) filters_[filter.older].newer = filter.newer;
  if (filter.newer != kNone) {
    filters_[filter.newer].older = filter.older;
  } else {
    newest_[filter.client] = filter.older;
  }
}

void Filters::leave_agent(Index index) {
  const Filter& filter = filters_[index];
  Agent& agent = agents_[filter.agent];
  if (!agent.crowded) {
    Index* link = &agent.first;
    while (*link != index) link = &filters_[*link].next;
    *link = filter.next;
    --agent.listed;
    return;
  }
  std::vector<Member>& members = crowds_[agent.first].members;
  members[filter.next] = members.back();
  filters_[members[filter.next].filter].next = filter.next;
  members.pop_back();
  if (members.size() < kCrowdMin) {
    scatter(agent);
  } else if (members.capacity() > kRoom * members.size()) {
    members.shrink_to_fit();
  }
}

// From its list to a crowd.
void Filters::gather(Agent& agent) {
  Crowd crowd;
  crowd.members.reserve(agent.listed + 1);
  for (Index i = agent.first; i != kNone;) {
    const Index next = filters_[i].next;
    filters_[i].next = static_cast<Index>(crowd.members.size());
    join(crowd, {filters_[i].client, i});
    i = next;
  }
  agent = {.first = crowds_.make(std::move(crowd)), .crowded = true};
}

// From its crowd to a list.
void Filters::scatter(Agent& agent) {
  const Index slot = agent.first;
  agent = {};
  for (const Member& member : crowds_[slot].members) {
    filters_[member.filter].next = std::exchange(agent.first, member.filter);
    ++agent.listed;
  }
  crowds_.release(slot);
}

void Filters::join(Crowd& crowd, const Member& member) {
  make_room(crowd.members, crowd.members.size() + 1);
  crowd.members.push_back(member);
}

void Filters::drop_client(ClientSlot client) {
  if (client >= newest_.size()) return;
  for (Index i = std::exchange(newest_[client], kNone); i != kNone;) {
    const Filter& filter = filters_[i];
    const Index older = filter.older;
    if (filter.turn != kNone) erase_turn(filter.turn);
    const Agent& agent = agents_[filter.agent];
    if (agent.crowded) crowds_[agent.first].refusing.clear(client);
    leave_agent(i);
    retire(i);
    i = older;
  }
}

void Filters::drop_agent(AgentSlot agent) {
  while (any(agent)) {
    const Agent& record = agents_[agent];
    remove(record.crowded ? crowds_[record.first].members.back().filter : record.first);
  }
}

void Filters::recheck_client(ClientSlot client) {
  if (client >= newest_.size()) return;
  for (Index i = newest_[client]; i != kNone; i = filters_[i].older) forget(filters_[i].agent);
}

bool Filters::refuses(ClientSlot client, AgentSlot agent, const Resources& offer) const {
  return any_such(agent, [&](ClientSlot other, Index filter) {
    return other == client && refusals_[filters_[filter].refused].contains(offer);
  });
}

bool Filters::any_of(ClientSlot client, AgentSlot agent) const {
  return any_such(agent, [&](ClientSlot other, Index) { return other == client; });
}

std::optional<Time> Filters::next_end() const {
  if (turns_.empty()) return std::nullopt;
  return ends_[turns_.front()];
}

void Filters::push_turn(Index index) {
  const auto turn = static_cast<Index>(turns_.size());
  turns_.push_back(index);
  put(turn, index);
  sift_up(turn);
}

void Filters::erase_turn(Index turn) {
  const Index last = turns_.back();
  turns_.pop_back();
  if (turn == turns_.size()) return;
  put(turn, last);
  sift_up(turn);
  sift_down(filters_[last].turn);
}

void Filters::sift_up(Index turn) {
  const Index index = turns_[turn];
  while (turn > 0 && ends_[index] < ends_[turns_[(turn - 1) / 2]]) {
    put(turn, turns_[(turn - 1) / 2]);
    turn = (turn - 1) / 2;
  }
  put(turn, index);
}

void Filters::sift_down(Index turn) {
  const Index index = turns_[turn];
  while (true) {
    std::size_t child = 2 * std::size_t{turn} + 1;
    if (child >= turns_.size()) break;
    if (child + 1 < turns_.size() && ends_[turns_[child + 1]] < ends_[turns_[child]]) ++child;
    if (!(ends_[turns_[child]] < ends_[index])) break;
    put(turn, turns_[child]);
    turn = static_cast<Index>(child);
  }
  put(turn, index);
}

}  // namespace meseta
