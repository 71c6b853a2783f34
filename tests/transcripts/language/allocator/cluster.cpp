#include <memory>

#include "tests/fakes/glob_matchers.hpp"
#include "tests/transcripts/language/allocator/allocator_subject.hpp"

namespace meseta::transcript {

void AllocatorSubject::options(Words& words) {
  AllocatorOptions chosen = options_;
  if (const auto span = words.span_option("interval")) chosen.interval = *span;
  if (const auto span = words.span_option("batch")) chosen.batch = *span;
  if (const auto text = words.option("smallest")) {
    auto parsed = parse_smallest_offers(*text);
    if (!parsed) throw Complaint{parsed.error().message};
    chosen.smallest_offers = *std::move(parsed);
  }
  if (const auto text = words.option("max_offer")) {
    auto parsed = parse_max_offer(*text);
    if (!parsed) throw Complaint{parsed.error().message};
    chosen.max_offer = *std::move(parsed);
  }
  for (const std::string& name : words.list_option("exclude")) {
    chosen.excluded_names.emplace_back(name);
  }
  if (const auto region = words.option("region")) chosen.region = Text(*region);
  if (const auto filter = words.option("filter_gpus"))
    chosen.filter_gpu_resources = *filter != "no";
  words.finish();
  if (ids_ != 0) throw Complaint{"options come first"};
  options_ = std::move(chosen);
  allocator_ = std::make_unique<Allocator>(options_);
}

void AllocatorSubject::weight(Words& words) {
  const Text role(words.next("the role"));
  const std::int64_t weight = parse_weight_milli(words.next("its weight"));
  words.finish();
  allocator_->set_weight(role, weight);
}

void AllocatorSubject::agent(Words& words) {
  const std::string name = words.next("the agent");
  const Resources total = parse_total(words.next("its TOTAL"));
  const AgentFacts facts = read_facts_of(name, words);
  words.finish();
  if (names_.agents.find(name)) throw Complaint{"'" + name + "' is there already"};
  if (!allocator_->admits(total)) throw Complaint{"that is more than can be counted"};
  const AgentId id{1, ids_++};
  names_.agents.bind(name, id);
  allocator_->add_agent(id, total, now_, facts);
}

void AllocatorSubject::total(Words& words) {
  const AgentId id = names_.agents.get(words.next("the agent"));
  const Resources total = parse_total(words.next("its TOTAL"));
  words.finish();
  allocator_->update_agent(id, total, now_);
}

AgentFacts AllocatorSubject::read_facts_of(const std::string& name, Words& words) {
  SaidFacts& known = facts_[name];
  SaidFacts said = read_facts(words);
  if (!known.hostname) known.hostname = Text(name);
  if (said.hostname) known.hostname = said.hostname;
  if (said.domain) known.domain = said.domain;
  if (said.attributes) known.attributes = said.attributes;
  return AgentFacts::of(*known.hostname, known.domain.value_or(Text()).view(),
                        known.attributes.value_or(Attributes{}));
}

void AllocatorSubject::facts(Words& words) {
  const std::string name = words.next("the agent");
  const AgentId id = names_.agents.get(name);
  const AgentFacts facts = read_facts_of(name, words);
  words.finish();
  allocator_->set_facts(id, facts, now_);
}

void AllocatorSubject::whitelist(Words& words) {
  if (words.flag("all")) {
    words.finish();
    return allocator_->set_whitelist(std::nullopt, now_);
  }
  const bool none = words.flag("none");
  const std::vector<Text> hostnames = words.texts();
  words.finish();
  if (none != hostnames.empty()) throw Complaint{"expected hostnames, `none` or `all`"};
  allocator_->set_whitelist(hostnames, now_);
}

void AllocatorSubject::framework(Words& words) {
  const std::string name = words.next("the framework");
  std::vector<Text> roles = words.texts_option("roles");
  if (const auto role = words.option("role")) roles = {Text(*role)};
  if (roles.empty()) roles = {Text("*")};
  const std::vector<Text> suppressed = words.texts_option("suppressed");
  FrameworkTerms& said = terms_[name];
  const OfferConstraints before = said.constraints;
  read_terms(words, roles.front(), said.capabilities, said.constraints, said.smallest);
  words.finish();
  if (said.constraints != before) {
    GlobMatchers matchers;
    auto compiled = ConstraintFilter::compile(said.constraints, matchers);
    if (!compiled) throw Complaint{compiled.error().message};
    said.compiled = std::make_shared<ConstraintFilter>(*std::move(compiled));
  }
  const bool fresh = !names_.frameworks.find(name);
  if (fresh) names_.frameworks.bind(name, {1, ids_++});
  roles_[name] = roles.front();
  const Allocator::Subscription terms{.framework = names_.frameworks.get(name),
                                      .name = Text(name),
                                      .roles = roles,
                                      .suppressed = suppressed,
                                      .capabilities = said.capabilities,
                                      .smallest_offers = said.smallest,
                                      .constraints = said.compiled};
  if (fresh) {
    allocator_->add_framework(terms);
  } else {
    allocator_->update_framework(terms);
  }
}

void AllocatorSubject::deactivate(Words& words) {
  const std::string name = words.next("an agent or a framework");
  words.finish();
  if (const auto agent = names_.agents.find(name)) return allocator_->deactivate_agent(*agent);
  allocator_->deactivate_framework(names_.frameworks.get(name));
}

void AllocatorSubject::activate(Words& words) {
  const std::string name = words.next("an agent or a framework");
  words.finish();
  if (const auto agent = names_.agents.find(name)) return allocator_->activate_agent(*agent, now_);
  allocator_->activate_framework(names_.frameworks.get(name));
}

void AllocatorSubject::remove(Words& words) {
  const std::string name = words.next("an agent or a framework");
  words.finish();
  if (const auto agent = names_.agents.find(name)) {
    allocator_->remove_agent(*agent, now_);
    return names_.agents.forget(name);
  }
  allocator_->remove_framework(names_.frameworks.get(name));
  names_.frameworks.forget(name);
}

void AllocatorSubject::suppress(Words& words) {
  const FrameworkId id = names_.frameworks.get(words.next("the framework"));
  const std::vector<Text> roles = words.texts();
  words.finish();
  allocator_->suppress(id, roles);
}

void AllocatorSubject::revive(Words& words) {
  const FrameworkId id = names_.frameworks.get(words.next("the framework"));
  const std::vector<Text> roles = words.texts();
  words.finish();
  allocator_->revive(id, roles);
}

}  // namespace meseta::transcript
