#include "workload/cards_choice.hpp"

namespace meseta {

namespace {

constexpr std::uint32_t kWhole = Cards::kMilliMax;

// The card with the least left, not yet taken, that is enough; `end` if there is none.
std::uint32_t tightest(const Cards& free, const Cards& taken, std::uint32_t milli,
                       std::uint32_t end) {
  std::uint32_t best = end;
  std::uint32_t best_left = kWhole + 1;
  for (std::uint32_t card = 0; card < end; ++card) {
    const std::uint32_t left = free.get(card);
    if (left < milli || left >= best_left || taken.get(card) != 0) continue;
    best = card;
    best_left = left;
  }
  return best;
}

}  // namespace

std::optional<CardsChoice> choose_cards(const Cards& free, std::uint32_t count,
                                        std::uint32_t milli) {
  CardsChoice choice;
  const std::uint32_t end = free.end();
  if (end < count) return std::nullopt;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t card = tightest(free, choice.taken, milli, end);
    if (card == end) return std::nullopt;
    if (milli < kWhole && free.get(card) == kWhole) ++choice.broken;
    choice.taken.set(card, milli);
  }
  return choice;
}

}  // namespace meseta
