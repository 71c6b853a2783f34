#include "engine/master/tables/offer_table.hpp"

#include <bit>
#include <utility>

#include "engine/base/check.hpp"

namespace meseta {

OfferTable::Number OfferTable::make(OfferRecord record) {
  CHECK(next_ != kNoSlot);
  const Number number = next_++;
  if (number % kPage == 0) {
    if (spare_.empty()) spare_.push_back(std::make_unique<Page>());
    pages_.push_back(std::move(spare_.back()));
    spare_.pop_back();
  }
  Page& page = *pages_.back();
  page.records[number % kPage] = std::move(record);
  page.live |= std::uint64_t{1} << (number % kPage);
  ++size_;
  return number;
}

void OfferTable::release(Number number) {
  const std::size_t index = number / kPage - first_page_;
  Page& page = *pages_[index];
  const std::uint64_t bit = std::uint64_t{1} << (number % kPage);
  CHECK((page.live & bit) != 0);
  page.live &= ~bit;
  page.records[number % kPage].resources = {};
  --size_;
  // The page that still grows stays, even when it is empty for the moment.
  if (page.live != 0 || next_ / kPage == number / kPage) return;
  spare_.push_back(std::move(pages_[index]));
  if (index == leading_) drop_leading();
}

OfferTable::Number OfferTable::find(OfferId id) const {
  if (id.epoch != epoch_.value || id.number >= next_) return kNoSlot;
  const Number page = id.number / kPage;
  if (page < first_page_ || !pages_[page - first_page_]) return kNoSlot;
  const std::uint64_t live = pages_[page - first_page_]->live;
  return ((live >> (id.number % kPage)) & 1U) != 0 ? id.number : kNoSlot;
}

OfferTable::Number OfferTable::oldest() const {
  if (size_ == 0) return kNoSlot;
  for (std::size_t i = leading_; i < pages_.size(); ++i) {
    if (!pages_[i] || pages_[i]->live == 0) continue;
    const auto first = (first_page_ + i) * kPage;
    return static_cast<Number>(first + std::countr_zero(pages_[i]->live));
  }
  CHECK(false);
  return kNoSlot;
}

void OfferTable::drop_leading() {
  while (leading_ < pages_.size() && !pages_[leading_]) ++leading_;
  if (leading_ < 64 || leading_ * 2 < pages_.size()) return;
  pages_.erase(pages_.begin(), pages_.begin() + static_cast<std::ptrdiff_t>(leading_));
  first_page_ += static_cast<std::uint32_t>(leading_);
  leading_ = 0;
}

}  // namespace meseta
