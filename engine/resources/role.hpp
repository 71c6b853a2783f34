// Roles: names of those among whom a cluster is shared, in a tree.
//
// `eng/web` lies below `eng`; `*` is everybody's role and lies below and above nothing.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/base/result.hpp"

namespace meseta {

inline constexpr std::size_t kRoleSizeMax = 1024;  // Bytes.
inline constexpr std::size_t kRoleDepthMax = 32;   // Components.

inline constexpr std::string_view kEverybody = "*";

// Refuses what Mesos refuses: an empty role; a `/` at either end or two in a row; a component that
// is
// `.`, `..` or `*` or begins with `-`; blanks and control characters. And what exceeds the limits.
[[nodiscard]] Result<void> validate_role(std::string_view role);

// Whether `below` lies strictly below `above` in the tree.
[[nodiscard]] bool is_ancestor(std::string_view above, std::string_view below);

// `eng` for `eng/web/api`.
[[nodiscard]] std::string_view top_level(std::string_view role);

// `eng/web` for `eng/web/api`; empty for a top-level role.
[[nodiscard]] std::string_view parent(std::string_view role);

}  // namespace meseta
