// History: every event of a run, in order, so that it can be had again.
//
//     "MESETAH\n"  version (u32)                     once
//     length (u32)  CRC-32C of the bytes (u32)  bytes      per record, all little endian
//
// The first record is the configuration, the last one, if the run came to its end, the closing with
// the digest; between them one record an event. What a component wanted is not kept: it follows.
// A file that ends in the middle of a record (a torn tail) is good up to there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/event/bodies.hpp"
#include "engine/event/decoder.hpp"
#include "engine/event/event.hpp"

namespace meseta {

inline constexpr std::uint32_t kHistoryVersion = 3;
inline constexpr std::uint32_t kHistoryRecordMax = 1U << 28U;  // Bytes.

// Where a history's bytes go. A sink that fails keeps that to itself until it is asked.
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  virtual ~Sink() = default;

  virtual void write(std::string_view bytes) = 0;
};

// What a run was made from: enough to make its components again.
struct HistoryHead {
  std::uint64_t seed = 0;
  std::uint64_t features = 0;  // Flags that change behaviour; none yet.
  std::string configuration;   // The encoded scenario.
  template <class Self, class V>
  static void visit_fields(Self& self, V&& v) {
    v("seed", self.seed);
    v("features", self.features);
    v("configuration", self.configuration);
  }
};

struct HistoryEvent {
  Time now;
  NodeId target;
  Event event;
};

struct HistoryEnd {
  std::uint64_t events = 0;
  Digest digest;
};

class HistoryWriter {
 public:
  HistoryWriter(Sink& sink, const HistoryHead& head);

  void event(Time now, NodeId target, const Event& event);
  void end(const HistoryEnd& end);

 private:
  void flush_record();

  Sink& sink_;
  std::string record_;
  Encoder encoder_{record_};
};

class HistoryReader {
 public:
  // The bytes must outlive the reader.
  explicit HistoryReader(std::string_view bytes) : left_(bytes) {}

  // First. Refused: not a history, a newer version, or damaged before the first event.
  Result<HistoryHead> head();

  // The next event, or nothing at the end. `bodies` must outlive the event.
  std::optional<HistoryEvent> next(Bodies& bodies);

  // After the last event: the closing, unless the tail is torn.
  [[nodiscard]] const std::optional<HistoryEnd>& end() const { return end_; }

  // Why reading stopped before a closing. Empty if it did not.
  [[nodiscard]] const std::string& damage() const { return damage_; }

 private:
  std::optional<std::string_view> record();

  std::string_view left_;
  Decoder decoder_;
  std::optional<HistoryEnd> end_;
  std::string damage_;
  std::uint64_t records_ = 0;
};

}  // namespace meseta
