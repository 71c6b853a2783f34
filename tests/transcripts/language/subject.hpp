// Subject: what a transcript is about: a master, an agent, a driver or an allocator.
//
// Each has a table of its commands, which is the switch and the manual at once: usage, what is
// called, one sentence. To add a command add a line to the table and a function of some lines:
//
//     {"decline FRAMEWORK OFFERS [refuse=TIME]", &MasterSubject::decline, "gives offers back"},
//
// A command's function takes its words, calls words.finish() BEFORE it does anything, and says what
// came of it with say().
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/transcripts/language/words.hpp"

namespace meseta::transcript {

template <class S>
struct Command {
  std::string_view usage;  // Begins with the command's name.
  void (S::*run)(Words& words);
  std::string_view sentence;

  [[nodiscard]] std::string_view name() const { return usage.substr(0, usage.find(' ')); }
};

class Subject {
 public:
  Subject() = default;
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;
  virtual ~Subject() = default;

  // Carries out one command and returns what it made happen, a line each. Throws Complaint.
  [[nodiscard]] std::vector<std::string> execute(std::string_view line) {
    Words words(line);
    said_.clear();
    run(words);
    return std::exchange(said_, {});
  }

  // All commands, for people.
  [[nodiscard]] virtual std::string manual() const = 0;

 protected:
  virtual void run(Words& words) = 0;

  void say(std::string line) { said_.push_back(std::move(line)); }

 private:
  std::vector<std::string> said_;
};

// Finds the command and runs it; false if it is not in the table. Complaints name its usage.
template <class S>
bool run_from(std::span<const Command<S>> table, S& subject, Words& words) {
  for (const Command<S>& command : table) {
    if (command.name() != words.name()) continue;
    try {
      (subject.*command.run)(words);
      words.finish();  // A command that forgot to is found the first time it is misused.
    } catch (const Complaint& complaint) {
      throw Complaint{complaint.message + "; usage: " + std::string(command.usage)};
    }
    return true;
  }
  return false;
}

template <class S>
std::string manual_of(std::span<const Command<S>> table) {
  std::string text;
  for (const Command<S>& command : table) {
    text += "  " + std::string(command.usage) + "\n      " + std::string(command.sentence) + "\n";
  }
  return text;
}

// `master`, `agent`, `driver` or `allocator`; null for any other word.
std::unique_ptr<Subject> make_subject(std::string_view name);

}  // namespace meseta::transcript
