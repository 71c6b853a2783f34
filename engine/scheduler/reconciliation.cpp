#include "engine/scheduler/reconciliation.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"

namespace meseta {

Reconciliation::Reconciliation(Options options) : options_(options), backoff_(options.backoff) {
  CHECK(options.backoff > Duration{});
  CHECK(options.backoff_max >= options.backoff);
}

void Reconciliation::begin(std::vector<Reconcile::Claim> claims) {
  stop();
  claims_ = std::move(claims);
  indices_.reserve(claims_.size());
  for (std::size_t i = 0; i < claims_.size(); ++i) indices_.insert(claims_[i].task, i);
}

void Reconciliation::stop() {
  claims_ = {};
  indices_ = {};
  backoff_ = options_.backoff;
}

void Reconciliation::heard(const Text& task) {
  if (indices_.empty()) return;
  indices_.erase(task);
  if (indices_.empty()) stop();
}

std::vector<Reconcile::Claim> Reconciliation::open() const {
  std::vector<Reconcile::Claim> unanswered;
  unanswered.reserve(indices_.size());
  for (const Reconcile::Claim& claim : claims_) {
    if (indices_.contains(claim.task)) unanswered.push_back(claim);
  }
  return unanswered;
}

Duration Reconciliation::wait() {
  return std::exchange(backoff_, std::min(backoff_ * 2, options_.backoff_max));
}

}  // namespace meseta
