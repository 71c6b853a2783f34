#include "engine/resources/smallest_offer.hpp"

#include <algorithm>
#include <string>

namespace meseta {

namespace {

Result<void> validate_alternatives(const std::vector<Quantities>& alternatives,
                                   const std::string& field) {
  if (alternatives.size() > SmallestOffer::kAlternativesMax) {
    return refuse(field + ": " + std::to_string(alternatives.size()) +
                  " alternatives are too many; at most " +
                  std::to_string(SmallestOffer::kAlternativesMax));
  }
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    if (!alternatives[i].empty()) continue;
    return refuse(field + "[" + std::to_string(i) + "]: empty; expected at least one quantity");
  }
  return {};
}

}  // namespace

Result<void> validate_smallest_offers(std::span<const SmallestOffer> offers,
                                      std::span<const Text> roles) {
  std::vector<Text> left(roles.begin(), roles.end());
  for (const SmallestOffer& offer : offers) {
    const std::string field = "offer_filters[\"" + offer.role.str() + "\"]";
    const auto found = std::find(left.begin(), left.end(), offer.role);
    if (found == left.end()) {
      const bool own = std::find(roles.begin(), roles.end(), offer.role) != roles.end();
      return refuse(field + (own ? ": given twice; expected each role once"
                                 : ": expected a role of the framework"));
    }
    left.erase(found);
    if (auto valid =
            validate_alternatives(offer.alternatives, field + ".min_allocatable_resources");
        !valid) {
      return valid;
    }
  }
  return {};
}

}  // namespace meseta
