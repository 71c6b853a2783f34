#include "engine/resources/quantities.hpp"

#include <algorithm>

#include "engine/base/check.hpp"
#include "engine/resources/value_text.hpp"

namespace meseta {

namespace {

const std::vector<Quantities::Amount> kNone;

const std::vector<Quantities::Amount>& list_of(const Ref<std::vector<Quantities::Amount>>& others) {
  return others ? *others : kNone;
}

// Walks two sorted lists together: `visit(name, mine, theirs)`, with 0 for what is absent.
template <class Visit>
void for_both(const std::vector<Quantities::Amount>& a, const std::vector<Quantities::Amount>& b,
              Visit&& visit) {
  auto x = a.begin();
  auto y = b.begin();
  while (x != a.end() || y != b.end()) {
    if (y == b.end() || (x != a.end() && x->name < y->name)) {
      visit(x->name, x->quantity, Quantity{});
      ++x;
    } else if (x == a.end() || y->name < x->name) {
      visit(y->name, Quantity{}, y->quantity);
      ++y;
    } else {
      visit(x->name, x->quantity, y->quantity);
      ++x;
      ++y;
    }
  }
}

}  // namespace

template <class Combine>
void Quantities::combine_others(const Quantities& other, Combine&& combine) {
  if (!others_ && !other.others_) return;
  std::vector<Amount> combined;
  for_both(list_of(others_), list_of(other.others_),
           [&](const ResourceName& name, Quantity mine, Quantity theirs) {
             const Quantity amount = combine(mine, theirs);
             if (amount > Quantity{}) combined.push_back({name, amount});
           });
  others_ = combined.empty() ? nullptr : make_ref(std::move(combined));
}

Quantity Quantities::get(const ResourceName& name) const {
  if (name.is_known()) return get(name.known());
  for (const Amount& amount : list_of(others_)) {
    if (amount.name == name) return amount.quantity;
  }
  return {};
}

void Quantities::set(const ResourceName& name, Quantity quantity) {
  CHECK(quantity >= Quantity{} && quantity <= kQuantityMax);
  if (name.is_known()) {
    known_[index(name.known())] = quantity;
    return;
  }
  std::vector<Amount> list = list_of(others_);
  const auto at = std::find_if(list.begin(), list.end(),
                               [&](const Amount& amount) { return !(amount.name < name); });
  const bool there = at != list.end() && at->name == name;
  if (quantity == Quantity{}) {
    if (there) list.erase(at);
  } else if (there) {
    at->quantity = quantity;
  } else {
    list.insert(at, {name, quantity});
  }
  others_ = list.empty() ? nullptr : make_ref(std::move(list));
}

void Quantities::add(const ResourceName& name, Quantity quantity) {
  set(name, get(name) + quantity);
}

void Quantities::subtract(const ResourceName& name, Quantity quantity) {
  set(name, get(name).without(quantity));
}

Quantities& Quantities::operator+=(const Quantities& other) {
  std::int64_t most = 0;
  for (std::size_t i = 0; i < kKnownNames; ++i) {
    known_[i] += other.known_[i];
    most |= known_[i].milli;
  }
  // Cheaper than to compare each, and as strict but for a sum of the limit itself.
  if (most >= kQuantityMax.milli) {
    for (const Quantity& amount : known_) CHECK(amount <= kQuantityMax);
  }
  if (other.others_) {
    combine_others(other, [](Quantity mine, Quantity theirs) {
      CHECK(mine + theirs <= kQuantityMax);
      return mine + theirs;
    });
  }
  return *this;
}

Quantities& Quantities::operator-=(const Quantities& other) {
  for (std::size_t i = 0; i < kKnownNames; ++i) known_[i] = known_[i].without(other.known_[i]);
  if (other.others_) {
    combine_others(other, [](Quantity mine, Quantity theirs) { return mine.without(theirs); });
  }
  return *this;
}

bool Quantities::addable(const Quantities& other) const {
  bool fits = true;
  for (std::size_t i = 0; i < kKnownNames; ++i) {
    fits = fits && meseta::addable(known_[i], other.known_[i]);
  }
  for_both(list_of(others_), list_of(other.others_),
           [&](const ResourceName&, Quantity mine, Quantity theirs) {
             fits = fits && meseta::addable(mine, theirs);
           });
  return fits;
}

bool Quantities::contains(const Quantities& other) const {
  std::int64_t missing = 0;  // Negative as soon as one difference is.
  for (std::size_t i = 0; i < kKnownNames; ++i) missing |= (known_[i] - other.known_[i]).milli;
  if (missing < 0) return false;
  for (const Amount& amount : list_of(other.others_)) {
    if (get(amount.name) < amount.quantity) return false;
  }
  return true;
}

Quantities Quantities::min(const Quantities& other) const {
  Quantities result = *this;
  for (std::size_t i = 0; i < kKnownNames; ++i) {
    result.known_[i] = std::min(known_[i], other.known_[i]);
  }
  result.combine_others(other,
                        [](Quantity mine, Quantity theirs) { return std::min(mine, theirs); });
  return result;
}

Quantities Quantities::max(const Quantities& other) const {
  Quantities result = *this;
  for (std::size_t i = 0; i < kKnownNames; ++i) {
    result.known_[i] = std::max(known_[i], other.known_[i]);
  }
  result.combine_others(other,
                        [](Quantity mine, Quantity theirs) { return std::max(mine, theirs); });
  return result;
}

std::strong_ordering operator<=>(const Quantities& a, const Quantities& b) {
  if (const auto order = a.known_ <=> b.known_; order != 0) return order;
  return list_of(a.others_) <=> list_of(b.others_);
}

std::string to_string(const Quantities& quantities) {
  std::string text;
  quantities.for_each([&](const ResourceName& name, Quantity quantity) {
    if (!text.empty()) text += ';';
    text += std::string(name.view()) + ":" + to_string(quantity);
  });
  return text;
}

Result<Quantities> parse_quantities(std::string_view text) {
  TextCursor cursor(text);
  if (text.size() > kQuantitiesTextMax) {
    return cursor.refuse_here("quantities of " + std::to_string(text.size()) +
                              " bytes are too long; at most " + std::to_string(kQuantitiesTextMax));
  }
  Quantities quantities;
  do {
    cursor.skip_blanks();
    if (cursor.at_end() || cursor.peek() == ';') continue;
    const std::size_t column = cursor.column();
    const auto name = parse_resource_name(cursor.take_until(":;"));
    if (!name) return at_column(column, name.error());
    if (!cursor.take(':')) return cursor.refuse_here("expected ':' and a number, as in cpus:4");
    cursor.skip_blanks();
    const std::size_t number_column = cursor.column();
    const auto quantity = parse_quantity(cursor.take_until(";"));
    if (!quantity) return at_column(number_column, quantity.error());
    if (quantities.get(*name) > Quantity{}) {
      return TextCursor::refuse_at(column,
                                   quoted(name->view()) + " occurs twice; expected it once");
    }
    quantities.set(*name, *quantity);
  } while (cursor.take(';'));
  return quantities;
}

}  // namespace meseta
