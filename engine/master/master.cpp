#include "engine/master/master.hpp"

#include <utility>

#include "engine/base/check.hpp"
#include "engine/master/dispatch.hpp"
#include "engine/master/prefetch.hpp"

namespace meseta {

namespace {

MasterOptions checked(MasterOptions options) {
  CHECK(!options.offer_timeout || *options.offer_timeout >= milliseconds(1));
  CHECK(options.agent_ping_interval > Duration{});
  CHECK(options.agent_pings_missed_max > 0);
  CHECK(options.agent_reregister_timeout > Duration{});
  CHECK(options.failover_timeout_max >= Duration{});
  return options;
}

}  // namespace

Master::Master(MasterOptions options) : state_(checked(std::move(options))) {}

void Master::handle(const Event& event, Time now, Outbox& out) {
  const master::Turn turn{event, now, out};
  master::dispatch(state_, turn);
  if (state_.leading) master::arm_alarms(state_, turn);
}

void Master::prefetch(const Event& event, int step) const {
  if (state_.leading) master::prefetch(state_, event, step);
}

}  // namespace meseta
