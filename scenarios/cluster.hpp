// What a cluster is made of: classes of agents that are alike.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace meseta {

struct AgentClass {
  std::string name;
  std::uint32_t count = 0;
  std::string resources;                 // `cpus:16;mem:65536`; gpus:N means N whole cards.
  std::string gpu_model;                 // Of all its cards; empty without cards.
  std::string attributes;                // `key:value;key:value`
  std::string domain;                    // `region/zone/rack`, or empty
  std::vector<std::string> agent_names;  // One per agent where a trace names them, else empty.

  friend bool operator==(const AgentClass&, const AgentClass&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("name", self.name);
    v("count", self.count);
    v("resources", self.resources);
    v("gpu_model", self.gpu_model);
    v("attributes", self.attributes);
    v("domain", self.domain);
    v("agent_names", self.agent_names);
  }
};

// `rack-a-0007`, or the name the trace gave it. `index` counts within the class.
std::string agent_name(const AgentClass& agents, std::uint32_t index);

// Whether `domain` is `prefix` or lies beneath it: eu/a/r1 lies in eu/a, not in eu/a/r.
bool in_domain(const std::string& domain, const std::string& prefix);

}  // namespace meseta
