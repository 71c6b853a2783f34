#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "report/table.hpp"

namespace meseta::cli {

const CommandLine& help_line() {
  static const CommandLine kLine{.command = "help",
                                 .argument = "SUBCOMMAND",
                                 .argument_optional = true,
                                 .about = "Tells what a subcommand does and which flags it takes."};
  return kLine;
}

std::string overview() {
  std::vector<std::vector<std::string>> rows;
  for (const Command& command : commands()) {
    // The first sentence is enough here.
    const std::string& about = command.line.about;
    rows.push_back({"meseta " + command.line.command, about.substr(0, about.find('.') + 1)});
  }
  return table(rows, 2, 2);
}

int help(const Flags& flags) {
  if (flags.argument().empty()) {
    return print_out(
        "Meseta, a cluster scheduler core.\n\n" + overview() +
            "\n`meseta help SUBCOMMAND` tells its flags. In their names - and _ are the "
            "same.\n",
        Met);
  }
  for (const Command& command : commands()) {
    if (command.line.command == flags.argument()) {
      return print_out(help_text(command.line), Met);
    }
  }
  return bad_input("there is no subcommand '" + flags.argument() + "'; expected one of\n\n" +
                   overview());
}

}  // namespace meseta::cli
