// Resources as a test writes them: `resources("cpus:4;mem:1024")`.
#pragma once

#include <gtest/gtest.h>

#include <string_view>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/resources/text_form.hpp"

namespace meseta {

inline Resources resources(std::string_view text) {
  auto parsed = parse_resources(text);
  if (!parsed) ADD_FAILURE() << text << ": " << parsed.error().message;
  CHECK(parsed.has_value());
  return *std::move(parsed);
}

inline Quantities quantities(std::string_view text) {
  auto parsed = parse_quantities(text);
  if (!parsed) ADD_FAILURE() << text << ": " << parsed.error().message;
  CHECK(parsed.has_value());
  return *std::move(parsed);
}

// An agent's total: as `resources`, with the cards 0, 1, ... behind its gpus.
inline Resources agent_resources(std::string_view text) {
  auto named = resources(text).with_whole_cards();
  CHECK(named.has_value());
  return *std::move(named);
}

inline Reservation reservation(std::string_view role,
                               ReservationType type = ReservationType::Dynamic) {
  return {type, Text(role), Text(), {}};
}

// The same resources, lent.
inline Resources revocable(const Resources& lent) {
  Resources result;
  lent.for_each([&](const Resource& resource) {
    Resource copy = resource;
    copy.revocable = true;
    result.add(copy);
  });
  return result;
}

// A persistent volume of `size` MB in `role`.
inline Resource volume(std::string_view id, std::string_view role, std::int64_t size = 100) {
  Disk disk;
  disk.persistence_id = Text(id);
  disk.container_path = Text("data");
  Resource resource = Resource::of(KnownName::Disk, Quantity::whole(size));
  resource.disk = make_ref(std::move(disk));
  resource.reservations = make_ref(ReservationStack{reservation(role)});
  return resource;
}

inline Resource shared_volume(std::string_view id, std::string_view role, std::int64_t size = 100) {
  Resource resource = volume(id, role, size);
  resource.shared = true;
  return resource;
}

// What gtest prints of them.
inline void PrintTo(const Resources& value, std::ostream* out) { *out << to_string(value); }
inline void PrintTo(const Quantities& value, std::ostream* out) { *out << to_string(value); }
inline void PrintTo(Quantity value, std::ostream* out) { *out << to_string(value); }
inline void PrintTo(const Ranges& value, std::ostream* out) { *out << to_string(value); }
inline void PrintTo(const StringSet& value, std::ostream* out) { *out << to_string(value); }
inline void PrintTo(const Cards& value, std::ostream* out) { *out << to_string(value); }

// Why something was refused; empty if it was not.
template <class T>
std::string refusal(const Result<T>& result) {
  return result ? "" : result.error().message;
}

}  // namespace meseta
