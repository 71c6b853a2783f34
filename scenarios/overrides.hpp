// Overrides: `--set path=value`, applied to the tree before it is checked against the schema.
//
//     cluster.rack-a.count=20      the item of a list whose `name` is rack-a
//     frameworks[0].role=web       the first item
//     traces.dir=../traces         the only item
//     goals=["tasks.lost == 0"]    a whole list
//
// The longest name that fits wins, so names may contain dots. Maps on the way that are not there
// are made; items of lists are not.
#pragma once

#include "engine/base/result.hpp"
#include "scenarios/place.hpp"
#include "scenarios/yaml.hpp"

namespace meseta {

// Applies all overrides of `sources`, in order.
[[nodiscard]] Result<void> apply_overrides(YamlNode& root, const Sources& sources);

}  // namespace meseta
