// Print: events and wants as one line of text, for transcripts, histories and failed CHECKs.
//
//     run_task{framework: 0000000000000001-0003, task: {name: "web-7", ...}}
//     send #12 agent_registered{agent: 0000000000000001-S4}
#pragma once

#include <cstdint>
#include <string>

#include "engine/event/event.hpp"
#include "engine/event/fields.hpp"
#include "engine/event/outbox.hpp"
#include "engine/resources/text_form.hpp"

namespace meseta {

// Writes values in a form close to YAML's flow style: names, then values, empty ones left out.
class Printer {
 public:
  explicit Printer(std::string& text) : text_(text) {}

  template <class T>
  void operator()(const char* name, const T& value) {
    if (is_empty(value)) return;
    if (comma_) text_ += ", ";
    text_ += name;
    text_ += ": ";
    print(value);
    comma_ = true;
  }

  template <class T>
  void print(const T& value) {
    if constexpr (std::is_same_v<T, Resources> || std::is_same_v<T, Attributes> ||
                  std::is_same_v<T, Quantities>) {
      text_ += to_string(value);
    } else if constexpr (Visitable<const T>) {
      text_ += '{';
      comma_ = false;
      T::visit_fields(value, *this);
      text_ += '}';
    } else if constexpr (Sequence<T>) {
      print_sequence(value);
    } else {
      print_leaf(value);
    }
  }

 private:
  template <class T>
  static bool is_empty(const T& value) {
    if constexpr (requires {
                    { value.empty() } -> std::same_as<bool>;
                  }) {
      return value.empty();
    } else {
      return false;
    }
  }

  template <class T>
  void print_sequence(const T& values) {
    text_ += '[';
    bool first = true;
    for (const auto& value : values) {
      if (!first) text_ += ", ";
      first = false;
      print(value);
    }
    text_ += ']';
  }

  void print_leaf(Time time);
  void print_leaf(Duration span);
  void print_leaf(NodeId id);
  void print_leaf(const Text& text);
  void print_leaf(const std::string& text);
  void print_leaf(const Uuid& uuid);
  void print_leaf(TaskState state);
  void print_leaf(StatusSource source);
  void print_leaf(StatusReason reason);
  void print_leaf(AgentId id) { text_ += to_string(id); }
  void print_leaf(FrameworkId id) { text_ += to_string(id); }
  void print_leaf(OfferId id) { text_ += to_string(id); }
  void print_leaf(SessionId id) { text_ += std::to_string(id.value); }
  void print_leaf(Epoch epoch) { text_ += std::to_string(epoch.value); }
  template <Word T>
  void print_leaf(T value) {
    if constexpr (std::is_same_v<T, bool>) {
      text_ += value ? "true" : "false";
    } else if constexpr (std::is_enum_v<T>) {
      text_ += std::to_string(static_cast<std::uint64_t>(value));
    } else {
      text_ += std::to_string(value);
    }
  }
  template <class T>
  void print_leaf(const std::optional<T>& value) {
    if (value) {
      print(*value);
    } else {
      text_ += "none";
    }
  }
  template <class T>
  void print_leaf(const Ref<T>& value) {
    if (value) {
      print(*value);
    } else {
      text_ += "none";
    }
  }
  template <class... T>
  void print_leaf(const std::variant<T...>& value) {
    std::visit([this](const auto& held) { this->print(held); }, value);
  }

  std::string& text_;
  bool comma_ = false;
};

// `run_task{...}`.
std::string print(const Body& body);

// `send #12 run_task{...}`, `arm 1/42 at 15s`, ...
std::string print(const Want& want);

// Seconds with as many of nine decimals as needed: `12.0005s`.
std::string print_seconds(std::int64_t ns);

}  // namespace meseta
