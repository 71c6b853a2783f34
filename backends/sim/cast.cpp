#include "backends/sim/cast.hpp"

#include <utility>

#include "engine/base/check.hpp"
#include "regex/re2_matchers.hpp"

namespace meseta {

namespace {

// The scenario's reader has checked every text.
template <class T>
T sure(Result<T> result) {
  CHECK(result.has_value());
  return *std::move(result);
}

// A framework's process: the driver and the policy that it drives.
struct Scheduler final : Component {
  Scheduler(const Ref<FrameworkInfo>& info, std::shared_ptr<Runner> policy)
      : runner(std::move(policy)), driver({.info = info}, *runner) {}

  void handle(const Event& event, Time now, Outbox& out) override {
    driver.handle(event, now, out);
  }

  std::shared_ptr<Runner> runner;
  Driver driver;
};

}  // namespace

MasterOptions master_options(const PolicySpec& policy) {
  MasterOptions options;
  options.allocator.policy = Text(policy.allocator);
  options.allocator.interval = policy.allocation_interval;
  options.allocator.batch = policy.allocation_batch;
  options.allocator.smallest_offers = sure(parse_smallest_offers(policy.min_allocatable_resources));
  options.allocator.max_offer = sure(parse_max_offer(policy.max_offer));
  options.allocator.quotas = policy.quotas;
  for (const auto& [role, weight_milli] : policy.weights) {
    options.allocator.weights.push_back({Text(role), weight_milli});
  }
  for (const std::string& name : policy.fair_sharing_excluded_resource_names) {
    options.allocator.excluded_names.emplace_back(name);
  }
  options.allocator.filter_gpu_resources = policy.filter_gpu_resources;
  options.allocator.region = AgentFacts::of({}, policy.domain, {}).region.value_or(Text());
  if (policy.whitelist) {
    options.allocator.whitelist.emplace();
    for (const std::string& name : *policy.whitelist) {
      options.allocator.whitelist->emplace_back(name);
    }
  }
  options.offer_timeout = policy.offer_timeout;
  options.agent_ping_interval = policy.agent_ping_timeout;
  options.agent_pings_missed_max = policy.max_agent_ping_timeouts;
  options.agent_reregister_timeout = policy.agent_reregister_timeout;
  options.text_matchers = std::make_shared<Re2Matchers>();
  return options;
}

Cast::Cast(const Scenario& scenario, std::uint64_t seed, Census& census)
    : scenario_(scenario),
      choices_(seed),
      census_(census),
      topology_(scenario.cluster),
      classes_(agent_classes(scenario)),
      master_options_(master_options(scenario.policy)) {
  master_options_.allocator.seed = seed;
  for (const AgentClass& agent_class : scenario.cluster) add_agents(agent_class);
  for (const FrameworkSpec& framework : scenario.frameworks) add_frameworks(framework);
  runners_.resize(frameworks_.size());
}

void Cast::add_agents(const AgentClass& agent_class) {
  AgentInfo info = agent_info(agent_class);
  const Quantities each = info.resources.scalars();
  for (std::uint32_t member = 0; member < agent_class.count; ++member) {
    info.hostname = Text(agent_name(agent_class, member));
    agents_.push_back(make_ref(info));
    total_ += each;
  }
}

void Cast::add_frameworks(const FrameworkSpec& spec) {
  FrameworkInfo info;
  info.user = Text(spec.user);
  info.principal = Text(spec.principal);
  info.roles = {Text(spec.role)};
  info.failover_timeout = spec.failover_timeout;
  info.checkpoint = spec.checkpoint;
  info.capabilities = spec.capabilities;
  for (std::uint32_t member = 0; member < spec.count; ++member) {
    info.name = Text(framework_name(spec, member));
    frameworks_.push_back({&spec, make_ref(info)});
  }
}

std::uint32_t Cast::count(Boot::Role role) const {
  switch (role) {
    case Boot::Role::Master:
      return scenario_.policy.masters;
    case Boot::Role::Agent:
      return static_cast<std::uint32_t>(agents_.size());
    case Boot::Role::Scheduler:
      return static_cast<std::uint32_t>(frameworks_.size());
  }
  return 0;
}

std::unique_ptr<Component> Cast::make(const Boot& boot) {
  if (boot.index >= count(boot.role)) return nullptr;
  return play(boot.role, boot.index).component;
}

Actor Cast::play(Boot::Role role, std::uint32_t index) {
  CHECK(index < count(role));
  Actor actor;
  switch (role) {
    case Boot::Role::Master: {
      auto master = std::make_unique<Master>(master_options_);
      actor.master = master.get();
      actor.component = std::move(master);
      break;
    }
    case Boot::Role::Agent: {
      auto agent = std::make_unique<Agent>(Agent::Options{.info = agents_[index]});
      actor.agent = agent.get();
      actor.component = std::move(agent);
      break;
    }
    case Boot::Role::Scheduler: {
      const auto& [spec, info] = frameworks_[index];
      std::shared_ptr<Runner>& runner = runners_[index];
      if (!runner) runner = make_runner(scenario_, *spec, index, choices_, classes_, census_);
      auto scheduler = std::make_unique<Scheduler>(info, runner);
      actor.driver = &scheduler->driver;
      actor.component = std::move(scheduler);
      break;
    }
  }
  return actor;
}

}  // namespace meseta
