// List: a doubly linked list threaded through the records of a table.
//
// It costs a record eight bytes and no memory of its own; adding at the end and taking out anywhere
// are a few words written. Order is the order of adding. A record is in at most one list per Link.
#pragma once

#include "engine/base/check.hpp"
#include "engine/base/slots.hpp"

namespace meseta {

struct Link {
  Slot next = kNoSlot;
  Slot previous = kNoSlot;
};

struct List {
  Slot first = kNoSlot;
  Slot last = kNoSlot;

  [[nodiscard]] bool empty() const { return first == kNoSlot; }
};

// `Through` is the member of the table's records that the list runs through.
template <auto Through, class Table>
void append(Table& table, List& list, Slot slot) {
  Link& link = table[slot].*Through;
  link = {kNoSlot, list.last};
  if (list.last == kNoSlot) {
    list.first = slot;
  } else {
    (table[list.last].*Through).next = slot;
  }
  list.last = slot;
}

template <auto Through, class Table>
void unlink(Table& table, List& list, Slot slot) {
  const Link link = table[slot].*Through;
  if (link.previous == kNoSlot) {
    CHECK(list.first == slot);
    list.first = link.next;
  } else {
    (table[link.previous].*Through).next = link.next;
  }
  if (link.next == kNoSlot) {
    CHECK(list.last == slot);
    list.last = link.previous;
  } else {
    (table[link.next].*Through).previous = link.previous;
  }
}

// Calls `visit(slot)` for each, in order. `visit` may take out the one it is shown.
template <auto Through, class Table, class Visit>
void for_each(Table& table, const List& list, Visit&& visit) {
  for (Slot slot = list.first; slot != kNoSlot;) {
    const Slot next = (table[slot].*Through).next;
    visit(slot);
    slot = next;
  }
}

}  // namespace meseta
