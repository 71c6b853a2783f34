// Words: one command of a transcript, cut into words.
//
//     accept f1 o1,o2 refuse=5s task="a b" cpus:1;mem:64
//     ^name  ^  ^     ^option              ^ plain words, in order
//
// A word is plain, or an option `key=value`. Quotes keep blanks together and make an empty word
// possible. A command takes its words one after the other and calls finish(): what is left then was
// never understood. Whatever is wrong is thrown as a Complaint, and the transcript adds the place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/event/task_state.hpp"
#include "engine/resources/resources.hpp"

namespace meseta::transcript {

// What is wrong with a command, and what was expected.
struct Complaint {
  std::string message;
};

class Words {
 public:
  explicit Words(std::string_view line);

  [[nodiscard]] const std::string& name() const { return words_.front().text; }

  // Plain words. `what` is for the complaint where there is none: "an agent".
  std::string next(std::string_view what);
  std::optional<std::string> maybe();
  std::vector<std::string> rest();  // Maybe none.
  bool flag(std::string_view word);

  // Options; nullopt where it is not given.
  std::optional<std::string> option(std::string_view key);

  // Plain words and options, read.
  Resources resources(std::string_view what);
  std::vector<std::string> list(std::string_view what);  // Separated by commas, not empty.
  std::optional<Duration> span_option(std::string_view key);
  std::optional<std::uint64_t> number_option(std::string_view key);
  std::vector<std::string> list_option(std::string_view key);
  std::vector<Text> texts();  // A plain word that is a list; none where there is no word.
  std::vector<Text> texts_option(std::string_view key);

  void finish() const;

 private:
  struct Word {
    std::string key;  // Empty: a plain word.
    std::string text;
    bool taken = false;
  };

  std::vector<Word> words_;
};

// `5s`, `500ms`, `10m`, `2h`, `7d`; may be negative.
Duration parse_span(std::string_view text);
std::uint64_t parse_number(std::string_view text);
std::int64_t parse_weight_milli(std::string_view text);  // `2`, `0.5`.
Resources parse_total(std::string_view text);            // With cards behind its gpus.
std::vector<std::string> split(std::string_view text, char at);

// `RUNNING`, `INVALID_OFFERS`: the v1 names without what all have in front.
TaskState parse_state(std::string_view text);
StatusReason parse_reason(std::string_view text);
StatusSource parse_source(std::string_view text);

}  // namespace meseta::transcript
