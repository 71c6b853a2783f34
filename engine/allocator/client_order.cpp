#include "engine/allocator/client_order.hpp"

#include <string>
#include <utility>

#include "engine/allocator/fair_order.hpp"
#include "engine/allocator/random_order.hpp"

namespace meseta {

Result<std::unique_ptr<ClientOrder>> make_client_order(std::string_view policy,
                                                       ClientOrderOptions options) {
  std::unique_ptr<ClientOrder> order;
  if (policy == "drf") {
    order = std::make_unique<FairOrder>(options.weights, std::move(options.excluded_names));
  } else if (policy == "random") {
    order = std::make_unique<RandomOrder>(std::move(options));
  } else {
    return refuse("no allocation policy `" + std::string(policy) + "`; expected drf or random");
  }
  return order;
}

}  // namespace meseta
