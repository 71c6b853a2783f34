// closest: which of the words that exist was probably meant?
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace meseta {

// The candidate with the fewest letters to add, drop, change or swap, the first of equals; empty if
// even that is too far off to be of help.
std::string_view closest(std::string_view word, std::span<const std::string> candidates);

}  // namespace meseta
