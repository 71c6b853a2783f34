// The text form of resources: `cpus:4;mem:1024;ports:[31000-32000];disk(role):100;rack:{a, b}`.
//
//     resources := entry { ";" entry }          entry := name [ "(" role ")" ] ":" value
//     value     := number | ranges | set        number := 0.125    ranges := [1-2, 5]    set := {a,
//     b}
//
// Blanks do not matter, an empty entry is passed over. A role in brackets is a static reservation.
// Text can say no more than that: dynamic or refined reservations, disks, revocable and shared
// resources and cards are for the JSON form, which is recognised by its first byte, `[`.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

inline constexpr std::size_t kResourcesTextMax = 1U << 20U;  // Bytes.

// Reads either form. `default_role` is given to entries without one. Refuses two kinds of value for
// one name. Errors begin with `column N: `, where N counts bytes of `text` from 1.
[[nodiscard]] Result<Resources> parse_resources(std::string_view text,
                                                std::string_view default_role = kEverybody);

// In canonical order. What parse_resources cannot read back is printed as Mesos prints it:
// `disk(reservations: [(DYNAMIC,eng,alice)])[volume:data]{REV}<SHARED>:100`.
[[nodiscard]] std::string to_string(const Resource& resource);
[[nodiscard]] std::string to_string(const Resources& resources);

}  // namespace meseta
