#include "engine/allocator/options.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace meseta {

Result<std::vector<Quantities>> parse_smallest_offers(std::string_view text) {
  std::vector<Quantities> alternatives;
  while (!text.empty()) {
    const std::size_t bar = text.find('|');
    Result<Quantities> amounts = parse_quantities(text.substr(0, bar));
    if (!amounts) return refuse(std::move(amounts.error().message));
    if (amounts->empty()) {
      return refuse("an empty alternative; expected a form such as `cpus:0.01|mem:32`");
    }
    alternatives.push_back(*std::move(amounts));
    if (bar == std::string_view::npos) break;
    text.remove_prefix(bar + 1);
    if (text.empty()) {
      return refuse("nothing after the last `|`; expected a form such as `cpus:0.01|mem:32`");
    }
  }
  return alternatives;
}

Result<Limits> parse_max_offer(std::string_view text) {
  const Result<Quantities> amounts = parse_quantities(text);
  if (!amounts) return refuse(amounts.error().message);
  Limits limits;
  std::ptrdiff_t named = 0;
  amounts->for_each([&](const ResourceName& name, Quantity most) {
    limits.set(name, most);
    ++named;
  });
  if (named < std::count(text.begin(), text.end(), ':')) {
    return refuse("an amount of 0 offers nothing");
  }
  return limits;
}

}  // namespace meseta
