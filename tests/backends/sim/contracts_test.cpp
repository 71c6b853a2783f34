// The simulator against the contracts of the four ports.
#include "backends/sim/session_layer.hpp"
#include "tests/backends/sim/sim_bench.hpp"
#include "tests/contracts/clock_contract.hpp"
#include "tests/contracts/launcher_contract.hpp"
#include "tests/contracts/loss_contract.hpp"
#include "tests/contracts/session_contract.hpp"
#include "tests/contracts/store_contract.hpp"
#include "tests/contracts/watch_contract.hpp"
#include "workload/task_script.hpp"

namespace meseta::contracts {
namespace {

struct RightClock : SimBench {
  NodeId node() const { return {0}; }
};

struct FastClock : SimBench {
  FastClock() {
    pass(seconds(5));
    clock().set_skew({0}, {.offset = hours(-3), .drift_ppb = 123'456'789});
    pass(seconds(5));
  }
  NodeId node() const { return {0}; }
};

struct SlowClock : SimBench {
  SlowClock() { clock().set_skew({0}, {.offset = days(400), .drift_ppb = -987'654'321}); }
  NodeId node() const { return {0}; }
};

using Clocks = testing::Types<RightClock, FastClock, SlowClock>;
INSTANTIATE_TYPED_TEST_SUITE_P(Sim, ClockContract, Clocks);

struct PlainNetwork : SimBench {};

struct WildNetwork : SimBench {
  WildNetwork()
      : SimBench({.latency = {.kind = Distribution::Kind::Lognormal,
                              .base = microseconds(10),
                              .center = microseconds(700),
                              .sigma_milli = 1500},
                  .break_detected_within = seconds(3)}) {}
};

struct BusyNetwork : SimBench {
  BusyNetwork()
      : SimBench({}, {.receive = microseconds(5), .handle = {{"ack", microseconds(20)}}}) {}
};

// A fifth of all packets lost, a tenth doubled, the rest in any order; and a session layer above.
struct LayeredNetwork : SimBench {
  LayeredNetwork() { loop().attach(layer, store(), launcher()); }

  Transport& transport() { return layer; }
  void cut(NodeId a, NodeId b) { layer.cut(a, b); }
  void mend(NodeId a, NodeId b) { layer.mend(a, b); }
  void kill(NodeId node) {
    layer.leave(node);
    loop().remove(node);
  }

  Datagrams datagrams{
      clock(), agenda(), choices(), {.lost_per_million = 200'000, .doubled_per_million = 100'000}};
  SessionLayer layer{loop(), clock(), agenda(), datagrams, {}};
};

using Networks = testing::Types<PlainNetwork, WildNetwork, BusyNetwork, LayeredNetwork>;
INSTANTIATE_TYPED_TEST_SUITE_P(Sim, SessionContract, Networks);
INSTANTIATE_TYPED_TEST_SUITE_P(Sim, LossContract, Networks);
INSTANTIATE_TYPED_TEST_SUITE_P(Sim, WatchContract, Networks);

INSTANTIATE_TYPED_TEST_SUITE_P(Sim, StoreContract, SimBench);

struct SimTasks : SimBench {
  static Text lasting(Duration span) { return encode({span, TaskScript::Outcome::Finish}); }
  static Text failing(Duration span) { return encode({span, TaskScript::Outcome::Fail}); }
  static Text endless() { return lasting(days(1000)); }
  static Text stubborn() { return encode({{}, TaskScript::Outcome::Hang}); }
  static Text unlaunchable() { return encode({{}, TaskScript::Outcome::LaunchFail}); }
  static Duration launch_bound() { return milliseconds(30); }
};

INSTANTIATE_TYPED_TEST_SUITE_P(Sim, LauncherContract, SimTasks);

}  // namespace
}  // namespace meseta::contracts
