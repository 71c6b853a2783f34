#include "report/summary.hpp"

#include "engine/base/check.hpp"
#include "engine/event/kind.hpp"

namespace meseta {

std::vector<MessageCount> message_counts(std::span<const std::uint64_t> sent_by_kind) {
  CHECK(sent_by_kind.size() == kKinds);
  std::vector<MessageCount> counts;
  // Reports come first in the list of kinds; nobody sends those.
  for (Kind kind = kind_of<RegisterAgent>; kind < kKinds; ++kind) {
    counts.push_back({kind_name(kind), sent_by_kind[kind]});
  }
  return counts;
}

}  // namespace meseta
