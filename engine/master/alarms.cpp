#include "engine/master/dispatch.hpp"

namespace meseta::master {

namespace {

void arm_run(State& m, const Turn& turn) {
  const Time next = m.allocator->next_run(turn.now).value_or(kTimeMax);
  if (next == m.run_armed) return;
  // Due already, and so is the alarm.
  if (next <= turn.now && m.run_armed <= turn.now) return;
  m.run_armed = next;
  if (next == kTimeMax) return turn.disarm(AlarmKind::Run, 0);
  turn.arm(AlarmKind::Run, 0, next);
}

void arm_offers(State& m, const Turn& turn) {
  if (!m.options.offer_timeout) return;
  const OfferTable::Number oldest = m.offers.oldest();
  const Time due = oldest == kNoSlot ? kTimeMax : m.offers[oldest].made + *m.options.offer_timeout;
  if (due == m.offers_armed) return;
  m.offers_armed = due;
  if (due == kTimeMax) return turn.disarm(AlarmKind::Offers, 0);
  turn.arm(AlarmKind::Offers, 0, due);
}

}  // namespace

void arm_alarms(State& m, const Turn& turn) {
  arm_run(m, turn);
  arm_offers(m, turn);
}

}  // namespace meseta::master
