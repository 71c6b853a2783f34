// Answers: what has been found out about texts and agents, so that it is found out once.
//
//     whole text matches regex 3: 'rack-17'               -> yes      (a match)
//     role 0 wants agents whose selectors find (ssd, -)   -> no       (a verdict)
//
// Agents that agree in what the constraints of a role look at are one class to it: a thousand
// agents of twenty racks need twenty verdicts. Hostnames make each agent a class of its own, but
// its rack is still matched once.
//
// The memory is bounded by an estimate in bytes; when an entry does not fit, all are forgotten, and
// one that would not fit alone is not kept. Nothing but cost depends on that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/lookup.hpp"
#include "engine/base/text.hpp"

namespace meseta {

// What a selector finds at an agent.
struct FoundAttribute {
  enum class Kind : std::uint8_t { Absent, Text, NoText };

  Kind kind = Kind::Absent;
  meseta::Text text;

  friend bool operator==(const FoundAttribute&, const FoundAttribute&) = default;
};

class Answers {
 public:
  struct AgentClass {
    std::uint32_t role = 0;
    std::vector<FoundAttribute> found;  // By the role's selectors.

    friend bool operator==(const AgentClass&, const AgentClass&) = default;
  };

  explicit Answers(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  [[nodiscard]] std::optional<bool> match(std::uint32_t regex, const Text& text) const;
  void remember_match(std::uint32_t regex, const Text& text, bool answer);

  [[nodiscard]] std::optional<bool> verdict(const AgentClass& agents) const;
  void remember_verdict(const AgentClass& agents, bool answer);

  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Match {
    std::uint32_t regex = 0;
    Text text;

    friend bool operator==(const Match&, const Match&) = default;
  };
  struct Hash {
    using is_avalanching = void;
    std::size_t operator()(const Match& match) const;
    std::size_t operator()(const AgentClass& agents) const;
  };

  // Makes room for an entry; false if there is not enough even without all others.
  bool make_room(std::size_t bytes);

  std::size_t bytes_max_;
  std::size_t bytes_ = 0;
  Lookup<Match, bool, Hash> matches_;
  Lookup<AgentClass, bool, Hash> verdicts_;
};

}  // namespace meseta
