// CardWatch: keeps the book of GPU cards by watching what agents launch and what ends there.
//
// A task has its cards from its launch to its end; card seconds count from the instant it runs.
// What an agent held when it vanished is free when it boots again.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "backends/sim/world.hpp"
#include "engine/base/time.hpp"
#include "engine/loop/dispatcher.hpp"
#include "report/card_book.hpp"

namespace meseta::cli {

class CardWatch final : public Observer {
 public:
  // `cards`: how many each agent has, by its index in Boot.
  CardWatch(Time start, const std::vector<std::uint32_t>& cards);

  // Whose time counts, from the first event on: the nodes' own may differ.
  void look_at(const World& world) { world_ = &world; }

  void handled(const Handled& what, std::span<const Want> wants) override;

  [[nodiscard]] GpuUse use(Time end) const { return book_.use(end); }

 private:
  struct Held {
    Cards cards;
    Time started = kTimeMax;  // Not yet.
  };
  struct Agent {
    bool known = false;
    std::uint32_t index = 0;
    std::map<TaskId, Held> tasks;
  };

  void boot(NodeId node, const Boot& boot);
  void launch(NodeId node, const RunTask& run);
  void end(Agent& agent, const TaskId& task);

  CardBook book_;
  const World* world_ = nullptr;
  std::vector<Agent> agents_;           // By node.
  std::vector<std::uint32_t> node_of_;  // The last node of each agent; UINT32_MAX: none yet.
};

}  // namespace meseta::cli
