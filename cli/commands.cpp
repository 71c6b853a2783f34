#include "cli/commands.hpp"

#include <array>
#include <vector>

#include "cli/exit_status.hpp"
#include "report/closest.hpp"

namespace meseta::cli {

std::span<const Command> commands() {
  static const std::array kCommands{
      Command{run_line(), run},
      Command{replay_line(), replay},
      Command{help_line(), help},
      Command{version_line(), version},
  };
  return kCommands;
}

int run_meseta(std::span<const std::string> arguments) {
  if (arguments.empty())
    return bad_input("no subcommand is given; expected one of\n\n" + overview());
  std::string name = arguments.front();
  if (name == "--help" || name == "-h") name = "help";
  if (name == "--version") name = "version";
  std::vector<std::string> names;
  for (const Command& command : commands()) {
    names.push_back(command.line.command);
    if (command.line.command != name) continue;
    const auto flags = parse_flags(command.line, arguments.subspan(1));
    if (!flags) return bad_input(flags.error().message);
    if (flags->has("help")) return print_out(help_text(command.line), Met);
    return command.run(*flags);
  }
  const std::string_view near = closest(name, names);
  return bad_input(
      "there is no subcommand '" + name + "'; " +
      (near.empty() ? "see `meseta help`" : "did you mean " + std::string(near) + "?"));
}

}  // namespace meseta::cli
