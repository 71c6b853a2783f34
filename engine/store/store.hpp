// Store: what a node wrote down survives it.
//
// A master's records go to the registry all masters share and carry its epoch; an agent's and a
// framework's go to their own. What is held is handed back with Elected and Boot.
//
// What every implementation owes (tests/contracts/store_contract.hpp):
//   1. Each ticket is reported once, Stored or StoreFailed, in the order persisted; several may
//      share one sync.
//   2. What was reported Stored is handed back after any crash, in order; what was not may be lost,
//      but only from the end.
//   3. A registry write of an older epoch than the newest seen is refused: StoreFailed.
#pragma once

#include <cstdint>

#include "engine/base/id.hpp"
#include "engine/base/ref.hpp"
#include "engine/event/records.hpp"

namespace meseta {

class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  virtual void persist(NodeId from, std::uint64_t ticket, Ref<Record> record) = 0;

  // The node resigns leadership; a later election makes another master lead.
  virtual void step_down(NodeId from) = 0;
};

}  // namespace meseta
