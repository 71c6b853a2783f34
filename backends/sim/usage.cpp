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

void Usage::count_share(Framework& framework, Time now) {
  const Name name = framework.dominant;
  framework.while_dominant[name] += Wide{framework.account.held[name]} * (now - framework.since).ns;
  framework.since = now;
}

Usage::Name Usage::dominant(const Amounts& held) const {
  Name most = Cpus;
  for (const Name name : {Mem, Gpus}) {
    if (total_[name] == 0) continue;
    const bool more = Wide{held[name]} * total_[most] > Wide{held[most]} * total_[name];
    if (total_[most] == 0 || more) most = name;
  }
  return most;
}

void Usage::begin(FrameworkId id, const Resources& held, Time start, Time now) {
  const auto [slot, fresh] = slots_.insert(id, static_cast<std::uint32_t>(frameworks_.size()));
  if (fresh) frameworks_.push_back({.since = now});
  Framework& framework = frameworks_[*slot];
  const Amounts amounts = amounts_of(held);
  ++running_;
  count_share(framework, now);
  open(all_, amounts, start);
  open(framework.account, amounts, start);
  framework.dominant = dominant(framework.account.held);
}

void Usage::end(FrameworkId id, const Resources& held, Time start, Time now) {
  Framework& framework = frameworks_[*slots_.find(id)];
  const Amounts amounts = amounts_of(held);
  const Time end = std::max(start, now);  // Killed before it began: it held nothing.
  --running_;
  count_share(framework, now);
  close(all_, amounts, start, end);
  close(framework.account, amounts, start, end);
  framework.dominant = dominant(framework.account.held);
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

Usage::Wide Usage::share_integral(FrameworkId id, Time now) const {
  const Framework* const found = find(id);
  if (found == nullptr) return 0;
  Framework counted = *found;
  count_share(counted, now);
  Wide sum = 0;
  for (std::size_t i = 0; i < kNames; ++i) {
    if (total_[i] == 0) continue;
    // In two steps, since scaled as a whole it might not fit.
    const Wide whole = counted.while_dominant[i] / total_[i];
    const Wide rest = counted.while_dominant[i] % total_[i];
    sum += whole * kShareUnits + rest * kShareUnits / total_[i];
  }
  return sum;
}

}  // namespace meseta
