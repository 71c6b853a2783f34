// StageSubject: a subject that is a component: events in, wants out, with a clock and a store.
//
// Each event's wants are said, one line each, as soon as they are there. What is persisted is
// stored at once, and what that makes the component want is said next, until the transcript takes
// the store into its own hands with `store by-hand`. What goes off while time passes is said with
// the time that has passed: `+5s send ...`.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tests/builders/stage.hpp"
#include "tests/transcripts/language/forms.hpp"
#include "tests/transcripts/language/names.hpp"
#include "tests/transcripts/language/subject.hpp"

namespace meseta::transcript {

class StageSubject : public Subject {
 public:
  [[nodiscard]] std::string manual() const override;

 protected:
  void run(Words& words) override;

  // The commands and the manual of the subject itself.
  virtual bool run_own(Words& words) = 0;
  [[nodiscard]] virtual std::string own_manual() const = 0;

  // Learns the names of what a want mentions, before it is said.
  virtual void learn(const Want&) {}
  [[nodiscard]] virtual std::string alarm(std::uint32_t kind, std::uint64_t owner) = 0;

  template <EventType T>
  void report(T content) {
    stage_.report(std::move(content));
    tell();
  }
  template <EventType T>
  void hear(SessionId session, T content, NodeId from = {}) {
    stage_.say(session, std::move(content), from);
    tell();
  }
  // Says a line, with the time that has passed.
  void note(const std::string& line);

  // Another process takes the place; what was on its way to the store is lost.
  void replace(Component& component);

  SessionId new_session(const std::string& peer);
  NodeId new_node(const std::string& peer);

  Names names_;
  Stage stage_;
  std::vector<Record> durable_;  // What the store holds.

 private:
  static std::span<const Command<StageSubject>> commands();

  void advance(Words& words);
  void run_now(Words& words);
  void alarms(Words& words);
  void store(Words& words);
  void stored(Words& words);
  void store_fails(Words& words);

  void pass(Duration span);
  void tell();
  void store_until(std::uint64_t ticket);

  std::map<std::uint64_t, Ref<Record>> on_the_way_;  // By ticket.
  std::optional<Time> passing_;                      // While time passes: since when.
  std::uint32_t sessions_ = 0;
  std::uint32_t nodes_ = 0;
  bool alarms_shown_ = false;
  bool store_at_once_ = true;
};

}  // namespace meseta::transcript
