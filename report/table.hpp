// A table of text: columns as wide as they must be.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace meseta {

// Rows of the same number of cells. The first `left` columns are flush left, the others flush
// right; each line begins with `indent` spaces. Cells are measured in characters of UTF-8.
std::string table(const std::vector<std::vector<std::string>>& rows, std::size_t left,
                  std::size_t indent);

}  // namespace meseta
