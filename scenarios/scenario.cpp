#include "scenarios/scenario.hpp"

#include "engine/base/check.hpp"

namespace meseta {

namespace {

std::string numbered(const std::string& name, std::uint32_t index) {
  std::string digits = std::to_string(index);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return name + "-" + digits;
}

}  // namespace

std::string agent_name(const AgentClass& agents, std::uint32_t index) {
  CHECK(index < agents.count);
  return agents.agent_names.empty() ? numbered(agents.name, index) : agents.agent_names[index];
}

bool in_domain(const std::string& domain, const std::string& prefix) {
  if (!domain.starts_with(prefix)) return false;
  return domain.size() == prefix.size() || domain[prefix.size()] == '/';
}

std::string framework_name(const FrameworkSpec& framework, std::uint32_t index) {
  CHECK(index < framework.count);
  return framework.count == 1 ? framework.name : numbered(framework.name, index);
}

bool is_called(const FrameworkSpec& framework, std::uint32_t index, const std::string& name) {
  return name == framework.name || name == framework_name(framework, index);
}

}  // namespace meseta
