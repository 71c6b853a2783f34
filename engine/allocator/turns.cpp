#include "engine/allocator/turns.hpp"

#include <algorithm>

namespace meseta {

void Turns::see(Time now, Time end) {
  if (now < end_) return;
  end_ = end;
  for (const AgentSlot agent : used_) agents_[agent].clear();
  used_.clear();
}

void Turns::add(ClientSlot client, AgentSlot agent, const Resources& left) {
  if (agents_.size() <= agent) agents_.resize(agent + 1);
  std::vector<Turn>& turns = agents_[agent];
  if (turns.empty()) used_.push_back(agent);
  const auto of_client = [&](const Turn& turn) { return turn.client == client; };
  const auto found = std::find_if(turns.begin(), turns.end(), of_client);
  if (found == turns.end()) {
    turns.push_back({client, left});
  } else {
    found->left = left;
  }
}

void Turns::drop_client(ClientSlot client) {
  for (const AgentSlot agent : used_) {
    std::erase_if(agents_[agent], [&](const Turn& turn) { return turn.client == client; });
  }
}

void Turns::drop_agent(AgentSlot agent) {
  if (any(agent)) agents_[agent].clear();
}

}  // namespace meseta
