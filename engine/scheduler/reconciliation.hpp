// Reconciliation: which tasks must the master be asked about, and when again?
//
// A run begins with each subscription: all tasks the framework believes in are asked about by name,
// and those without an answer again after a growing wait, until none is left. Any update of a task
// is an answer. The master may leave a question open on purpose, while an agent might still come
// back. There is one run at a time: begin() replaces it.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/base/lookup.hpp"
#include "engine/base/time.hpp"
#include "engine/event/calls.hpp"

namespace meseta {

class Reconciliation {
 public:
  struct Options {
    Duration backoff = seconds(5);  // Before the second question. Above 0.
    Duration backoff_max = minutes(5);
  };

  explicit Reconciliation(Options options);

  // Asking is the caller's: open() now and, while it is not empty, again after wait().
  void begin(std::vector<Reconcile::Claim> claims);
  void stop();

  // The task was heard of.
  void heard(const Text& task);

  [[nodiscard]] bool active() const { return !indices_.empty(); }
  // The claims without an answer, in the order of begin().
  [[nodiscard]] std::vector<Reconcile::Claim> open() const;
  // The time until the next question. Doubles with each call.
  [[nodiscard]] Duration wait();

 private:
  Options options_;
  Duration backoff_;
  std::vector<Reconcile::Claim> claims_;
  Lookup<Text, std::size_t> indices_;  // Of those without an answer.
};

}  // namespace meseta
