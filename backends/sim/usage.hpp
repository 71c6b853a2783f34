// Usage: what running tasks hold, now and summed over time, exactly and in integers.
//
// Each task counts from the instant it starts to the instant it ends. As a sum over tasks
//
//     integral(t) = sum over ended  of amount * (end - start)
//                 + sum over running of amount * (t - start)
//
// so that starting and ending a task costs a few additions, whatever else runs. A start may lie a
// little ahead of the instant at which it is told. Dominant shares are taken at each change.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/lookup.hpp"
#include "engine/base/time.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

class Usage {
 public:
  __extension__ typedef __int128 Wide;

  enum Name : std::size_t { Cpus, Mem, Gpus };
  static constexpr std::size_t kNames = 3;
  using Amounts = std::array<std::int64_t, kNames>;  // In thousandths.
  using Integrals = std::array<Wide, kNames>;        // In thousandths times nanoseconds.

  // What the cluster has: dominant shares are fractions of it.
  explicit Usage(const Amounts& total) : total_(total) {}

  static Amounts amounts_of(const Resources& resources);

  void begin(FrameworkId framework, const Resources& held, Time start, Time now);
  void end(FrameworkId framework, const Resources& held, Time start, Time now);

  [[nodiscard]] const Amounts& total() const { return total_; }
  [[nodiscard]] const Amounts& held() const { return all_.held; }
  [[nodiscard]] std::uint64_t running() const { return running_; }
  [[nodiscard]] Integrals integrals(Time now) const { return sums(all_, now); }

  // Of one framework; zeros if it never ran anything.
  [[nodiscard]] Amounts held(FrameworkId framework) const;
  [[nodiscard]] Integrals integrals(FrameworkId framework, Time now) const;
  // Integral of the dominant share over time, in nanoseconds.
  [[nodiscard]] double share_integral(FrameworkId framework, Time now) const;

 private:
  struct Account {
    Amounts held{};
    Integrals ended{};
    Integrals started{};  // Sum over what runs of amount * start.
  };
  struct Framework {
    Account account;
    double share = 0;
    double share_integral = 0;  // Up to `since`.
    Time since;
  };

  static void open(Account& account, const Amounts& amounts, Time start);
  static void close(Account& account, const Amounts& amounts, Time start, Time end);
  static Integrals sums(const Account& account, Time now);
  void change_share(Framework& framework, Time now) const;
  [[nodiscard]] const Framework* find(FrameworkId framework) const;

  Amounts total_;
  Account all_;
  std::uint64_t running_ = 0;
  std::vector<Framework> frameworks_;
  Lookup<FrameworkId, std::uint32_t> slots_;
};

}  // namespace meseta
