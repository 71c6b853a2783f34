// The subcommands of meseta, one file each.
#pragma once

#include <span>
#include <string>

#include "cli/flags.hpp"

namespace meseta::cli {

struct Command {
  const CommandLine& line;
  int (*run)(const Flags& flags);
};

// All of them, in the order in which help tells them.
std::span<const Command> commands();

// What main does with its arguments, without the program's name. Returns the exit status.
int run_meseta(std::span<const std::string> arguments);

const CommandLine& run_line();
const CommandLine& replay_line();
const CommandLine& help_line();
const CommandLine& version_line();

int run(const Flags& flags);
int replay(const Flags& flags);
int help(const Flags& flags);
int version(const Flags& flags);

// What `meseta help` prints.
std::string overview();

}  // namespace meseta::cli
