#include "engine/resources/cards.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/resources/value_text.hpp"

namespace meseta {

namespace {

constexpr std::uint32_t kInPlace = 8;
constexpr std::uint32_t kLaneMax = 0xffff;

// The eight lanes in some order, which is the same for every pair of words.
using Lanes = std::array<std::uint16_t, kInPlace>;

Lanes lanes(std::uint64_t low, std::uint64_t high) {
  return std::bit_cast<Lanes>(std::array<std::uint64_t, 2>{low, high});
}

std::uint16_t sum(std::uint16_t a, std::uint16_t b) {
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(std::uint32_t{a} + b, kLaneMax));
}

std::uint16_t difference(std::uint16_t a, std::uint16_t b) {
  return static_cast<std::uint16_t>(a > b ? a - b : 0);
}

}  // namespace

Cards Cards::whole(std::uint32_t count) {
  CHECK(count <= kCountMax);
  Cards cards;
  More more;
  for (std::uint32_t card = 0; card < count; ++card) {
    if (card < kInPlace) {
      cards.set(card, kMilliMax);
    } else {
      more.push_back(kMilliMax);
    }
  }
  cards.set_more(std::move(more));
  return cards;
}

std::uint32_t Cards::get(std::uint32_t card) const {
  if (card < kInPlace) return ((card < 4 ? low_ : high_) >> (card % 4 * 16)) & kLaneMax;
  return more_ && card - kInPlace < more_->size() ? (*more_)[card - kInPlace] : 0;
}

void Cards::set(std::uint32_t card, std::uint32_t milli) {
  CHECK(card < kCountMax);
  CHECK(milli <= kMilliMax);
  put(card, milli);
}

void Cards::put(std::uint32_t card, std::uint32_t milli) {
  if (card < kInPlace) {
    std::uint64_t& word = card < 4 ? low_ : high_;
    const std::uint32_t shift = card % 4 * 16;
    word = (word & ~(std::uint64_t{kLaneMax} << shift)) | (std::uint64_t{milli} << shift);
    return;
  }
  More more = more_ ? *more_ : More{};
  if (more.size() <= card - kInPlace) more.resize(card - kInPlace + 1);
  more[card - kInPlace] = static_cast<std::uint16_t>(milli);
  set_more(std::move(more));
}

void Cards::set_more(More more) {
  while (!more.empty() && more.back() == 0) more.pop_back();
  more_ = more.empty() ? nullptr : make_ref(std::move(more));
}

Quantity Cards::total() const {
  // Sums neighbours into 32-bit lanes, and those into one.
  const auto fold = [](std::uint64_t word) {
    constexpr std::uint64_t kEven = 0x0000'ffff'0000'ffffU;
    const std::uint64_t pairs = (word & kEven) + ((word >> 16U) & kEven);
    return static_cast<std::int64_t>((pairs & 0xffff'ffffU) + (pairs >> 32U));
  };
  std::int64_t milli = fold(low_) + fold(high_);
  if (more_) {
    for (const std::uint16_t card : *more_) milli += card;
  }
  return {milli};
}

std::uint32_t Cards::end() const {
  if (more_) return kInPlace + static_cast<std::uint32_t>(more_->size());
  const auto used = [](std::uint64_t word) {
    return (64U - static_cast<std::uint32_t>(std::countl_zero(word)) + 15U) / 16U;
  };
  return high_ != 0 ? 4 + used(high_) : used(low_);
}

std::uint32_t Cards::count() const {
  std::uint32_t cards = 0;
  for (std::uint32_t card = 0; card < end(); ++card) cards += get(card) > 0 ? 1 : 0;
  return cards;
}

void Cards::add(const Cards& other) {
  if (other.empty()) return;
  const Lanes a = lanes(low_, high_);
  const Lanes b = lanes(other.low_, other.high_);
  Lanes c{};
  for (std::size_t i = 0; i < kInPlace; ++i) c[i] = sum(a[i], b[i]);
  const auto words = std::bit_cast<std::array<std::uint64_t, 2>>(c);
  low_ = words[0];
  high_ = words[1];
  if (!other.more_) return;
  More more = more_ ? *more_ : More{};
  more.resize(std::max(more.size(), other.more_->size()));
  for (std::size_t i = 0; i < other.more_->size(); ++i) more[i] = sum(more[i], (*other.more_)[i]);
  set_more(std::move(more));
}

void Cards::subtract(const Cards& other) {
  if (other.empty()) return;
  const Lanes a = lanes(low_, high_);
  const Lanes b = lanes(other.low_, other.high_);
  Lanes c{};
  for (std::size_t i = 0; i < kInPlace; ++i) c[i] = difference(a[i], b[i]);
  const auto words = std::bit_cast<std::array<std::uint64_t, 2>>(c);
  low_ = words[0];
  high_ = words[1];
  if (!other.more_ || !more_) return;
  More more = *more_;
  const std::size_t both = std::min(more.size(), other.more_->size());
  for (std::size_t i = 0; i < both; ++i) more[i] = difference(more[i], (*other.more_)[i]);
  set_more(std::move(more));
}

bool Cards::contains(const Cards& other) const {
  if (other.empty()) return true;
  const Lanes a = lanes(low_, high_);
  const Lanes b = lanes(other.low_, other.high_);
  unsigned missing = 0;
  for (std::size_t i = 0; i < kInPlace; ++i) missing |= difference(b[i], a[i]);
  if (missing != 0) return false;
  if (!other.more_) return true;
  for (std::uint32_t card = kInPlace; card < other.end(); ++card) {
    if (get(card) < other.get(card)) return false;
  }
  return true;
}

Cards Cards::first(Quantity amount) const {
  Cards taken;
  std::int64_t left = amount.milli;
  for (std::uint32_t card = 0; card < end() && left > 0; ++card) {
    const auto milli = std::min<std::int64_t>(get(card), left);
    if (milli > 0) taken.put(card, static_cast<std::uint32_t>(milli));
    left -= milli;
  }
  return taken;
}

Result<Cards> Cards::pick(Quantity amount) const {
  Cards picked;
  std::int64_t wholes = amount.milli / kMilliMax;
  for (std::uint32_t card = 0; card < end() && wholes > 0; ++card) {
    if (get(card) < kMilliMax) continue;
    picked.set(card, kMilliMax);
    --wholes;
  }
  const auto part = static_cast<std::uint32_t>(amount.milli % kMilliMax);
  std::optional<std::uint32_t> best;
  for (std::uint32_t card = 0; card < end() && part > 0; ++card) {
    if (get(card) < part || picked.get(card) > 0) continue;
    if (!best || get(card) < get(*best)) best = card;
  }
  if (best) picked.set(*best, part);
  if (wholes > 0 || (part > 0 && !best)) {
    return refuse("not enough cards for " + to_string(amount) + " gpus among " + to_string(*this));
  }
  return picked;
}

Result<void> Cards::validate() const {
  for (std::uint32_t card = 0; card < end(); ++card) {
    if (get(card) <= kMilliMax) continue;
    return refuse("card " + std::to_string(card) + " has " + std::to_string(get(card)) +
                  " thousandths; at most " + std::to_string(kMilliMax));
  }
  return {};
}

std::strong_ordering operator<=>(const Cards& a, const Cards& b) {
  if (const auto order = a.low_ <=> b.low_; order != 0) return order;
  if (const auto order = a.high_ <=> b.high_; order != 0) return order;
  const Cards::More none;
  return (a.more_ ? *a.more_ : none) <=> (b.more_ ? *b.more_ : none);
}

std::string to_string(const Cards& cards) {
  std::string text = "{";
  for (std::uint32_t card = 0; card < cards.end(); ++card) {
    if (cards.get(card) == 0) continue;
    if (text.size() > 1) text += ", ";
    text += std::to_string(card) + ":" + std::to_string(cards.get(card));
  }
  return text + "}";
}

Result<Cards> read_cards(TextCursor& cursor) {
  if (!cursor.take('{')) return cursor.refuse_here("expected cards such as {0:1000, 1:250}");
  Cards cards;
  if (cursor.take('}')) return cards;
  do {
    cursor.skip_blanks();
    const std::size_t column = cursor.column();
    const auto card = read_number(cursor.take_until(":,};"));
    const bool colon = cursor.take(':');
    const auto milli = read_number(cursor.take_until(",};"));
    if (!card || !colon || !milli) {
      return TextCursor::refuse_at(column, "expected a card and its thousandths, such as 0:1000");
    }
    if (auto taken = cards.take_named(*card, *milli); !taken)
      return at_column(column, taken.error());
  } while (cursor.take(','));
  if (!cursor.take('}')) return cursor.refuse_here("expected ',' or '}' after a card");
  return cards;
}

Result<void> Cards::take_named(std::uint64_t card, std::uint64_t milli) {
  if (card >= kCountMax) {
    return refuse("card " + std::to_string(card) + " does not exist; expected one below " +
                  std::to_string(kCountMax));
  }
  if (milli == 0 || milli > kMilliMax) {
    return refuse("card " + std::to_string(card) + " with " + std::to_string(milli) +
                  " thousandths; expected 1 to " + std::to_string(kMilliMax));
  }
  const auto number = static_cast<std::uint32_t>(card);
  if (get(number) > 0) {
    return refuse("card " + std::to_string(card) + " is named twice; expected each card once");
  }
  set(number, static_cast<std::uint32_t>(milli));
  return {};
}

Result<Cards> parse_cards(std::string_view text) { return read_whole(text, read_cards); }

}  // namespace meseta
