#include "engine/master/offers.hpp"

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/base/check.hpp"

namespace meseta::master {

namespace {

// Collects by framework what is sent as one message each, in the order of first mention.
template <class Message>
class Batches {
 public:
  explicit Batches(State& m) : m_(m) {}

  // One more is to come: a message with room for all is made only once.
  void expect(Slot framework) { ++batch(framework).expected; }

  void add(Slot framework, typename decltype(Message::offers)::value_type offer) {
    Batch& to = batch(framework);
    if (to.message.offers.empty()) to.message.offers.reserve(to.expected);
    to.message.offers.push_back(std::move(offer));
  }

  void send(Outbox& out) {
    for (Batch& batch : batches_) {
      FrameworkRecord& framework = m_.frameworks[batch.framework];
      framework.batch = 0;
      out.send(framework.session, std::move(batch.message));
    }
  }

 private:
  struct Batch {
    Slot framework;
    std::uint32_t expected = 0;
    Message message;
  };

  Batch& batch(Slot framework) {
    std::uint32_t& place = m_.frameworks[framework].batch;
    if (place == 0) {
      batches_.push_back({.framework = framework});
      place = static_cast<std::uint32_t>(batches_.size());
    }
    return batches_[place - 1];
  }

  State& m_;
  std::vector<Batch> batches_;
};

OfferTable::Number add_offer(State& m, OfferRecord record) {
  const Slot agent = record.agent;
  const Slot framework = record.framework;
  const OfferTable::Number offer = m.offers.make(std::move(record));
  append<&OfferRecord::of_agent>(m.offers, m.agents[agent].offers, offer);
  append<&OfferRecord::of_framework>(m.offers, m.frameworks[framework].offers, offer);
  ++m.stats.offers_made;
  return offer;
}

void rescind(State& m, OfferTable::Number offer, Batches<Rescind>& batches, const Turn& turn) {
  ++m.stats.offers_rescinded;
  batches.add(m.offers[offer].framework, m.offers.id(offer));
  recover_offer(m, offer, turn.now);
}

}  // namespace

void make_offers(State& m, const Turn& turn) {
  ++m.stats.runs;
  m.grants.clear();
  m.allocator->run(turn.now, m.grants);
  Batches<Offers> batches(m);
  for (const Grant& grant : m.grants) batches.expect(m.frameworks.find(grant.framework));
  for (Grant& grant : m.grants) {
    const Slot agent = m.agents.find(grant.agent);
    const Slot framework = m.frameworks.find(grant.framework);
    FrameworkRecord& client = m.frameworks[framework];
    CHECK(client.state == FrameworkState::Connected);
    const OfferTable::Number offer = add_offer(m, {.resources = grant.resources,
                                                   .made = turn.now,
                                                   .agent = agent,
                                                   .framework = framework,
                                                   .role = client.place_of(grant.role)});
    batches.add(framework, {.id = m.offers.id(offer),
                            .agent = grant.agent,
                            .info = m.agents[agent].info,
                            .role = std::move(grant.role),
                            .resources = std::move(grant.resources)});
  }
  batches.send(turn.out);
}

void on(State& m, const Decline& call, Slot framework, const Turn& turn) {
  decline(m, framework, call.offers, call.refuse, turn);
}

void decline(State& m, Slot framework, std::span<const OfferId> offers,
             std::optional<Duration> refuse, const Turn& turn) {
  if (offers.size() > m.options.offers_per_call_max) {
    ++m.stats.refusals;
    return;
  }
  ++m.stats.declines;
  for (const OfferId id : offers) {
    const OfferTable::Number offer = m.offers.find(id);
    // Rescinded meanwhile, or somebody else's.
    if (offer == kNoSlot || m.offers[offer].framework != framework) continue;
    ++m.stats.offers_declined;
    const OfferRecord& record = m.offers[offer];
    const FrameworkRecord& owner = m.frameworks[framework];
    m.allocator->decline(owner.id, owner.roles[record.role], m.agents[record.agent].id,
                         record.resources, turn.now, refuse);
    release_offer(m, offer);
  }
}

void release_offer(State& m, OfferTable::Number offer) {
  const OfferRecord& record = m.offers[offer];
  unlink<&OfferRecord::of_agent>(m.offers, m.agents[record.agent].offers, offer);
  unlink<&OfferRecord::of_framework>(m.offers, m.frameworks[record.framework].offers, offer);
  m.offers.release(offer);
}

void recover_offer(State& m, OfferTable::Number offer, Time now) {
  const OfferRecord& record = m.offers[offer];
  const FrameworkRecord& framework = m.frameworks[record.framework];
  m.allocator->rescind(framework.id, framework.roles[record.role], m.agents[record.agent].id,
                       record.resources, now);
  release_offer(m, offer);
}

void rescind_offers_of_agent(State& m, Slot agent, const Turn& turn) {
  Batches<Rescind> batches(m);
  for_each<&OfferRecord::of_agent>(m.offers, m.agents[agent].offers, [&](OfferTable::Number offer) {
    rescind(m, offer, batches, turn);
  });
  batches.send(turn.out);
}

void rescind_old_offers(State& m, const Turn& turn) {
  Batches<Rescind> batches(m);
  for (auto offer = m.offers.oldest();
       offer != kNoSlot && m.offers[offer].made + *m.options.offer_timeout <= turn.now;
       offer = m.offers.oldest()) {
    rescind(m, offer, batches, turn);
  }
  batches.send(turn.out);
}

void withdraw_offers(State& m, Slot framework, const Turn& turn) {
  for_each<&OfferRecord::of_framework>(m.offers, m.frameworks[framework].offers,
                                       [&](OfferTable::Number offer) {
                                         ++m.stats.offers_withdrawn;
                                         recover_offer(m, offer, turn.now);
                                       });
}

}  // namespace meseta::master
