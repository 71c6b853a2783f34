// Exit status of every subcommand, and how it says what was wrong.
#pragma once

#include <string>

namespace meseta::cli {

enum ExitStatus : int {
  Met = 0,       // All goals met, nothing violated; or nothing to say.
  Missed = 1,    // A goal was missed; two histories differ.
  BadInput = 2,  // Nothing was run, or what it came to could not be written.
  Violated = 3,  // An invariant was violated; a replay came to another digest.
};

// Prints `meseta: <message>` on stderr and returns BadInput.
int bad_input(const std::string& message);

// Writes all of `text` to stdout; BadInput, said on stderr, if it cannot.
int print_out(const std::string& text, int status);

}  // namespace meseta::cli
