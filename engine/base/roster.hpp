// Roster: which of a table's records belong to one owner, in the order of adding.
//
// Records come and go by the million, so taking one out must not touch another: its entry stays
// behind, dead, and is dropped when there are more dead than living ones and one is added, or when
// none is left. An entry is alive while `alive(entry)` says so, which the table knows: a slot that
// is used again has another generation. Adding and taking out cost a constant, amortized; eight
// bytes for a member, and as much for a dead entry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/check.hpp"

namespace meseta {

class Roster {
 public:
  struct Entry {
    std::uint32_t slot;
    std::uint32_t generation;
  };

  template <class Alive>
  void add(Entry entry, Alive alive) {
    if (entries_.size() > 2 * std::size_t{size_} + kDeadMin) {
      std::erase_if(entries_, [&](const Entry& old) { return !alive(old); });
      CHECK(entries_.size() == size_);
    }
    entries_.push_back(entry);
    ++size_;
  }

  // One of the members has just died, or is about to before the next call.
  void drop() {
    CHECK(size_ > 0);
    if (--size_ == 0) entries_.clear();
  }

  // Calls `visit(slot)` for each member, in order. `visit` may let the one it is shown die.
  template <class Alive, class Visit>
  void for_each(Alive alive, Visit visit) const {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (alive(entries_[i])) visit(entries_[i].slot);
    }
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

 private:
  static constexpr std::size_t kDeadMin = 8;  // So few dead entries are not worth the walk.

  std::vector<Entry> entries_;
  std::uint32_t size_ = 0;
};

}  // namespace meseta
