// Capabilities: what of the resources there are does a framework know how to deal with?
//
// One that does not name a capability is not offered what needs it. The names are those of clients:
// REVOCABLE_RESOURCES, SHARED_RESOURCES, GPU_RESOURCES, RESERVATION_REFINEMENT, REGION_AWARE.
#pragma once

namespace meseta {

struct Capabilities {
  bool revocable_resources = false;     // What may be taken away from its tasks.
  bool shared_resources = false;        // Volumes that others use at the same time.
  bool gpu_resources = false;           // Agents with gpus.
  bool reservation_refinement = false;  // Reservations that were refined.
  bool region_aware = false;            // Agents of another region than the master's.

  [[nodiscard]] bool empty() const { return *this == Capabilities{}; }

  friend bool operator==(const Capabilities&, const Capabilities&) = default;
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("revocable_resources", self.revocable_resources);
    v("shared_resources", self.shared_resources);
    v("gpu_resources", self.gpu_resources);
    v("reservation_refinement", self.reservation_refinement);
    v("region_aware", self.region_aware);
  }
};

}  // namespace meseta
