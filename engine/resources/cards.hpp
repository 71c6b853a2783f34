// Cards: which GPU cards, and how much of each, in thousandths of a card.
//
// The scalar `gpus` says how much; cards say which. An agent has cards of 1000 each; a task takes
// one or more cards, whole or in part; an offer carries what is free of each:
//
//     agent   0:1000 1:1000 2:1000          gpus:3
//     task    0:1000 1:250                  gpus:1.25
//     free           1:750  2:1000          gpus:1.75
//
// Cards are numbered per agent, so cards of two agents never add up to anything: sum Quantities
// there. Cards 0 to 7 are held in place; more of them cost a list.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/ref.hpp"
#include "engine/base/result.hpp"
#include "engine/resources/quantity.hpp"

namespace meseta {

class Cards {
 public:
  static constexpr std::uint32_t kCountMax = 1024;  // Cards of one agent.
  static constexpr std::uint32_t kMilliMax = 1000;  // Of one card.

  Cards() = default;

  // Cards 0 to count - 1, each whole. CHECKs count <= kCountMax.
  static Cards whole(std::uint32_t count);

  // Thousandths of a card; 0 beyond the last.
  [[nodiscard]] std::uint32_t get(std::uint32_t card) const;
  // CHECKs card < kCountMax and milli <= kMilliMax.
  void set(std::uint32_t card, std::uint32_t milli);

  // The same for input: refuses a card out of bounds, one that is there already, and milli not in
  // (0, 1000].
  [[nodiscard]] Result<void> take_named(std::uint64_t card, std::uint64_t milli);

  [[nodiscard]] bool empty() const { return low_ == 0 && high_ == 0 && !more_; }
  [[nodiscard]] Quantity total() const;
  [[nodiscard]] std::uint32_t count() const;  // Cards of which there is anything.
  [[nodiscard]] std::uint32_t end() const;    // One more than the last such card; 0 if empty.

  // Card by card. Sums saturate at 65535 thousandths, differences at 0.
  void add(const Cards& other);
  void subtract(const Cards& other);
  [[nodiscard]] bool contains(const Cards& other) const;

  // At most `amount` of these, from the lowest card up; the last one may be taken in part.
  [[nodiscard]] Cards first(Quantity amount) const;

  // Cards for a task that asks for `amount` and names none: `amount / 1000` wholly free ones and,
  // for the rest, the fullest card that still has room (so that whole cards stay whole); lowest
  // number first. Refused if there are not enough.
  [[nodiscard]] Result<Cards> pick(Quantity amount) const;

  // Refuses a card of more than 1000 thousandths.
  [[nodiscard]] Result<void> validate() const;

  friend bool operator==(const Cards& a, const Cards& b) {
    return a.low_ == b.low_ && a.high_ == b.high_ && a.more_ == b.more_;
  }
  friend std::strong_ordering operator<=>(const Cards& a, const Cards& b);

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("low", self.low_);
    v("high", self.high_);
    v("more", self.more_);
  }

 private:
  using More = std::vector<std::uint16_t>;

  void put(std::uint32_t card, std::uint32_t milli);
  void set_more(More more);

  // Four cards of 16 bits each, card 0 (card 4) in the lowest.
  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0;

  // Cards 8 and up, without zeros at its end; null if there is none.
  Ref<More> more_;
};

// `{0:1000, 1:250}`; `{}` for none.
[[nodiscard]] std::string to_string(const Cards& cards);

// Reads that form. Refuses a card named twice, a number that is too large, and 0 thousandths.
// Errors begin with `column N: `, counted from 1.
[[nodiscard]] Result<Cards> parse_cards(std::string_view text);

}  // namespace meseta
