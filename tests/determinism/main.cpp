// rerun HISTORY: simulates a recorded run afresh and compares it with the record, event by event.
//
// It needs neither the scenario's file nor the YAML reader, since a history holds the scenario. So
// any build of the simulator, by another compiler or with sanitizers, can be held against one
// record. Exit status: 0 the same, 1 a difference (the first one is printed), 2 not a whole
// history.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <string>

#include "backends/sim/world.hpp"
#include "engine/event/decoder.hpp"
#include "engine/event/history.hpp"
#include "engine/event/print.hpp"

namespace meseta {
namespace {

class Comparer final : public Observer {
 public:
  explicit Comparer(HistoryReader& reader) : reader_(reader) {}

  void handled(const Handled& what, std::span<const Want>) override {
    if (!difference_.empty()) return;
    const std::string number = "event " + std::to_string(what.number);
    const auto recorded = reader_.next(bodies_);
    if (!recorded) {
      difference_ = number + ": the record has ended\n  here   " + print(what);
      return;
    }
    const Event& then = recorded->event;
    const Event& now = what.event;
    if (recorded->now == what.now && recorded->target == what.target &&
        then.session == now.session && then.from == now.from && then.kind() == now.kind() &&
        then.body.digest() == now.body.digest()) {
      return;
    }
    difference_ = number + " differs\n  record " +
                  print(Handled{what.number, recorded->now, recorded->target, then}) +
                  "\n  here   " + print(what);
  }

  [[nodiscard]] std::string close(const Dispatcher& dispatcher) {
    if (difference_.empty() && reader_.next(bodies_)) difference_ = "the record goes on";
    if (!difference_.empty()) return difference_;
    if (!reader_.end()) return "the record is not whole: " + reader_.damage();
    // Equal events and unequal digests: the components wanted something else.
    if (reader_.end()->digest != dispatcher.digest()) return "the digests differ";
    return {};
  }

 private:
  Bodies bodies_;
  HistoryReader& reader_;
  std::string difference_;
};

std::optional<Scenario> scenario_of(HistoryReader& reader, std::uint64_t& seed) {
  const auto head = reader.head();
  if (!head) {
    std::fprintf(stderr, "rerun: %s\n", head.error().message.c_str());
    return std::nullopt;
  }
  seed = head->seed;
  Decoder decoder;
  decoder.feed(head->configuration);
  Scenario scenario;
  decoder.decode(scenario);
  if (decoder.done()) return scenario;
  std::fprintf(stderr, "rerun: its configuration is no scenario of this version\n");
  return std::nullopt;
}

int rerun(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  HistoryReader reader(bytes);
  std::uint64_t seed = 0;
  const auto scenario = scenario_of(reader, seed);
  if (!scenario) return 2;

  Comparer comparer(reader);
  std::uint32_t frameworks = 0;
  for (const FrameworkSpec& framework : scenario->frameworks) frameworks += framework.count;
  Census census(frameworks);
  World world(*scenario, census, {.seed = seed, .observer = &comparer});
  world.run();
  const std::string difference = comparer.close(world.dispatcher());
  if (!difference.empty()) {
    std::fprintf(stderr, "rerun: %s: %s\n", path, difference.c_str());
    return 1;
  }
  std::printf("%s %llu events, digest %s\n", scenario->name.c_str(),
              static_cast<unsigned long long>(world.dispatcher().events()),
              world.dispatcher().digest().hex().c_str());
  return 0;
}

}  // namespace
}  // namespace meseta

int main(int argc, char** argv) {
  if (argc == 2) return meseta::rerun(argv[1]);
  std::fprintf(stderr, "usage: rerun HISTORY\n");
  return 2;
}
