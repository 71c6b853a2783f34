#include "backends/sim/datagrams.hpp"

#include <utility>

namespace meseta {

namespace {

constexpr Site kLost{"datagrams.lost"};
constexpr Site kDoubled{"datagrams.doubled"};
constexpr Site kLatency{"datagrams.latency"};

}  // namespace

Datagrams::Datagrams(const SimClock& clock, Agenda& agenda, const Choices& choices,
                     const Options& options)
    : clock_(clock),
      agenda_(agenda),
      doer_(agenda.enroll(*this)),
      choices_(choices),
      latency_(options.latency, choices),
      options_(options) {}

void Datagrams::send(Packet packet) {
  const std::uint64_t ordinal = sent_++;
  if (choices_.happens(options_.lost_per_million, kLost, 0, ordinal)) return;
  if (choices_.happens(options_.doubled_per_million, kDoubled, 0, ordinal)) {
    post(packet, 2 * ordinal + 1);
  }
  post(std::move(packet), 2 * ordinal);
}

void Datagrams::post(Packet packet, std::uint64_t ordinal) {
  std::uint32_t slot = static_cast<std::uint32_t>(flying_.size());
  if (free_.empty()) {
    flying_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  flying_[slot] = std::move(packet);
  agenda_.add(doer_, clock_.now() + latency_.draw(kLatency, 0, ordinal), slot);
}

void Datagrams::due(std::uint64_t what, std::uint32_t, Time now) {
  Packet packet = std::exchange(flying_[what], {});
  free_.push_back(static_cast<std::uint32_t>(what));
  receiver_->received(std::move(packet), now);
}

}  // namespace meseta
