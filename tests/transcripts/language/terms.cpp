#include "tests/transcripts/language/terms.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "engine/allocator/options.hpp"
#include "tests/builders/constraints.hpp"

namespace meseta::transcript {

namespace {

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Capabilities parse_capabilities(const std::vector<std::string>& names) {
  Capabilities found;
  const std::array<std::pair<std::string_view, bool*>, 5> known{
      {{"REVOCABLE_RESOURCES", &found.revocable_resources},
       {"SHARED_RESOURCES", &found.shared_resources},
       {"GPU_RESOURCES", &found.gpu_resources},
       {"RESERVATION_REFINEMENT", &found.reservation_refinement},
       {"REGION_AWARE", &found.region_aware}}};
  for (const std::string& name : names) {
    bool fresh = true;
    for (const auto& [text, flag] : known) {
      if (text == name) fresh = false, *flag = true;
    }
    if (fresh && name != "none") throw Complaint{"unknown capability '" + name + "'"};
  }
  return found;
}

// `rack text_equals a`.
AttributeConstraint parse_constraint(const std::string& text) {
  const std::vector<std::string> words = split(text, ' ');
  if (words.size() < 2) throw Complaint{"'" + text + "' is not NAME PREDICATE [TEXT]"};
  AttributeConstraint read{selector(words[0]), {}};
  using Predicate = AttributePredicate::Kind;
  for (auto kind = Predicate::Exists; kind <= Predicate::TextNotMatches;
       kind = static_cast<Predicate>(static_cast<int>(kind) + 1)) {
    if (field_name(kind) == words[1]) read.predicate.kind = kind;
  }
  if (words.size() > 2) read.predicate.text = Text(words[2]);
  return read;
}

OfferConstraints parse_constraints(const std::string& text, const Text& role) {
  OfferConstraints all;
  if (trimmed(text).empty()) return all;
  for (const std::string& entry : split(text, ';')) {
    const std::size_t colon = entry.find(':');
    const bool named = colon != std::string::npos;
    RoleConstraints read{named ? Text(trimmed(entry.substr(0, colon))) : role, {}};
    const std::string groups = trimmed(named ? entry.substr(colon + 1) : entry);
    for (const std::string& group :
         groups.empty() ? std::vector<std::string>{} : split(groups, '|')) {
      read.groups.emplace_back();
      for (const std::string& constraint : split(group, ',')) {
        read.groups.back().constraints.push_back(parse_constraint(trimmed(constraint)));
      }
    }
    all.roles.push_back(std::move(read));
  }
  return all;
}

std::vector<SmallestOffer> parse_smallest(const std::string& text) {
  std::vector<SmallestOffer> all;
  if (text.empty()) return all;
  for (const std::string& entry : split(text, '+')) {
    const std::size_t equals = entry.find('=');
    if (equals == std::string::npos) throw Complaint{"'" + entry + "' is not ROLE=ALTERNATIVES"};
    auto alternatives = parse_smallest_offers(entry.substr(equals + 1));
    if (!alternatives) throw Complaint{alternatives.error().message};
    all.push_back({Text(entry.substr(0, equals)), *std::move(alternatives)});
  }
  return all;
}

}  // namespace

void read_terms(Words& words, const Text& role, Capabilities& capabilities,
                OfferConstraints& constraints, std::vector<SmallestOffer>& smallest) {
  const auto names = words.list_option("capabilities");
  if (!names.empty()) capabilities = parse_capabilities(names);
  if (const auto text = words.option("constraints")) constraints = parse_constraints(*text, role);
  if (const auto text = words.option("smallest")) smallest = parse_smallest(*text);
}

SaidFacts read_facts(Words& words) {
  SaidFacts said;
  if (const auto name = words.option("hostname")) said.hostname = Text(*name);
  if (const auto domain = words.option("domain")) said.domain = Text(*domain);
  if (const auto text = words.option("attributes")) {
    auto parsed = parse_attributes(*text);
    if (!parsed) throw Complaint{parsed.error().message};
    said.attributes = *std::move(parsed);
  }
  return said;
}

}  // namespace meseta::transcript
