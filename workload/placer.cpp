#include "workload/placer.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"
#include "workload/cards_choice.hpp"

namespace meseta {

namespace {

constexpr std::uint8_t kUnknown = UINT8_MAX;
constexpr std::uint8_t kFits = UINT8_MAX - 1;

// A total cannot overflow products with it: cards are at most 2^32 thousandths, cpus 2^52.
__extension__ using Wide = __int128;

}  // namespace

Placer::Placer(Options options, const std::vector<Demand>& demands, AgentClasses& classes)
    : options_(options), demands_(demands), classes_(classes), known_(demands.size()) {
  CHECK(options.tasks_per_offer_max > 0);
  for (std::size_t i = 0; i < demands.size(); ++i) {
    CHECK((demands[i].cards == 0) == (demands[i].card_milli == 0));
    known_[i].resources = make_ref(demands[i].resources);
  }
}

void Placer::begin(std::span<const Offer> offers) {
  bins_.clear();
  bins_.reserve(offers.size());
  for (const Offer& offer : offers) {
    bins_.push_back({.left = offer.resources, .agent = classes_.agent(offer.agent, *offer.info)});
  }
  for (Known& known : known_) known.next = 0;
}

std::optional<Placer::Place> Placer::place(std::uint32_t demand) {
  const auto found =
      options_.placement == Placement::FirstFit ? first_fit(demand) : best_fit(demand);
  if (!found) return std::nullopt;
  Bin& bin = bins_[*found];
  ++bin.tasks;
  const Demand& wanted = demands_[demand];
  if (wanted.cards == 0) {
    bin.left.subtract(wanted.resources);
    return Place{*found, known_[demand].resources};
  }
  const auto choice = choose_cards(bin.left.cards(), wanted.cards, wanted.card_milli);
  CHECK(choice.has_value());
  Resource gpus = Resource::of(KnownName::Gpus, choice->taken.total());
  gpus.cards = choice->taken;
  Resources taken = wanted.resources;
  taken.add(gpus);
  bin.left.subtract(taken);
  return Place{*found, make_ref(std::move(taken))};
}

std::optional<std::uint32_t> Placer::first_fit(std::uint32_t demand) {
  std::uint32_t& next = known_[demand].next;
  for (; next < bins_.size(); ++next) {
    if (!full(next) && suits(demand, bins_[next])) return next;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> Placer::best_fit(std::uint32_t demand) {
  std::optional<std::uint32_t> best;
  Score best_score{};
  for (std::uint32_t i = 0; i < bins_.size(); ++i) {
    if (full(i) || !suits(demand, bins_[i])) continue;
    const Score one = score(demands_[demand], bins_[i]);
    if (best && best_score <= one) continue;
    best = i;
    best_score = one;
  }
  return best;
}

Placer::Score Placer::score(const Demand& demand, const Bin& bin) const {
  const std::int64_t cpus = bin.left.cpus().milli;
  const std::int64_t cards = bin.left.gpus().milli;
  const std::int64_t cpus_left = cpus - demand.resources.cpus().milli;
  const std::int64_t mem_left = bin.left.mem().milli - demand.resources.mem().milli;
  if (demand.cards == 0) return {cards > 0 ? 1 : 0, cpus_left, mem_left, 0, 0};

  const std::int64_t cards_left = cards - std::int64_t{demand.cards} * demand.card_milli;
  std::int64_t broken = 0;
  if (demand.card_milli < Cards::kMilliMax) {
    broken = choose_cards(bin.left.cards(), demand.cards, demand.card_milli)->broken;
  }
  const auto cpus_per_card = static_cast<std::int64_t>(Wide{cpus} * 1000 / cards);
  return {broken, stranded(cpus_left, cards_left) - stranded(cpus, cards), cpus_per_card, cpus_left,
          mem_left};
}

std::int64_t Placer::stranded(std::int64_t cpus, std::int64_t cards) const {
  const auto [cpus_all, cards_all] = classes_.per_card();
  if (cpus_all == 0) return 0;
  const Wide usable = Wide{cpus} * cards_all / cpus_all;
  return usable >= cards ? 0 : cards - static_cast<std::int64_t>(usable);
}

bool Placer::suits(std::uint32_t demand, const Bin& bin) {
  std::vector<std::uint8_t>& verdicts = known_[demand].verdicts;
  const std::uint32_t of = bin.agent.agent_class;
  if (of >= verdicts.size()) verdicts.resize(classes_.classes().size(), kUnknown);
  if (verdicts[of] == kUnknown) verdicts[of] = look(demand, of);
  return verdicts[of] == kFits && holds(demand, bin);
}

bool Placer::holds(std::uint32_t demand, const Bin& bin) const {
  const Demand& wanted = demands_[demand];
  if (!bin.left.contains(wanted.resources)) return false;
  if (wanted.cards == 0) return true;
  const Cards free = bin.left.cards();
  std::uint32_t enough = 0;
  for (std::uint32_t card = 0; card < free.end() && enough < wanted.cards; ++card) {
    if (free.get(card) >= wanted.card_milli) ++enough;
  }
  return enough == wanted.cards;
}

Obstacle Placer::obstacle(std::uint32_t demand, std::uint32_t offer) const {
  const Bin& bin = bins_[offer];
  if (const auto never = verdict(demand, bin.agent.agent_class)) return *never;
  const Demand& wanted = demands_[demand];
  if (bin.left.cpus() < wanted.resources.cpus()) return Obstacle::NoCpus;
  if (bin.left.mem() < wanted.resources.mem()) return Obstacle::NoMem;
  if (bin.left.contains(wanted.resources)) return Obstacle::NoGpuCard;
  return Obstacle::NoOther;
}

std::optional<Obstacle> Placer::verdict(std::uint32_t demand, std::uint32_t agent_class) const {
  const std::uint8_t seen = look(demand, agent_class);
  if (seen == kFits) return std::nullopt;
  return static_cast<Obstacle>(seen);
}

std::uint8_t Placer::look(std::uint32_t demand, std::uint32_t agent_class) const {
  const Demand& wanted = demands_[demand];
  const Bin empty{.left = classes_.classes()[agent_class].info.resources};
  if (!holds(demand, empty)) return static_cast<std::uint8_t>(Obstacle::TooLarge);
  const bool any = wanted.cards == 0 || wanted.models.empty();
  if (any ||
      std::binary_search(wanted.models.begin(), wanted.models.end(), classes_.model(agent_class))) {
    return kFits;
  }
  return static_cast<std::uint8_t>(Obstacle::WrongModel);
}

}  // namespace meseta
