#include "tests/transcripts/language/transcript.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "tests/transcripts/language/subject.hpp"

namespace meseta::transcript {

namespace {

constexpr std::string_view kDivider = "----";
constexpr std::string_view kNothing = "nothing";

std::string& command_now() {
  static std::string command;
  return command;
}

bool is_prose(const std::string& line) { return line.empty() || line.front() == '#'; }

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines = split(text, '\n');
  // A file ends with the end of a line.
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

void append(std::string& text, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) text += line + "\n";
}

std::string place(const std::string& file, std::size_t line) {
  return file + ":" + std::to_string(line) + ": ";
}

// Both in full, with a mark at the lines that only one of them has at that place.
std::string difference(const std::vector<std::string>& expected,
                       const std::vector<std::string>& happened) {
  const auto [end, other] =
      std::mismatch(expected.begin(), expected.end(), happened.begin(), happened.end());
  std::string text;
  for (auto line = expected.begin(); line != end; ++line) text += "    " + *line + "\n";
  for (auto line = end; line != expected.end(); ++line) text += "  - " + *line + "\n";
  for (auto line = other; line != happened.end(); ++line) text += "  + " + *line + "\n";
  return text;
}

// Reads commands until a line that no command can be, then what is expected.
std::size_t read_block(const std::vector<std::string>& lines, std::size_t i, Block& block) {
  block.line = i + 1;
  for (; i < lines.size() && !lines[i].empty() && lines[i] != kDivider; ++i) {
    block.commands.push_back(lines[i]);
  }
  block.divided = i < lines.size() && lines[i] == kDivider;
  if (!block.divided) return i;
  for (++i; i < lines.size() && !lines[i].empty(); ++i) block.expected.push_back(lines[i]);
  return i;
}

class Run {
 public:
  Run(const std::string& file, Subject& subject, Outcome& outcome)
      : file_(file), subject_(subject), outcome_(outcome) {}

  // False: a command was not understood.
  bool block(Block& block) {
    std::vector<std::string> happened;
    for (std::size_t i = 0; i < block.commands.size(); ++i) {
      if (is_prose(block.commands[i])) continue;
      if (!command(block.commands[i], block.line + i, happened)) return false;
    }
    if (happened.empty()) happened.emplace_back(kNothing);
    if (!block.divided) {
      outcome_.complaints.push_back(place(file_, block.line) + "no " + std::string(kDivider) +
                                    " after the commands; --rewrite adds it");
    } else if (happened != block.expected) {
      outcome_.complaints.push_back(place(file_, block.line) +
                                    "not as expected (-), this happened (+):\n" +
                                    difference(block.expected, happened));
    }
    block.divided = true;
    block.expected = std::move(happened);
    return true;
  }

 private:
  bool command(const std::string& line, std::size_t number, std::vector<std::string>& happened) {
    command_now() = place(file_, number) + line;
    try {
      for (std::string& said : subject_.execute(line)) happened.push_back(std::move(said));
    } catch (const Complaint& complaint) {
      outcome_.complaints.push_back(place(file_, number) + complaint.message);
      return false;
    }
    return true;
  }

  const std::string& file_;
  Subject& subject_;
  Outcome& outcome_;
};

}  // namespace

const std::string& present_command() { return command_now(); }

Transcript parse_transcript(std::string_view text) {
  const std::vector<std::string> lines = lines_of(text);
  Transcript transcript;
  std::size_t i = 0;
  while (i < lines.size() && is_prose(lines[i])) transcript.opening.push_back(lines[i++]);
  transcript.subject_line = i + 1;
  if (i < lines.size()) {
    if (lines[i].starts_with("subject ")) transcript.subject = lines[i].substr(8);
    transcript.opening.push_back(lines[i++]);
  }
  std::vector<std::string> prose;
  while (i < lines.size()) {
    if (is_prose(lines[i])) {
      prose.push_back(lines[i++]);
      continue;
    }
    Block block{.prose = std::exchange(prose, {})};
    i = read_block(lines, i, block);
    transcript.blocks.push_back(std::move(block));
  }
  transcript.closing = std::move(prose);
  return transcript;
}

std::string print_transcript(const Transcript& transcript) {
  std::string text;
  append(text, transcript.opening);
  for (const Block& block : transcript.blocks) {
    append(text, block.prose);
    append(text, block.commands);
    if (!block.divided) continue;
    text += std::string(kDivider) + "\n";
    append(text, block.expected);
  }
  append(text, transcript.closing);
  return text;
}

Outcome run_transcript(const std::string& file, std::string_view text) {
  Outcome outcome;
  Transcript transcript = parse_transcript(text);
  const std::unique_ptr<Subject> subject = make_subject(transcript.subject);
  outcome.understood = subject != nullptr && !transcript.blocks.empty();
  if (subject == nullptr) {
    outcome.complaints.push_back(
        place(file, transcript.subject_line) +
        "a transcript begins with `subject master`, agent, driver or allocator");
  } else if (transcript.blocks.empty()) {
    outcome.complaints.push_back(place(file, transcript.subject_line) + "there is no command");
  }
  for (Block& block : transcript.blocks) {
    if (!outcome.understood) break;
    outcome.understood = Run(file, *subject, outcome).block(block);
  }
  outcome.rewritten = print_transcript(transcript);
  return outcome;
}

}  // namespace meseta::transcript
