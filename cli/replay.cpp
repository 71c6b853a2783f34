#include "engine/loop/replay.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

#include "cli/commands.hpp"
#include "cli/crash_report.hpp"
#include "cli/exit_status.hpp"
#include "cli/history_diff.hpp"
#include "cli/mapped_file.hpp"
#include "cli/progress.hpp"
#include "cli/simulation.hpp"
#include "cli/terminal.hpp"
#include "engine/event/decoder.hpp"
#include "engine/event/history.hpp"
#include "report/measure.hpp"

namespace meseta::cli {

namespace {

struct ReplayPlan {
  std::string path;
  std::uint64_t until = UINT64_MAX;
  bool print = false;
};

// How far the history and what it came to.
struct Replayed {
  std::uint64_t events = 0;
  Duration simulated;
  Digest digest;
};

Result<Scenario> scenario_of(const HistoryHead& head) {
  Decoder decoder;
  decoder.feed(head.configuration);
  Scenario scenario;
  decoder.decode(scenario);
  if (!decoder.done()) return refuse("its configuration is no scenario of this version");
  return scenario;
}

Result<Replayed> feed(Replay& replay, const ReplayPlan& plan) {
  const Terminal screen = terminal();
  Progress progress(screen.err && !plan.print, screen.width);
  Replayed replayed;
  std::optional<Time> start;
  while (replayed.events < plan.until) {
    const auto handled = replay.step();
    if (!handled) break;
    if (!start) start = handled->now;
    replayed.events = handled->number;
    replayed.simulated = std::max(replayed.simulated, handled->now - *start);
    if (plan.print) {
      if (print_out(print(*handled) + "\n", Met) != Met) return refuse("");
    } else if (handled->number % 8192 == 0 && progress.due()) {
      progress.show({.simulated = replayed.simulated, .events = handled->number});
    }
  }
  replayed.digest = replay.dispatcher().digest();
  return replayed;
}

int replay_one(const ReplayPlan& plan, std::string_view bytes) {
  const auto about = [&](const std::string& message) { return plan.path + ": " + message; };
  HistoryReader reader(bytes);
  const auto head = reader.head();
  if (!head) return bad_input(about(head.error().message));
  const auto scenario = scenario_of(*head);
  if (!scenario) return bad_input(about(scenario.error().message));

  ReplayCast cast(*scenario);
  Replay replay(reader, cast.factory());
  const CrashReport crash("meseta replay " + plan.path, replay.dispatcher());
  const auto replayed = feed(replay, plan);
  if (!replayed) return BadInput;  // stdout is gone, and it was said.
  if (!replay.problem().empty()) return bad_input(about(replay.problem()));
  const bool whole = reader.end().has_value();
  if (plan.until != UINT64_MAX && replayed->events < plan.until) {
    return bad_input(about("--until is " + std::to_string(plan.until) + "; expected at most " +
                           std::to_string(replayed->events) + ", the number of its events"));
  }
  if (whole && !replay.agrees()) {
    std::fprintf(stderr,
                 "meseta: %s: closes with %s after %llu events, the replay with %s after %llu\n",
                 plan.path.c_str(), reader.end()->digest.hex().c_str(),
                 static_cast<unsigned long long>(reader.end()->events),
                 replayed->digest.hex().c_str(), static_cast<unsigned long long>(replayed->events));
    return print_out("digest " + replayed->digest.hex() + "\n", Violated);
  }
  return print_out(scenario->name + ", seed " + std::to_string(head->seed) + ": " +
                       with_separators(replayed->events) + " events, " +
                       to_text(replayed->simulated) + " replayed\ndigest " +
                       replayed->digest.hex() + "\n",
                   Met);
}

}  // namespace

const CommandLine& replay_line() {
  static const CommandLine kLine{
      .command = "replay",
      .argument = "HISTORY",
      .about =
          "Feeds a history to the engine again and compares the digests. The exit status is 0 "
          "if they agree, 3 if not, 2 if the history is damaged; with --diff, 1 if the two "
          "differ.",
      .flags = {
          {"until", "EVENT", "Stops after this event and prints the digest there."},
          {"print", "", "Prints each event."},
          {"diff", "OTHER", "Prints the first event that differs from another history's."},
      }};
  return kLine;
}

int replay(const Flags& flags) {
  ReplayPlan plan{.path = flags.argument(), .print = flags.has("print")};
  if (const auto text = flags.get("until")) {
    const auto until = parse_number("--until", *text);
    if (!until) return bad_input(until.error().message);
    plan.until = *until;
  }
  const auto other = flags.get("diff");
  if (other && plan.print) return bad_input("--print and --diff exclude each other");
  const auto file = MappedFile::open(plan.path);
  if (!file) return bad_input(file.error().message);
  if (!other) return replay_one(plan, (*file)->bytes());

  const auto other_file = MappedFile::open(*other);
  if (!other_file) return bad_input(other_file.error().message);
  const auto diff =
      history_diff({plan.path, (*file)->bytes()}, {*other, (*other_file)->bytes()}, plan.until);
  if (!diff) return bad_input(diff.error().message);
  return print_out(diff->text, diff->same ? Met : Missed);
}

}  // namespace meseta::cli
