// Refusals: the distinct resources that clients have refused, each kept once.
//
// A framework declines a thousand agents of one kind with a thousand equal amounts, so filters name
// what was refused by number and 4 bytes stand for 72.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/lookup.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

class Refusals {
 public:
  using Number = std::uint32_t;

  // The number of these resources, which one more user now holds.
  Number acquire(const Resources& resources);
  void release(Number number);
  [[nodiscard]] const Resources& operator[](Number number) const {
    return refusals_[number].resources;
  }

  // Whether an offer is contained in what was refused. `question` is a number of the caller's for
  // this very offer: asked again, the answer is remembered.
  [[nodiscard]] bool contains(Number number, const Resources& offer, std::uint64_t question) {
    Refusal& refusal = refusals_[number];
    if (refusal.question != question) {
      refusal.question = question;
      refusal.answer = refusal.resources == offer || refusal.resources.contains(offer);
    }
    return refusal.answer;
  }

 private:
  static constexpr Number kNone = UINT32_MAX;

  struct Refusal {
    Resources resources;
    std::uint64_t hash = 0;
    std::uint64_t question = 0;  // The last one; 0 is never asked.
    std::uint32_t users = 0;
    Number next = kNone;  // Of the same hash, or spare.
    bool answer = false;
  };

  Number make(const Resources& resources, std::uint64_t hash);

  std::vector<Refusal> refusals_;
  Lookup<std::uint64_t, Number> by_hash_;  // The first of each hash.
  Number spare_ = kNone;
  Number last_ = kNone;  // Acquired last: in a long decline most often the next one too.
};

}  // namespace meseta
