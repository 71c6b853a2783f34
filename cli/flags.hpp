// Flags: one table per subcommand, from which parsing and help both come.
//
// `--flag value` and `--flag=value` are the same, as are `-` and `_` inside a name. A flag that is
// not repeatable is given once at most; abbreviations are not guessed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.hpp"

namespace meseta::cli {

struct Flag {
  std::string name;   // With `-`, without the dashes in front.
  std::string value;  // What help calls its value; empty: it takes none.
  std::string help;
  bool repeatable = false;
};

struct CommandLine {
  std::string command;
  std::string argument;  // What help calls the positional argument; empty: there is none.
  bool argument_optional = false;
  std::string about;
  std::vector<Flag> flags;
};

class Flags {
 public:
  [[nodiscard]] bool has(const std::string& name) const { return given_.contains(name); }
  // The value, if the flag was given.
  [[nodiscard]] std::optional<std::string> get(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> all(const std::string& name) const;
  // The positional argument; empty if it was left out.
  [[nodiscard]] const std::string& argument() const { return argument_; }

 private:
  friend Result<Flags> parse_flags(const CommandLine&, std::span<const std::string>);

  std::map<std::string, std::vector<std::string>> given_;
  std::string argument_;
};

// `arguments` are those after the subcommand. `--help` is known to every one.
[[nodiscard]] Result<Flags> parse_flags(const CommandLine& line,
                                        std::span<const std::string> arguments);

// Usage, what it is about, and the flags.
std::string help_text(const CommandLine& line);

// The whole of `text` as a number. `name` is what the error calls it.
[[nodiscard]] Result<std::uint64_t> parse_number(const std::string& name, const std::string& text);

}  // namespace meseta::cli
