#include "backends/sim/checkers/violations.hpp"

#include "engine/event/print.hpp"

namespace meseta {

void Violations::add(Time now, NodeId node, const std::string& what) {
  if (++found_ > kKeptMax) return;
  const std::string whose = node.valid() ? " node " + std::to_string(node.value) : "";
  kept_.push_back("at " + print_seconds((now - start_).ns) + whose + ": " + what);
}

std::vector<std::string> Violations::texts() const {
  std::vector<std::string> texts = kept_;
  if (found_ > kKeptMax) {
    texts.push_back("and " + std::to_string(found_ - kKeptMax) + " more, which were not kept");
  }
  return texts;
}

}  // namespace meseta
