// Who leads, and what the wall clock does: events from outside the cluster's own conversation.
#pragma once

#include <vector>

#include "engine/event/records.hpp"

namespace meseta {

// This master leads from now on; `records` is the registry it takes over.
struct Elected {
  static constexpr const char* kName = "elected";
  Epoch epoch;
  std::vector<Record> records;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("epoch", self.epoch);
    v("records", self.records);
  }
};

struct Deposed {
  static constexpr const char* kName = "deposed";
  template <class Self, class V>
  static void visit_fields(Self&, V&&) {}
};

// Who leads. `address` is invalid while nobody does.
struct LeaderIs {
  static constexpr const char* kName = "leader_is";
  NodeId address;
  Epoch epoch;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("address", self.address);
    v("epoch", self.epoch);
  }
};

// The wall clock was stepped. Moves displayed timestamps and absolute windows, nothing else.
struct WallStepped {
  static constexpr const char* kName = "wall_stepped";
  Duration by;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("by", self.by);
  }
};

}  // namespace meseta
