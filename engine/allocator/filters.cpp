#include "engine/allocator/filters.hpp"

#include <algorithm>

namespace meseta {

namespace {

// Room that a freed batch keeps for its next use.
constexpr std::size_t kItemsKept = 16;

// Ends of dropped batches are swept when they outnumber the living by this much.
constexpr std::size_t kEndsSlack = 64;

}  // namespace

void Filters::add(ClientSlot client, AgentSlot agent, const Resources& refused, Time end,
                  const Resources& free, bool whole) {
  if (agents_.size() <= agent) agents_.resize(agent + 1);
  Agent& record = agents_[agent];
  if (record.filters.empty()) {
    record.refusing.clear();
    record.known_for = free;
    record.known = true;
  }
  const Index batch = batch_of(client, end);
  const Refusals::Number number = refusals_.acquire(refused);
  record.filters.push_back(
      {client, number, batch, static_cast<Index>(batches_[batch].items.size())});
  batches_[batch].items.push_back({agent, static_cast<Index>(record.filters.size() - 1)});
  ++count_;
  if (!whole) {
    record.known = false;
  } else if (record.known && refused.contains(record.known_for)) {
    record.refusing.set(client);
  }
}

Filters::Index Filters::batch_of(ClientSlot client, Time end) {
  if (newest_.size() <= client) newest_.resize(client + 1, kNone);
  const Index newest = newest_[client];
  if (newest != kNone && batches_[newest].end == end) return newest;
  Index index = spare_;
  if (index == kNone) {
    index = static_cast<Index>(batches_.size());
    batches_.emplace_back();
  } else {
    spare_ = batches_[index].next;
  }
  Batch& batch = batches_[index];
  batch.client = client;
  batch.end = end;
  batch.previous = newest;
  batch.next = kNone;
  if (newest != kNone) batches_[newest].next = index;
  newest_[client] = index;
  ++batches_alive_;
  ends_.push_back({end, index, batch.generation});
  std::push_heap(ends_.begin(), ends_.end(),
                 [](const End& a, const End& b) { return b.end < a.end; });
  return index;
}

void Filters::free_batch(Index index) {
  Batch& batch = batches_[index];
  if (batch.previous != kNone) batches_[batch.previous].next = batch.next;
  if (batch.next != kNone) {
    batches_[batch.next].previous = batch.previous;
  } else {
    newest_[batch.client] = batch.previous;
  }
  batch.items.clear();
  if (batch.items.capacity() > kItemsKept) batch.items.shrink_to_fit();
  ++batch.generation;
  batch.next = spare_;
  spare_ = index;
  --batches_alive_;
}

// From its agent only.
void Filters::remove_filter(AgentSlot agent, Index place) {
  std::vector<Filter>& filters = agents_[agent].filters;
  refusals_.release(filters[place].refused);
  if (place + 1 < filters.size()) {
    filters[place] = filters.back();
    batches_[filters[place].batch].items[filters[place].item].filter = place;
  }
  filters.pop_back();
  --count_;
}

// From its batch only.
void Filters::remove_item(Index batch, Index place) {
  std::vector<Item>& items = batches_[batch].items;
  if (place + 1 < items.size()) {
    items[place] = items.back();
    agents_[items[place].agent].filters[items[place].filter].item = place;
  }
  items.pop_back();
  if (items.empty()) free_batch(batch);
}

void Filters::drop_client(ClientSlot client) {
  if (client >= newest_.size()) return;
  while (newest_[client] != kNone) {
    const Index index = newest_[client];
    for (const Item& item : batches_[index].items) {
      remove_filter(item.agent, item.filter);
      agents_[item.agent].refusing.clear(client);
    }
    free_batch(index);
  }
  tidy_ends();
}

void Filters::drop_agent(AgentSlot agent) {
  if (!any(agent)) return;
  for (const Filter& filter : agents_[agent].filters) {
    refusals_.release(filter.refused);
    remove_item(filter.batch, filter.item);
    --count_;
  }
  agents_[agent] = Agent{};
  tidy_ends();
}

bool Filters::refuses(ClientSlot client, AgentSlot agent, const Resources& offer) {
  if (!any(agent)) return false;
  const std::uint64_t question = ++questions_;
  for (const Filter& filter : agents_[agent].filters) {
    if (filter.client == client && refusals_.contains(filter.refused, offer, question)) return true;
  }
  return false;
}

void Filters::pop_end() {
  std::pop_heap(ends_.begin(), ends_.end(),
                [](const End& a, const End& b) { return b.end < a.end; });
  ends_.pop_back();
}

void Filters::tidy_ends() {
  const auto later = [](const End& a, const End& b) { return b.end < a.end; };
  if (ends_.size() > 2 * batches_alive_ + kEndsSlack) {
    std::erase_if(ends_, [&](const End& end) { return ended(end); });
    std::make_heap(ends_.begin(), ends_.end(), later);
  }
  while (!ends_.empty() && ended(ends_.front())) pop_end();
}

std::optional<Time> Filters::next_end() const {
  if (ends_.empty()) return std::nullopt;
  return ends_.front().end;
}

}  // namespace meseta
