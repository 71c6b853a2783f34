// CardBook: how GPU cards are held, card by card, summed over time.
//
//     card     0         1         2         3
//           [######## ][####     ][         ][#########]
//              0.1       0.5       1          0           free: 1.6, of which 0.6 fragmented
//
// What is free on a card that someone holds part of is fragmented: only a task that wants less than
// a card can have it. Agents are numbered by the caller; each has as many cards as it was added
// with.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/resources/cards.hpp"
#include "report/summary.hpp"
#include "report/wide.hpp"

namespace meseta {

class CardBook {
 public:
  explicit CardBook(Time start) : now_(start) {}

  // Numbers count from 0, one after the other.
  void add_agent(std::uint32_t cards) { agents_.emplace_back(cards), capacity_ += 1000LL * cards; }
  [[nodiscard]] bool empty() const { return capacity_ == 0; }

  // A task takes these cards, or leaves them after it held them for `held`. Time does not run
  // backwards; what is taken must be free.
  void take(std::uint32_t agent, const Cards& cards, Time now);
  void leave(std::uint32_t agent, const Cards& cards, Duration held, Time now);

  // From the start until `end`, not before the last change.
  [[nodiscard]] GpuUse use(Time end) const;

 private:
  void move_to(Time now);
  void change(std::uint32_t agent, const Cards& cards, bool taken);

  Time now_;
  std::int64_t capacity_ = 0;  // In thousandths of a card, as all amounts here.
  std::int64_t held_ = 0;
  std::int64_t held_max_ = 0;
  std::int64_t fragmented_ = 0;
  Wide free_sum_ = 0;  // Over time, in thousandths times nanoseconds.
  Wide fragmented_sum_ = 0;
  Wide ended_sum_ = 0;
  std::vector<std::vector<std::uint16_t>> agents_;  // What is held of each card.
};

}  // namespace meseta
