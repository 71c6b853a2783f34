// Placer: on which of the offered agents does a task fit best?
//
// It looks at all offers of one message together, takes tasks one by one and keeps what each offer
// has left. First fit takes the first offer, in the order given, that holds the task. Best fit
// takes, for a task without cards, an agent without any, and there the one that is left with the
// least cpus; and for a task with cards the offer where it
//   1. breaks no whole card, if it wants parts of cards,
//   2. strands the least: cards left for which there are not the cpus left that a card has on the
//      average of all agents with cards, for nobody will come for them,
//   3. had the fewest cpus for each card left, and so is of least use to tasks that want many,
//   4. is left with the least cpus, then memory.
// On one agent it takes the cards with the least left that still hold the task.
//
// What is on offer only shrinks within a message, so a demand that found no place needs no second
// try before the next one, and first fit goes on where it last stopped.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/event/calls.hpp"
#include "workload/agent_classes.hpp"
#include "workload/demand.hpp"
#include "workload/obstacle.hpp"

namespace meseta {

enum class Placement : std::uint8_t { FirstFit, BestFit };

class Placer {
 public:
  struct Options {
    Placement placement = Placement::FirstFit;
    std::uint32_t tasks_per_offer_max = 100;
  };

  // Both must outlive the placer.
  Placer(Options options, const std::vector<Demand>& demands, AgentClasses& classes);

  // The offers of one message, which must stay where they are until the next begin().
  void begin(std::span<const Offer> offers);

  struct Place {
    std::uint32_t offer;  // Index.
    Ref<Resources> resources;
  };
  // Takes what the demand needs from the offer that suits it; nothing if none does.
  [[nodiscard]] std::optional<Place> place(std::uint32_t demand);

  [[nodiscard]] std::size_t offers() const { return bins_.size(); }
  [[nodiscard]] const AgentClasses::Agent& agent(std::uint32_t offer) const {
    return bins_[offer].agent;
  }
  [[nodiscard]] std::uint32_t tasks(std::uint32_t offer) const { return bins_[offer].tasks; }
  // It holds as many tasks as one offer may.
  [[nodiscard]] bool full(std::uint32_t offer) const {
    return bins_[offer].tasks >= options_.tasks_per_offer_max;
  }

  // Why an offer that is not full does not hold the demand now.
  [[nodiscard]] Obstacle obstacle(std::uint32_t demand, std::uint32_t offer) const;
  // TooLarge or WrongModel if no agent of this class ever holds the demand.
  [[nodiscard]] std::optional<Obstacle> verdict(std::uint32_t demand,
                                                std::uint32_t agent_class) const;

 private:
  struct Bin {
    Resources left;
    AgentClasses::Agent agent;
    std::uint32_t tasks = 0;
  };
  // Smaller is better, word by word.
  using Score = std::array<std::int64_t, 5>;
  // What is kept of each demand. Its Resources are shared by all tasks, unless they name cards.
  struct Known {
    Ref<Resources> resources;
    std::vector<std::uint8_t> verdicts;  // By class: an Obstacle, or kFits; as far as looked at.
    std::uint32_t next = 0;              // First fit: no earlier offer holds it.
  };

  [[nodiscard]] std::uint8_t look(std::uint32_t demand, std::uint32_t agent_class) const;
  [[nodiscard]] bool suits(std::uint32_t demand, const Bin& bin);
  [[nodiscard]] bool holds(std::uint32_t demand, const Bin& bin) const;
  [[nodiscard]] Score score(const Demand& demand, const Bin& bin) const;
  [[nodiscard]] std::optional<std::uint32_t> first_fit(std::uint32_t demand);
  [[nodiscard]] std::optional<std::uint32_t> best_fit(std::uint32_t demand);
  [[nodiscard]] std::int64_t stranded(std::int64_t cpus, std::int64_t cards) const;

  Options options_;
  const std::vector<Demand>& demands_;
  AgentClasses& classes_;
  std::vector<Known> known_;
  std::vector<Bin> bins_;
};

}  // namespace meseta
