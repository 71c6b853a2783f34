#include "engine/resources/reservation.hpp"

#include <string>

#include "engine/resources/role.hpp"
#include "engine/resources/text_cursor.hpp"

namespace meseta {

Result<void> validate_reservations(const ReservationStack& stack) {
  if (stack.empty()) return refuse("a stack of reservations is empty; expected at least one");
  if (stack.size() > kReservationsMax) {
    return refuse(std::to_string(stack.size()) + " reservations are too many; at most " +
                  std::to_string(kReservationsMax));
  }
  const Reservation* outer = nullptr;
  for (const Reservation& inner : stack) {
    const std::string_view role = inner.role.view();
    if (auto valid = validate_role(role); !valid) return valid;
    if (role == kEverybody) return refuse("a reservation for role '*'; expected another role");
    if (inner.labels.size() > kLabelsMax) {
      return refuse("a reservation with " + std::to_string(inner.labels.size()) +
                    " labels; at most " + std::to_string(kLabelsMax));
    }
    if (outer != nullptr && inner.type == ReservationType::Static) {
      return refuse("the reservation for role " + quoted(role) +
                    " is static but refines another; expected a dynamic one");
    }
    if (outer != nullptr && !is_ancestor(outer->role.view(), role)) {
      return refuse("a reservation for role " + quoted(role) + " refines one for " +
                    quoted(outer->role.view()) + "; expected a role below that");
    }
    outer = &inner;
  }
  return {};
}

}  // namespace meseta
