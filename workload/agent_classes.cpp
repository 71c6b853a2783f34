#include "workload/agent_classes.hpp"

#include <string>
#include <utility>

namespace meseta {

AgentClasses::AgentClasses(std::vector<Class> classes) {
  for (Class& added : classes) add(std::move(added));
}

AgentClasses::Agent AgentClasses::agent(AgentId id, const AgentInfo& info) {
  if (const Agent* const known = agents_.find(id)) return *known;
  const Agent made{static_cast<std::uint32_t>(agents_.size()), find(info)};
  agents_.insert(id, made);
  return made;
}

std::uint32_t AgentClasses::find(const AgentInfo& info) {
  for (std::uint32_t i = 0; i < classes_.size(); ++i) {
    const AgentInfo& known = classes_[i].info;
    if (known.resources == info.resources && known.attributes == info.attributes &&
        known.domain == info.domain) {
      return i;
    }
  }
  add({.name = Text("other-" + std::to_string(classes_.size())), .count = 1, .info = info});
  return static_cast<std::uint32_t>(classes_.size() - 1);
}

void AgentClasses::add(Class added) {
  const Attribute* const model = added.info.attributes.find(kModelAttribute);
  models_.push_back(model == nullptr ? Text{} : model->text);
  const std::int64_t cards = added.info.resources.gpus().milli;
  if (cards > 0) {
    per_card_.cards_milli += cards * added.count;
    per_card_.cpus_milli += added.info.resources.cpus().milli * added.count;
  }
  classes_.push_back(std::move(added));
}

}  // namespace meseta
