#include "report/card_book.hpp"

#include <algorithm>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

constexpr std::int64_t kWhole = Cards::kMilliMax;

constexpr std::int64_t fragmented(std::int64_t held) { return held == 0 ? 0 : kWhole - held; }

}  // namespace

void CardBook::move_to(Time now) {
  CHECK(now >= now_);
  free_sum_ += Wide{capacity_ - held_} * (now - now_).ns;
  fragmented_sum_ += Wide{fragmented_} * (now - now_).ns;
  now_ = now;
}

void CardBook::change(std::uint32_t agent, const Cards& cards, bool taken) {
  std::vector<std::uint16_t>& held = agents_[agent];
  for (std::uint32_t card = 0; card < cards.end(); ++card) {
    const std::int64_t milli = cards.get(card);
    if (milli == 0) continue;
    CHECK(card < held.size());
    const std::int64_t before = held[card];
    const std::int64_t after = taken ? before + milli : before - milli;
    CHECK(after >= 0 && after <= kWhole);
    held[card] = static_cast<std::uint16_t>(after);
    held_ += after - before;
    fragmented_ += fragmented(after) - fragmented(before);
  }
  held_max_ = std::max(held_max_, held_);
}

void CardBook::take(std::uint32_t agent, const Cards& cards, Time now) {
  move_to(now);
  change(agent, cards, true);
}

void CardBook::leave(std::uint32_t agent, const Cards& cards, Duration held, Time now) {
  move_to(now);
  change(agent, cards, false);
  ended_sum_ += Wide{cards.total().milli} * held.ns;
}

GpuUse CardBook::use(Time end) const {
  CHECK(end >= now_);
  const Wide rest = (end - now_).ns;
  const Wide free = free_sum_ + (capacity_ - held_) * rest;
  const Wide scattered = fragmented_sum_ + fragmented_ * rest;
  const auto part = [](Wide some, Wide all) {
    return fraction_of(static_cast<UnsignedWide>(some), static_cast<UnsignedWide>(all));
  };
  constexpr std::int64_t kSecond = 1'000'000'000;
  return {.seconds_milli = static_cast<std::int64_t>((ended_sum_ + kSecond / 2) / kSecond),
          .allocated_max = part(held_max_, capacity_),
          .allocated_end = part(held_, capacity_),
          .fragmentation = part(scattered, free)};
}

}  // namespace meseta
