#include "engine/constraints/answers.hpp"

#include <utility>

namespace meseta {

namespace {

// An entry and its part of the table around it, which is at least half full.
template <class Key>
constexpr std::size_t kEntryBytes = 2 * sizeof(std::pair<Key, bool>);

std::optional<bool> known(const bool* answer) {
  return answer == nullptr ? std::nullopt : std::optional(*answer);
}

}  // namespace

std::size_t Answers::Hash::operator()(const Match& match) const {
  return static_cast<std::size_t>(match.text.hash() ^ LookupHash::mix(match.regex));
}

std::size_t Answers::Hash::operator()(const AgentClass& agents) const {
  Digest digest;
  digest.fold(agents.role);
  for (const FoundAttribute& found : agents.found) {
    digest.fold(static_cast<std::uint64_t>(found.kind));
    digest.fold(found.text.hash());
  }
  return static_cast<std::size_t>(digest.low());
}

bool Answers::make_room(std::size_t bytes) {
  if (bytes > bytes_max_) return false;
  if (bytes > bytes_max_ - bytes_) {
    matches_.clear();
    verdicts_.clear();
    bytes_ = 0;
  }
  bytes_ += bytes;
  return true;
}

std::optional<bool> Answers::match(std::uint32_t regex, const Text& text) const {
  return known(matches_.find(Match{regex, text}));
}

void Answers::remember_match(std::uint32_t regex, const Text& text, bool answer) {
  if (!make_room(kEntryBytes<Match> + text.size())) return;
  matches_.insert(Match{regex, text}, answer);
}

std::optional<bool> Answers::verdict(const AgentClass& agents) const {
  return known(verdicts_.find(agents));
}

void Answers::remember_verdict(const AgentClass& agents, bool answer) {
  std::size_t bytes = kEntryBytes<AgentClass>;
  for (const FoundAttribute& found : agents.found) bytes += sizeof(found) + found.text.size();
  if (!make_room(bytes)) return;
  verdicts_.insert(agents, answer);
}

}  // namespace meseta
