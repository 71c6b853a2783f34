// May these quotas be set?
//
// An operator sets quotas by a list, and either all of it is possible or nothing happens. What is
// asked of each config alone is read_quota()'s business. Of all quotas together, those of the list
// instead of the ones their roles have, is asked, per resource:
//
//     effective(n) = guarantee(n) if there is one (a guarantee of 0 is none),
//                    else the sum of effective over n's children
//
//  1. The sum of effective over a role's children is at most the guarantee of the role, if it has
//     one. If it has none it adds nothing and asks for nothing: its children count as those of the
//     next role above that has one.
//  2. effective(n) is at most the limit of n, hence so is every guarantee below n.
//  3. No sum of effective exceeds kQuantityMax.
//  4. Unless forced: a limit that is new or lower than before is at least what is consumed.
//  5. Unless forced: the sum of effective over top-level roles is at most the capacity, where one
//  is
//     given. A sum that does not grow is let through: lost agents shall not keep anyone from
//     lowering guarantees.
//
// A refusal names the role and the field of a config that is to blame. A check costs what sorting
// all quotas does; it is made once per list.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/allocator/quotas.hpp"
#include "engine/base/result.hpp"
#include "engine/base/text.hpp"
#include "engine/resources/quantities.hpp"

namespace meseta {

inline constexpr std::size_t kQuotaConfigsMax = 1024;  // In one list.
inline constexpr std::size_t kQuotaNamesMax = 64;      // Of resources in one field.

// As it was asked for. Without guarantees and limits the role shall have no quota.
struct QuotaConfig {
  Text role;
  std::vector<Quantities::Amount> guarantees;
  std::vector<Quantities::Amount> limits;

  friend bool operator==(const QuotaConfig&, const QuotaConfig&) = default;

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("role", self.role);
    v("guarantees", self.guarantees);
    v("limits", self.limits);
  }
};

struct QuotaCheck {
  bool forced = false;
  const Quantities* capacity = nullptr;  // What there is to guarantee; null if it does not matter.
};

// Refused: a role that is not valid, or `*`, which belongs to everybody; a name that is not a
// resource's, occurs twice in a field or is never a scalar (ports); an amount below 0 or above
// kQuantityMax; a guarantee above the limit; more names than kQuotaNamesMax.
[[nodiscard]] Result<Quota> read_quota(const QuotaConfig& config);

// Changes nothing.
[[nodiscard]] Result<void> check(const Quotas& quotas, const std::vector<QuotaConfig>& configs,
                                 const QuotaCheck& given);

// Checks them and sets them.
[[nodiscard]] Result<void> configure(Quotas& quotas, const std::vector<QuotaConfig>& configs,
                                     const QuotaCheck& given);

}  // namespace meseta
