#include <utility>

#include "engine/resources/quantity.hpp"
#include "tests/transcripts/language/allocator/allocator_subject.hpp"
#include "tests/transcripts/language/forms.hpp"

namespace meseta::transcript {

namespace {

std::vector<Quantities::Amount> parse_amounts(const std::string& text) {
  std::vector<Quantities::Amount> amounts;
  if (text == "none") return amounts;
  for (const std::string& part : split(text, ';')) {
    const std::size_t colon = part.rfind(':');
    if (colon == std::string::npos) throw Complaint{"'" + part + "' is not an amount; say cpus:4"};
    const auto quantity = parse_quantity(part.substr(colon + 1));
    if (!quantity) throw Complaint{"'" + part + "': " + quantity.error().message};
    amounts.push_back({ResourceName(part.substr(0, colon)), *quantity});
  }
  return amounts;
}

// One for each role, or none at all.
std::vector<std::vector<Quantities::Amount>> amounts_option(Words& words, std::string_view key,
                                                            std::size_t roles) {
  const std::vector<std::string> texts = words.list_option(key);
  if (texts.empty()) return std::vector<std::vector<Quantities::Amount>>(roles);
  if (texts.size() != roles) throw Complaint{std::string(key) + "= has not one for each role"};
  std::vector<std::vector<Quantities::Amount>> list;
  for (const std::string& text : texts) list.push_back(parse_amounts(text));
  return list;
}

// A limit of 0 is one.
std::string amount(const Limits& limits) {
  std::vector<std::string> parts;
  limits.for_each([&](const ResourceName& name, Quantity most) {
    parts.push_back(std::string(name.view()) + ":" + to_string(most));
  });
  return parts.empty() ? "any" : join(parts, ";");
}

}  // namespace

void AllocatorSubject::quota(Words& words) {
  const std::vector<std::string> roles = words.list("the roles");
  const auto guarantees = amounts_option(words, "guarantee", roles.size());
  const auto limits = amounts_option(words, "limit", roles.size());
  const bool forced = words.flag("force");
  words.finish();
  std::vector<QuotaConfig> configs;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    configs.push_back({Text(roles[i]), guarantees[i], limits[i]});
  }
  const auto done = allocator_->set_quotas(configs, forced, now_);
  if (!done) say("refused: " + done.error().message);
}

void AllocatorSubject::quotas(Words& words) {
  words.finish();
  Quotas quotas = allocator_->quotas();  // A copy, in which roles can be held.
  std::vector<Text> roles;
  quotas.for_each([&](const Text& role, const Quota&) { roles.push_back(role); });
  for (const Text& role : roles) {
    say(role.str() + " consumed " + transcript::amount(quotas.consumed(role)) + ", need " +
        transcript::amount(quotas.need(role)) + ", room " + amount(quotas.room(quotas.hold(role))));
  }
  say("owed " + transcript::amount(quotas.owed()));
}

}  // namespace meseta::transcript
