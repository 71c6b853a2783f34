// Pages: records by number, all of them default ones at first, that never move.
//
// They are kept a thousand to a page, so growing to millions neither copies nor holds twice, and a
// reference stays good.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace meseta {

template <class Record>
class Pages {
 public:
  static constexpr std::uint32_t kPage = 1024;

  // Adds a page of records.
  void grow() { pages_.push_back(std::make_unique<Record[]>(kPage)); }

  Record& operator[](std::uint32_t number) { return pages_[number / kPage][number % kPage]; }
  const Record& operator[](std::uint32_t number) const {
    return pages_[number / kPage][number % kPage];
  }

  // Of records; a multiple of kPage.
  [[nodiscard]] std::size_t size() const { return pages_.size() * kPage; }

 private:
  std::vector<std::unique_ptr<Record[]>> pages_;
};

}  // namespace meseta
