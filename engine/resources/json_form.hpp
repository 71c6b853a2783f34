// The JSON form of resources: an array of Resource objects, field for field as Mesos has them.
//
//     [{"name":"cpus","type":"SCALAR","scalar":{"value":4}},
//      {"name":"ports","type":"RANGES","ranges":{"range":[{"begin":31000,"end":32000}]},
//       "reservations":[{"type":"STATIC","role":"eng"}]}]
//
// It can say everything. One field is ours: `"cards":[{"card":0,"milli":1000}]` beside `scalar`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/resources/resources.hpp"

namespace meseta {

// Mesos writes reservations in two ways: as a stack, and for its HTTP endpoints also as `role` and
// `reservation` where these can express the stack.
enum class ReservationForm : std::uint8_t { Stack, Endpoint };

[[nodiscard]] std::string to_json(const Resources& resources,
                                  ReservationForm form = ReservationForm::Stack);

// Accepts every way of writing reservations. Strict otherwise: a field that Mesos does not have, a
// value of another type, and what validate() refuses are errors; `allocation_info` is passed over.
// Errors begin with `column N: `, where N counts bytes of `text` from 1.
[[nodiscard]] Result<Resources> parse_resources_json(std::string_view text,
                                                     std::string_view default_role = kEverybody);

}  // namespace meseta
