// QuotaOracle: what quotas mean, from plain maps and by recursion, each time anew.
//
// Amounts are thousandths by name. Nothing is remembered but what was put in: there are no running
// sums, roles are found by looking through all of them, and what a grant is worth is tried out on a
// copy.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "engine/resources/quantities.hpp"

namespace meseta::oracles {

class QuotaOracle {
 public:
  using Amounts = std::map<std::string, std::int64_t>;  // Absent: 0, or no limit.

  struct Role {
    Amounts guarantee;
    Amounts limit;
    Amounts charged;
    Amounts reserved;
  };

  void set(const std::string& role, const Amounts& guarantee, const Amounts& limit);
  void charge(const std::string& role, const Amounts& amounts, std::int64_t sign = 1);
  void reserve(const std::string& role, const Amounts& amounts, std::int64_t sign = 1);

  [[nodiscard]] Amounts consumed(const std::string& role) const;
  [[nodiscard]] Amounts need(const std::string& role) const;
  [[nodiscard]] Amounts owed() const;
  [[nodiscard]] Amounts headroom_used(const std::string& role, const Amounts& grant) const;
  [[nodiscard]] Amounts room(const std::string& role) const;

  // Whether the guarantees and limits there are go together.
  [[nodiscard]] bool consistent() const;
  [[nodiscard]] Amounts guaranteed() const;  // Over top-level roles.

 private:
  [[nodiscard]] std::set<std::string> tree() const;  // All roles, and those above them.
  [[nodiscard]] std::set<std::string> children(const std::string& role) const;
  [[nodiscard]] Amounts effective(const std::string& role) const;

  std::map<std::string, Role> roles_;
};

[[nodiscard]] QuotaOracle::Amounts amounts_of(const Quantities& quantities);

}  // namespace meseta::oracles
