#include "engine/allocator/exclusions.hpp"

#include <utility>

#include "engine/base/check.hpp"
#include "engine/base/digest.hpp"

namespace meseta {

std::string_view to_string(Exclusion exclusion) {
  switch (exclusion) {
    case Exclusion::NotWhitelisted:
      return "not whitelisted";
    case Exclusion::GpuAgent:
      return "gpu agent";
    case Exclusion::RemoteRegion:
      return "remote region";
    case Exclusion::Constraints:
      return "constraints";
  }
  return "unknown";
}

// Equality decides, so what seldom tells two agents apart is left out.
std::size_t Exclusions::Hash::operator()(const Kind& kind) const {
  Digest digest;
  digest.fold(std::uint64_t{kind.gpus} << 1U | std::uint64_t{kind.whitelisted});
  if (kind.facts.region) digest.fold(kind.facts.region->hash());
  if (kind.facts.zone) digest.fold(kind.facts.zone->hash());
  for (const Attribute& attribute : kind.facts.attributes.list) {
    digest.fold(attribute.name.hash());
    digest.fold(attribute.text.hash());
    digest.fold(static_cast<std::uint64_t>(attribute.scalar.milli));
  }
  return static_cast<std::size_t>(digest.low());
}

bool Exclusions::restricts(const Terms& terms) const {
  return (rules_.filter_gpu_resources && !terms.capabilities.gpu_resources) ||
         (!rules_.region.empty() && !terms.capabilities.region_aware) ||
         (terms.constraints && terms.constraints->constrains(terms.role));
}

bool Exclusions::whitelisted(const Text& hostname) const {
  return !whitelist_ || whitelist_->contains(hostname);
}

std::optional<Exclusion> Exclusions::by_rule(const Terms& terms, const Kind& kind) const {
  if (!kind.whitelisted) return Exclusion::NotWhitelisted;
  if (rules_.filter_gpu_resources && kind.gpus && !terms.capabilities.gpu_resources) {
    return Exclusion::GpuAgent;
  }
  const bool remote =
      !rules_.region.empty() && kind.facts.region.value_or(rules_.region) != rules_.region;
  if (remote && !terms.capabilities.region_aware) return Exclusion::RemoteRegion;
  return std::nullopt;
}

bool Exclusions::excludes(ClientSlot client, const Kind& kind) const {
  const Terms& terms = terms_[client];
  if (by_rule(terms, kind)) return true;
  return terms.constraints && !asking_.test(client) &&
         terms.constraints->excludes(terms.role, kind.facts);
}

Slot Exclusions::acquire(Kind kind) {
  if (const Slot* const known = classes_by_kind_.find(kind)) {
    ++classes_[*known].agents;
    return *known;
  }
  if (spare_.empty()) {
    spare_.push_back(static_cast<Slot>(classes_.size()));
    classes_.emplace_back();
  }
  const Slot slot = spare_.back();
  spare_.pop_back();
  classes_by_kind_.insert(kind, slot);
  Class& made = classes_[slot];
  made.kind = std::move(kind);
  made.agents = 1;
  if (!made.kind.whitelisted) return slot;
  restricted_.for_each([&](ClientSlot client) {
    if (excludes(client, made.kind)) made.excluded.set(client);
  });
  return slot;
}

void Exclusions::release(Slot slot) {
  Class& left = classes_[slot];
  if (--left.agents > 0) return;
  left.kind.facts.hostname = Text();
  classes_by_kind_.erase(left.kind);
  left = Class{};
  spare_.push_back(slot);
}

void Exclusions::move(AgentSlot slot, Kind kind) {
  kind.facts.hostname = Text();
  const Slot next = acquire(std::move(kind));
  Agent& agent = agents_[slot];
  if (agent.in != kNoSlot) release(agent.in);
  agent.in = next;
  agent.known = 0;
}

void Exclusions::set_agent(AgentSlot slot, const AgentFacts& facts, bool gpus) {
  if (slot >= agents_.size()) agents_.resize(slot + 1);
  agents_[slot].hostname = facts.hostname;
  move(slot, {facts, gpus, whitelisted(facts.hostname)});
}

void Exclusions::set_gpus(AgentSlot slot, bool gpus) {
  Kind kind = classes_[agents_[slot].in].kind;
  if (kind.gpus == gpus) return;
  kind.gpus = gpus;
  move(slot, std::move(kind));
}

void Exclusions::remove_agent(AgentSlot slot) {
  release(agents_[slot].in);
  agents_[slot] = Agent{};
}

const AgentFacts& Exclusions::facts(AgentSlot slot) {
  AgentFacts& shared = classes_[agents_[slot].in].kind.facts;
  shared.hostname = agents_[slot].hostname;
  return shared;
}

bool Exclusions::set_client(ClientSlot client, const Terms& terms) {
  if (clients_.test(client) && terms_[client] == terms) return false;
  if (client >= terms_.size()) terms_.resize(client + 1);
  terms_[client] = terms;
  clients_.set(client);
  const bool was_restricted = restricted_.test(client);
  const bool is_restricted = restricts(terms);
  if (!was_restricted && !is_restricted) return false;
  ++terms_set_;
  bool more = asking_.test(client);  // What it was told of single agents is not remembered.
  asking_.clear(client);
  restricted_.clear(client);
  if (is_restricted) restricted_.set(client);
  if (terms.constraints && terms.constraints->asks_hostname(terms.role)) asking_.set(client);
  for (Class& known : classes_) {
    if (known.agents == 0 || !known.kind.whitelisted) continue;
    if (excludes(client, known.kind)) {
      known.excluded.set(client);
    } else if (known.excluded.test(client)) {
      known.excluded.clear(client);
      more = true;
    }
  }
  return more;
}

void Exclusions::drop_client(ClientSlot client) {
  clients_.clear(client);
  if (client >= terms_.size()) return;
  terms_[client] = Terms{};
  if (!restricted_.test(client)) return;
  ++terms_set_;
  restricted_.clear(client);
  asking_.clear(client);
  for (Class& known : classes_) known.excluded.clear(client);
}

std::vector<AgentSlot> Exclusions::set_whitelist(
    const std::optional<std::vector<Text>>& hostnames) {
  CHECK(!hostnames || hostnames->size() <= kWhitelistMax);
  whitelist_.reset();
  if (hostnames) {
    whitelist_.emplace();
    for (const Text& hostname : *hostnames) whitelist_->insert(hostname, true);
  }
  std::vector<AgentSlot> admitted;
  for (AgentSlot slot = 0; slot < agents_.size(); ++slot) {
    if (agents_[slot].in == kNoSlot) continue;
    Kind kind = classes_[agents_[slot].in].kind;
    const bool now = whitelisted(agents_[slot].hostname);
    if (kind.whitelisted == now) continue;
    kind.whitelisted = now;
    move(slot, std::move(kind));
    if (now) admitted.push_back(slot);
  }
  return admitted;
}

const Bits& Exclusions::excluded(AgentSlot slot) {
  Agent& agent = agents_[slot];
  const Class& known = classes_[agent.in];
  if (!known.kind.whitelisted) return clients_;
  if (asking_.empty()) return known.excluded;
  if (agent.known == terms_set_) return agent.excluded;
  agent.known = terms_set_;
  agent.excluded = known.excluded;
  const AgentFacts& about = facts(slot);
  asking_.for_each([&](ClientSlot client) {
    const Terms& terms = terms_[client];
    if (terms.constraints->excludes(terms.role, about)) agent.excluded.set(client);
  });
  return agent.excluded;
}

std::optional<Exclusion> Exclusions::why(ClientSlot client, AgentSlot slot) {
  if (client >= terms_.size() || !clients_.test(client)) return std::nullopt;
  const Terms& terms = terms_[client];
  const AgentFacts& about = facts(slot);
  if (const auto rule = by_rule(terms, classes_[agents_[slot].in].kind)) return rule;
  if (!terms.constraints || !terms.constraints->excludes(terms.role, about)) return std::nullopt;
  return Exclusion::Constraints;
}

}  // namespace meseta
