// Usage: what running tasks hold, now and summed over time, exactly and in integers.
//
// Each task counts from the instant it starts to the instant it ends. As a sum over tasks
//
//     integral(t) = sum over ended  of amount * (end - start)
//                 + sum over running of amount * (t - start)
//
// so that starting and ending a task costs a few additions, whatever else runs. A start may lie a
// little ahead of the instant at which it is told.
//
// A framework's dominant share is the greatest held/total of all names. Which name that is changes
// only when a task starts or ends, so what it holds is summed by the name that was dominant then,
// exactly, and divided by the totals only when somebody asks.
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
  __extension__ using Wide = __int128;

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
  // Integral of the dominant share over time, in kShareUnits a nanosecond; less than kNames units
  // below the exact sum. Nobody holds more than there is, so ten years come to less than 2^91.
  static constexpr std::int64_t kShareUnits = std::int64_t{1} << 32U;
  [[nodiscard]] Wide share_integral(FrameworkId framework, Time now) const;

 private:
  struct Account {
    Amounts held{};
    Integrals ended{};
    Integrals started{};  // Sum over what runs of amount * start.
  };
  struct Framework {
    Account account;
    Name dominant = Cpus;
    Integrals while_dominant{};  // Of each name, up to `since`.
    Time since;
  };

  static void open(Account& account, const Amounts& amounts, Time start);
  static void close(Account& account, const Amounts& amounts, Time start, Time end);
  static Integrals sums(const Account& account, Time now);
  static void count_share(Framework& framework, Time now);
  [[nodiscard]] Name dominant(const Amounts& held) const;
  [[nodiscard]] const Framework* find(FrameworkId framework) const;

  Amounts total_;
  Account all_;
  std::uint64_t running_ = 0;
  std::vector<Framework> frameworks_;
  Lookup<FrameworkId, std::uint32_t> slots_;
};

}  // namespace meseta
