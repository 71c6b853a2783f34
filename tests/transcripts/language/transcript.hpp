// Transcript: a text file of commands and of what they are expected to make happen.
//
//     subject master            which Subject this is about
//
//     # Prose is for the reader.
//     elect                     commands, one a line
//     register a1 cpus:4        (comments may stand between them)
//     ----
//     persist agent_admitted{a1 cpus:4}        what is expected of them together, up to the next
//     send a1 agent_registered{a1}             blank line
//
// Commands that make nothing happen are expected to say `nothing`. A command that is not understood
// stops the transcript. Rewriting keeps every byte but the expected lines, so that a transcript
// that is right stays as it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meseta::transcript {

struct Block {
  std::vector<std::string> prose;     // Before it.
  std::vector<std::string> commands;  // And comments between them.
  std::size_t line = 0;               // Of the first command, counted from 1.
  bool divided = false;               // There is a divider after the commands.
  std::vector<std::string> expected;
};

struct Transcript {
  std::vector<std::string> opening;  // Up to the line that names the subject, and with it.
  std::string subject;
  std::size_t subject_line = 0;
  std::vector<Block> blocks;
  std::vector<std::string> closing;  // After the last block.
};

[[nodiscard]] Transcript parse_transcript(std::string_view text);
[[nodiscard]] std::string print_transcript(const Transcript& transcript);

struct Outcome {
  std::vector<std::string> complaints;  // `FILE:LINE: ...`, for people; none: all is as expected.
  bool understood = true;               // All of it; the last complaint says what was not.
  std::string rewritten;                // The text with what happened, as far as it was understood.
};

// `file` is for complaints.
[[nodiscard]] Outcome run_transcript(const std::string& file, std::string_view text);

// While commands are carried out: `FILE:LINE: command` of the present one, for a CHECK that fails.
[[nodiscard]] const std::string& present_command();

}  // namespace meseta::transcript
