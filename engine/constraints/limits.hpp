// ConstraintLimits: how much may a framework's constraints be, and be remembered of?
//
// The number of roles has no limit of its own: each has a constraint at least.
#pragma once

#include <cstddef>

namespace meseta {

struct ConstraintLimits {
  std::size_t role_groups_max = 1024;       // Of one role; some frameworks say one per app.
  std::size_t group_constraints_max = 256;  // Of one group.
  std::size_t constraints_max = 4096;       // Of all roles.
  std::size_t regexes_max = 512;            // Distinct ones, each a program to be kept.

  std::size_t name_bytes_max = 256;   // Of a selector: as long as an attribute's name may be.
  std::size_t text_bytes_max = 4096;  // To be equal to: as long as an attribute's text may be.
  std::size_t regex_bytes_max = 1024;

  std::size_t remembered_bytes_max = 1'048'576;  // Answers, about. When full, all are forgotten.
};

}  // namespace meseta
