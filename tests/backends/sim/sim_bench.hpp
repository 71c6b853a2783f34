// SimBench: the simulator's ports around recorders, without masters, agents or a scenario.
#pragma once

#include <memory>
#include <vector>

#include "backends/sim/drive.hpp"
#include "backends/sim/sim_election.hpp"
#include "backends/sim/sim_launcher.hpp"
#include "backends/sim/sim_network.hpp"
#include "backends/sim/sim_store.hpp"
#include "tests/contracts/recorder.hpp"

namespace meseta {

class SimBench {
 public:
  explicit SimBench(NetworkSpec network = {}, CostSpec costs = {}, std::uint64_t seed = 1)
      : choices_(seed),
        network_(loop_, clock_, agenda_, choices_, network, costs),
        store_(loop_, clock_, agenda_, choices_, network_.links(), {}),
        launcher_(loop_, clock_, agenda_, choices_, {}),
        loss_bound_(network.break_detected_within + seconds(1)) {
    loop_.attach(network_, store_, launcher_);
  }

  NodeId join() { return join_at({next_place_++}); }
  NodeId join_at(Place place) {
    const NodeId node = add(place);
    store_.join(node, place);
    return node;
  }
  NodeId join_master() {
    const Place place{next_place_++};
    const NodeId node = add(place);
    store_.join_master(node, place);
    return node;
  }
  void kill(NodeId node) {
    network_.leave(node);
    end(node);
  }
  void crash(NodeId node) {
    network_.vanish(node);
    launcher_.vanish(node);
    end(node);
  }
  void cut(NodeId a, NodeId b) {
    network_.cut(place(a), place(b));
    network_.cut(place(b), place(a));
  }
  void mend(NodeId a, NodeId b) {
    network_.mend(place(a), place(b));
    network_.mend(place(b), place(a));
  }
  void elect(NodeId master, Epoch epoch) { store_.elect(master, epoch); }

  void run_until(Time until) {
    while (drive(clock_, agenda_, loop_, until)) {
    }
    clock_.advance(until);
  }
  void run_for(Duration span) { run_until(clock_.now() + span); }
  void pass(Duration span) { run_for(span); }

  contracts::Recorder& recorder(NodeId node) { return *recorders_[node.value]; }
  Place place(NodeId node) const { return places_[node.value]; }
  SimClock& clock() { return clock_; }
  Agenda& agenda() { return agenda_; }
  Loop& loop() { return loop_; }
  const Choices& choices() const { return choices_; }
  Bodies& bodies() { return loop_.dispatcher().bodies(); }
  SimNetwork& network() { return network_; }
  SimStore& sim_store() { return store_; }
  Transport& transport() { return network_; }
  Store& store() { return store_; }
  Launcher& launcher() { return launcher_; }
  SimLauncher& sim_launcher() { return launcher_; }
  std::vector<Record> records(NodeId node) const { return store_.records(place(node)); }
  std::vector<Record> registry() const { return store_.registry(); }

  Duration loss_bound() const { return loss_bound_; }
  Duration sync_bound() const { return milliseconds(10); }
  Duration slack() const { return milliseconds(5); }

 private:
  NodeId add(Place place) {
    recorders_.push_back(std::make_unique<contracts::Recorder>());
    places_.push_back(place);
    const NodeId node = loop_.add(*recorders_.back());
    launcher_.join(node, place);
    network_.join(node, place);
    return node;
  }
  void end(NodeId node) {
    store_.leave(node);
    loop_.remove(node);
  }

  Choices choices_;
  SimClock clock_;
  Agenda agenda_;
  Loop loop_{clock_};
  std::vector<std::unique_ptr<contracts::Recorder>>
      recorders_;  // Hold bodies: die before the loop.
  std::vector<Place> places_;
  SimNetwork network_;
  SimStore store_;
  SimLauncher launcher_;
  Duration loss_bound_;
  std::uint32_t next_place_ = 0;
};

}  // namespace meseta
