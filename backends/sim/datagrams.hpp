// Datagrams: a network that loses, repeats and reorders packets.
//
// Only the contract suite uses it, beneath a SessionLayer, to show that a layer above can mask all
// this, so that nothing in the engine needs to know of it.
#pragma once

#include <vector>

#include "backends/sim/agenda.hpp"
#include "backends/sim/latency.hpp"
#include "backends/sim/sim_clock.hpp"
#include "engine/event/body.hpp"

namespace meseta {

// One packet of a session. With `number` it carries the message (or, without body, the end) that is
// the how many-th of its direction; without, it only says that the sender is there.
struct Packet {
  NodeId from;
  NodeId to;
  SessionId session;
  std::uint64_t number = 0;
  std::uint64_t heard = 0;  // All up to this number have arrived at the sender.
  Body body;
};

class Datagrams final : private Agenda::Doer {
 public:
  struct Options {
    Distribution latency = Distribution::uniform(microseconds(200), microseconds(3000));
    std::uint32_t lost_per_million = 0;
    std::uint32_t doubled_per_million = 0;
  };
  class Receiver {
   public:
    virtual void received(Packet packet, Time now) = 0;

   protected:
    ~Receiver() = default;
  };

  Datagrams(const SimClock& clock, Agenda& agenda, const Choices& choices, const Options& options);

  void attach(Receiver& receiver) { receiver_ = &receiver; }
  void send(Packet packet);

 private:
  void due(std::uint64_t what, std::uint32_t mark, Time now) override;
  void post(Packet packet, std::uint64_t ordinal);

  const SimClock& clock_;
  Agenda& agenda_;
  Agenda::DoerId doer_;
  Choices choices_;
  Latency latency_;
  Options options_;
  Receiver* receiver_ = nullptr;
  std::uint64_t sent_ = 0;
  std::vector<Packet> flying_;
  std::vector<std::uint32_t> free_;
};

}  // namespace meseta
