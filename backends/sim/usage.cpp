#include "backends/sim/usage.hpp"

#include <algorithm>

namespace meseta {

Usage::Amounts Usage::amounts_of(const Resources& resources) {
  return {resources.cpus().milli, resources.mem().milli, resources.gpus().milli};
}

void Usage::open(Account& account, const Amounts& amounts, Time start) {
  for (std::size_t i = 0; i < kNames; ++i) {
    account.held[i] += amounts[i];
    account.started[i] += Wide{amounts[i]} * start.ns;
  }
}

void Usage::close(Account& account, const Amounts& amounts, Time start, Time end) {
  for (std::size_t i = 0; i < kNames; ++i) {
    account.held[i] -= amounts[i];
    account.started[i] -= Wide{amounts[i]} * start.ns;
    account.ended[i] += Wide{amounts[i]} * (end - start).ns;
  }
}

Usage::Integrals Usage::sums(const Account& account, Time now) {
  Integrals sums = account.ended;
  for (std::size_t i = 0; i < kNames; ++i) {
    sums[i] += Wide{account.held[i]} * now.ns - account.started[i];
  }
  return sums;
}

void Usage::change_share(Framework& framework, Time now) const {
  framework.share_integral += framework.share * static_cast<double>((now - framework.since).ns);
  framework.since = now;
  framework.share = 0;
  for (std::size_t i = 0; i < kNames; ++i) {
    if (total_[i] == 0) continue;
    const double part = static_cast<double>(framework.account.held[i]);
    framework.share = std::max(framework.share, part / static_cast<double>(total_[i]));
  }
}

void Usage::begin(FrameworkId id, const Resources& held, Time start, Time now) {
  const auto [slot, fresh] = slots_.insert(id, static_cast<std::uint32_t>(frameworks_.size()));
  if (fresh) frameworks_.push_back({.since = now});
  Framework& framework = frameworks_[*slot];
  const Amounts amounts = amounts_of(held);
  ++running_;
  open(all_, amounts, start);
  open(framework.account, amounts, start);
  change_share(framework, now);
}

void Usage::end(FrameworkId id, const Resources& held, Time start, Time now) {
  Framework& framework = frameworks_[*slots_.find(id)];
  const Amounts amounts = amounts_of(held);
  const Time end = std::max(start, now);  // Killed before it began: it held nothing.
  --running_;
  close(all_, amounts, start, end);
  close(framework.account, amounts, start, end);
  change_share(framework, now);
}

const Usage::Framework* Usage::find(FrameworkId id) const {
  const std::uint32_t* const slot = slots_.find(id);
  return slot == nullptr ? nullptr : &frameworks_[*slot];
}

Usage::Amounts Usage::held(FrameworkId id) const {
  const Framework* const framework = find(id);
  return framework == nullptr ? Amounts{} : framework->account.held;
}

Usage::Integrals Usage::integrals(FrameworkId id, Time now) const {
  const Framework* const framework = find(id);
  return framework == nullptr ? Integrals{} : sums(framework->account, now);
}

double Usage::share_integral(FrameworkId id, Time now) const {
  const Framework* const framework = find(id);
  if (framework == nullptr) return 0;
  return framework->share_integral +
         framework->share * static_cast<double>((now - framework->since).ns);
}

}  // namespace meseta
