#include "tests/transcripts/language/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "engine/resources/quantity.hpp"
#include "engine/resources/text_form.hpp"

namespace meseta::transcript {

namespace {

bool is_key(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

// The value whose name, without what all have in front, is `text`.
template <class Value>
Value named(std::string_view text, std::string_view front, int values, std::string_view what) {
  std::string known;
  for (int i = 0; i < values; ++i) {
    const auto value = static_cast<Value>(i);
    std::string_view name = to_string(value);
    if (!name.starts_with(front)) continue;
    name.remove_prefix(front.size());
    if (name == text) return value;
    known += " " + std::string(name);
  }
  throw Complaint{"'" + std::string(text) + "' is not " + std::string(what) + "; one of" + known};
}

std::vector<Text> as_texts(const std::vector<std::string>& words) {
  std::vector<Text> list;
  for (const std::string& word : words) list.emplace_back(word);
  return list;
}

}  // namespace

Words::Words(std::string_view line) {
  std::size_t i = 0;
  while (i < line.size()) {
    if (line[i] == ' ') {
      ++i;
      continue;
    }
    Word word;
    bool plain = false;  // A quote came before any `=`.
    bool quoted = false;
    for (; i < line.size() && (quoted || line[i] != ' '); ++i) {
      if (line[i] == '"') {
        quoted = !quoted;
        plain = plain || word.key.empty();
      } else if (line[i] == '=' && !quoted && !plain && word.key.empty() && is_key(word.text)) {
        word.key = std::exchange(word.text, "");
      } else {
        word.text += line[i];
      }
    }
    if (quoted) throw Complaint{"a quote is not closed"};
    words_.push_back(std::move(word));
  }
  if (words_.empty() || !words_.front().key.empty()) throw Complaint{"a command must come first"};
  words_.front().taken = true;
}

std::optional<std::string> Words::maybe() {
  for (Word& word : words_) {
    if (word.taken || !word.key.empty()) continue;
    word.taken = true;
    return word.text;
  }
  return std::nullopt;
}

std::string Words::next(std::string_view what) {
  if (auto word = maybe()) return *std::move(word);
  throw Complaint{std::string(what) + " is missing"};
}

std::vector<std::string> Words::rest() {
  std::vector<std::string> all;
  while (auto word = maybe()) all.push_back(*std::move(word));
  return all;
}

bool Words::flag(std::string_view wanted) {
  for (Word& word : words_) {
    if (word.taken || !word.key.empty() || word.text != wanted) continue;
    return word.taken = true;
  }
  return false;
}

std::optional<std::string> Words::option(std::string_view key) {
  for (Word& word : words_) {
    if (word.taken || word.key != key) continue;
    word.taken = true;
    return word.text;
  }
  return std::nullopt;
}

Resources Words::resources(std::string_view what) {
  const std::string text = next(what);
  auto parsed = parse_resources(text);
  if (!parsed) throw Complaint{"'" + text + "': " + parsed.error().message};
  return *std::move(parsed);
}

std::vector<std::string> Words::list(std::string_view what) { return split(next(what), ','); }

std::optional<Duration> Words::span_option(std::string_view key) {
  const auto text = option(key);
  return text ? std::optional(parse_span(*text)) : std::nullopt;
}

std::optional<std::uint64_t> Words::number_option(std::string_view key) {
  const auto text = option(key);
  return text ? std::optional(parse_number(*text)) : std::nullopt;
}

std::vector<std::string> Words::list_option(std::string_view key) {
  const auto text = option(key);
  return text && !text->empty() ? split(*text, ',') : std::vector<std::string>{};
}

std::vector<Text> Words::texts() {
  const auto word = maybe();
  return word ? as_texts(split(*word, ',')) : std::vector<Text>{};
}

std::vector<Text> Words::texts_option(std::string_view key) { return as_texts(list_option(key)); }

void Words::finish() const {
  for (const Word& word : words_) {
    if (word.taken) continue;
    throw Complaint{"'" + (word.key.empty() ? "" : word.key + "=") + word.text +
                    "' is not expected here"};
  }
}

Duration parse_span(std::string_view text) {
  struct Unit {
    std::string_view name;
    Duration span;
  };
  constexpr std::array kUnits{Unit{"ns", nanoseconds(1)},  Unit{"us", microseconds(1)},
                              Unit{"ms", milliseconds(1)}, Unit{"s", seconds(1)},
                              Unit{"m", minutes(1)},       Unit{"h", hours(1)},
                              Unit{"d", days(1)}};
  std::int64_t amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  if (error == std::errc{}) {
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    if (text == "0") return {};
    for (const Unit& known : kUnits) {
      if (known.name == unit) return known.span * amount;
    }
  }
  throw Complaint{"'" + std::string(text) + "' is not a time; say 500ms, 5s, 10m, 2h or 7d"};
}

std::uint64_t parse_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    throw Complaint{"'" + std::string(text) + "' is not a whole number"};
  }
  return number;
}

std::int64_t parse_weight_milli(std::string_view text) {
  const auto weight = parse_quantity(text);
  if (!weight) throw Complaint{"'" + std::string(text) + "': " + weight.error().message};
  return weight->milli;
}

Resources parse_total(std::string_view text) {
  auto parsed = parse_resources(text);
  if (parsed) parsed = parsed->with_whole_cards();
  if (!parsed) throw Complaint{"'" + std::string(text) + "': " + parsed.error().message};
  return *std::move(parsed);
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

TaskState parse_state(std::string_view text) {
  return named<TaskState>(text, "TASK_", kTaskStates, "a task's state");
}

StatusReason parse_reason(std::string_view text) {
  return named<StatusReason>(text, "REASON_", 255, "a reason");
}

StatusSource parse_source(std::string_view text) {
  return named<StatusSource>(text, "SOURCE_", 3, "a source");
}

}  // namespace meseta::transcript
