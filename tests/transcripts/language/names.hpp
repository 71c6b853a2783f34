// Names: what a transcript calls agents, frameworks, offers and the rest, and what the engine does.
//
// A name is bound to an id when the engine gives that id out. Offers and uuids are named as they
// are first seen: o1, o2, ...; u1, u2, .... A second session (or process) of a1 is `a1/2`, so that
// one sees which of the two something was said on. What has no name is printed as the engine prints
// it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/id.hpp"
#include "tests/transcripts/language/words.hpp"

namespace meseta::transcript {

// One kind of thing, both ways.
template <class Id>
class Naming {
 public:
  // `what` is for complaints: "an agent". `prefix` is for things that are named when first seen.
  explicit Naming(std::string what, std::string prefix = "")
      : what_(std::move(what)), prefix_(std::move(prefix)) {}

  void bind(const std::string& name, Id id) {
    ids_[name] = id;
    names_[id] = name;
  }
  // As `name`, or as `name/2`, `name/3`, ... where others have those.
  void bind_next(const std::string& name, Id id) {
    std::string free = name;
    for (int i = 2; ids_.contains(free); ++i) free = name + "/" + std::to_string(i);
    bind(free, id);
  }
  [[nodiscard]] std::optional<Id> find(const std::string& name) const {
    const auto found = ids_.find(name);
    return found == ids_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] Id get(const std::string& name) const {
    if (const auto id = find(name)) return *id;
    throw Complaint{"'" + name + "' is not " + what_ + " that the transcript knows"};
  }
  void forget(const std::string& name) {
    names_.erase(get(name));
    ids_.erase(name);
  }
  // By name.
  template <class F>
  void for_each(F call) const {
    for (const auto& [name, id] : ids_) call(name, id);
  }
  [[nodiscard]] bool known(Id id) const { return names_.contains(id); }
  // Its name; it is given one if things of this kind are.
  std::string of(Id id, const std::string& otherwise) {
    const auto found = names_.find(id);
    if (found != names_.end()) return found->second;
    if (prefix_.empty()) return otherwise;
    bind(prefix_ + std::to_string(++seen_), id);
    return names_[id];
  }

 private:
  std::string what_;
  std::string prefix_;
  std::uint32_t seen_ = 0;
  std::map<std::string, Id> ids_;
  std::map<Id, std::string> names_;
};

struct Names {
  Naming<AgentId> agents{"an agent"};
  Naming<FrameworkId> frameworks{"a framework"};
  Naming<OfferId> offers{"an offer", "o"};
  Naming<Uuid> uuids{"an update's uuid", "u"};
  Naming<SessionId> sessions{"a session"};
  Naming<NodeId> nodes{"a process"};

  std::string of(AgentId id) { return id.valid() ? agents.of(id, to_string(id)) : "no-agent"; }
  std::string of(FrameworkId id) {
    return id.valid() ? frameworks.of(id, to_string(id)) : "no-framework";
  }
  std::string of(OfferId id) { return offers.of(id, ""); }
  std::string of(const Uuid& id) { return id.valid() ? uuids.of(id, "") : "no-uuid"; }
  std::string of(SessionId id) { return sessions.of(id, "#" + std::to_string(id.value)); }
  std::string of(NodeId id) { return nodes.of(id, "node " + std::to_string(id.value)); }
};

}  // namespace meseta::transcript
