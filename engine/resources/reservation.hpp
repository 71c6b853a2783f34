// Reservation: for which role a resource is set aside, and by whom.
//
// Reservations stack: each refines the one before it and names a role strictly below, so
// [eng, eng/web] is web's part of what eng had. The last one counts. Only the first may be static,
// that is, given when the agent was started; the others come and go by operations.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/base/text.hpp"

namespace meseta {

struct Label {
  Text key;
  std::optional<Text> value;

  friend bool operator==(const Label&, const Label&) = default;
  friend std::strong_ordering operator<=>(const Label&, const Label&) = default;

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("key", self.key);
    v("value", self.value);
  }
};

enum class ReservationType : std::uint8_t { Static = 1, Dynamic = 2 };

struct Reservation {
  ReservationType type = ReservationType::Static;
  Text role;
  Text principal;  // Empty: none named.
  std::vector<Label> labels;

  friend bool operator==(const Reservation&, const Reservation&) = default;
  friend std::strong_ordering operator<=>(const Reservation&, const Reservation&) = default;

  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("type", self.type);
    v("role", self.role);
    v("principal", self.principal);
    v("labels", self.labels);
  }
};

// Outermost first, never empty where it stands in a resource.
using ReservationStack = std::vector<Reservation>;

inline constexpr std::size_t kReservationsMax = 32;  // One per level of a role, see kRoleDepthMax.
inline constexpr std::size_t kLabelsMax = 256;       // Of one reservation.

// The rules above, and that each role is valid and not `*`.
[[nodiscard]] Result<void> validate_reservations(const ReservationStack& stack);

}  // namespace meseta
