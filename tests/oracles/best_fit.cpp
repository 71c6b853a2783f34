#include "tests/oracles/best_fit.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace meseta {

namespace {

struct Node {
  std::int64_t cpus;
  std::int64_t mem;
  std::vector<std::uint32_t> cards;
  const TraceNode* of;
};

// The cards to take, or fewer than the job wants.
std::vector<std::size_t> cards_for(const TraceJob& job, const Node& node) {
  std::vector<std::size_t> order(node.cards.size());
  std::iota(order.begin(), order.end(), 0);
  std::erase_if(order, [&](std::size_t card) { return node.cards[card] < job.card_milli; });
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return node.cards[a] < node.cards[b]; });
  order.resize(std::min<std::size_t>(order.size(), job.cards));
  return order;
}

bool place(const TraceJob& job, std::vector<Node>& nodes) {
  Node* best = nullptr;
  std::array<std::int64_t, 3> best_left{};
  for (Node& node : nodes) {
    const bool model = job.cards == 0 || job.models.empty() ||
                       std::count(job.models.begin(), job.models.end(), node.of->model) > 0;
    if (!model || node.cpus < job.cpus_milli || node.mem < job.mem_mib) continue;
    if (cards_for(job, node).size() < job.cards) continue;
    const std::array<std::int64_t, 3> left{
        std::accumulate(node.cards.begin(), node.cards.end(), std::int64_t{0}),
        node.cpus - job.cpus_milli, node.mem - job.mem_mib};
    if (best != nullptr && best_left <= left) continue;
    best = &node;
    best_left = left;
  }
  if (best == nullptr) return false;
  best->cpus -= job.cpus_milli;
  best->mem -= job.mem_mib;
  for (const std::size_t card : cards_for(job, *best)) best->cards[card] -= job.card_milli;
  return true;
}

}  // namespace

std::uint32_t unplaced_by_best_fit(const std::vector<TraceNode>& nodes,
                                   const std::vector<TraceJob>& jobs) {
  std::vector<Node> left;
  for (const TraceNode& node : nodes) {
    left.push_back({node.cpus_milli, node.mem_mib, std::vector(node.cards, 1000U), &node});
  }
  std::uint32_t unplaced = 0;
  for (const TraceJob& job : jobs) {
    for (std::uint32_t i = 0; i < job.tasks; ++i) unplaced += place(job, left) ? 0 : 1;
  }
  return unplaced;
}

}  // namespace meseta
