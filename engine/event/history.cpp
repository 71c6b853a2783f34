#include "engine/event/history.hpp"

#include <array>

#include "engine/base/crc32c.hpp"
#include "engine/event/visit_body.hpp"

namespace meseta {

namespace {

constexpr std::string_view kMagic = "MESETAH\n";

// What a record is, its first word.
enum class RecordType : std::uint8_t { Head, Event, End };

void put_u32(std::string& bytes, std::uint32_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(value >> shift);
}

std::uint32_t get_u32(std::string_view bytes) {
  std::uint32_t value = 0;
  for (unsigned i = 0; i < 4; ++i) {
    value |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return value;
}

template <EventType T>
Body decode_one(Decoder& decoder, Bodies& bodies) {
  T content;
  decoder.decode(content);
  return bodies.make(std::move(content));
}

template <class... T>
Body decode_body(Kind kind, Decoder& decoder, Bodies& bodies, TypeList<T...>) {
  using Decode = Body (*)(Decoder&, Bodies&);
  static constexpr std::array<Decode, sizeof...(T)> kDecoders{&decode_one<T>...};
  return kDecoders[kind](decoder, bodies);
}

}  // namespace

HistoryWriter::HistoryWriter(Sink& sink, const HistoryHead& head) : sink_(sink) {
  std::string start(kMagic);
  put_u32(start, kHistoryVersion);
  sink_.write(start);
  encoder_.encode(RecordType::Head);
  encoder_.encode(head);
  flush_record();
}

void HistoryWriter::flush_record() {
  CHECK(record_.size() <= kHistoryRecordMax);
  std::string frame;
  put_u32(frame, static_cast<std::uint32_t>(record_.size()));
  put_u32(frame, crc32c(record_));
  sink_.write(frame);
  sink_.write(record_);
  record_.clear();
}

void HistoryWriter::event(Time now, NodeId target, const Event& event) {
  encoder_.encode(RecordType::Event);
  encoder_.encode(now);
  encoder_.encode(target);
  encoder_.encode(event.session);
  encoder_.encode(event.from);
  encoder_.put_word(event.kind());
  visit_body(event.body, [this](const auto& content) { encoder_.encode(content); });
  flush_record();
}

void HistoryWriter::end(const HistoryEnd& end) {
  encoder_.encode(RecordType::End);
  encoder_.put_word(end.events);
  encoder_.put_word(end.digest.high());
  encoder_.put_word(end.digest.low());
  flush_record();
}

std::optional<std::string_view> HistoryReader::record() {
  const auto torn = [this](const char* what) {
    damage_ = "record " + std::to_string(records_) + ": " + what;
    left_ = {};
    return std::nullopt;
  };
  if (left_.empty()) return torn("missing: the file ends without a closing");
  if (left_.size() < 8) return torn("torn");
  const std::uint32_t size = get_u32(left_);
  const std::uint32_t crc = get_u32(left_.substr(4));
  if (size > kHistoryRecordMax || size > left_.size() - 8) return torn("torn");
  const std::string_view bytes = left_.substr(8, size);
  if (crc32c(bytes) != crc) return torn("checksum differs");
  left_.remove_prefix(8 + size);
  ++records_;
  return bytes;
}

Result<HistoryHead> HistoryReader::head() {
  if (!left_.starts_with(kMagic)) return refuse("not a history: expected it to begin with MESETAH");
  left_.remove_prefix(kMagic.size());
  if (left_.size() < 4) return refuse("not a history: it ends before its version");
  const std::uint32_t version = get_u32(left_);
  if (version != kHistoryVersion) {
    return refuse("history version " + std::to_string(version) + "; expected " +
                  std::to_string(kHistoryVersion));
  }
  left_.remove_prefix(4);
  const auto bytes = record();
  if (!bytes) return refuse(damage_);
  decoder_.feed(*bytes);
  RecordType type{};
  HistoryHead head;
  decoder_.decode(type);
  decoder_.decode(head);
  if (!decoder_.done() || type != RecordType::Head) return refuse("record 0: not a configuration");
  return head;
}

std::optional<HistoryEvent> HistoryReader::next(Bodies& bodies) {
  if (end_ || !damage_.empty()) return std::nullopt;
  const auto bytes = record();
  if (!bytes) return std::nullopt;
  decoder_.feed(*bytes);
  const auto damaged = [this] {
    damage_ = "record " + std::to_string(records_ - 1) + ": not an event this version knows";
    return std::nullopt;
  };
  RecordType type{};
  decoder_.decode(type);
  if (type == RecordType::End) {
    HistoryEnd end;
    end.events = decoder_.get_word();
    const std::uint64_t high = decoder_.get_word();
    end.digest = Digest(high, decoder_.get_word());
    if (!decoder_.done()) return damaged();
    end_ = end;
    return std::nullopt;
  }
  HistoryEvent read;
  decoder_.decode(read.now);
  decoder_.decode(read.target);
  decoder_.decode(read.event.session);
  decoder_.decode(read.event.from);
  const std::uint64_t kind = decoder_.get_word();
  if (type != RecordType::Event || !decoder_.ok() || kind >= kKinds) return damaged();
  read.event.body = decode_body(static_cast<Kind>(kind), decoder_, bodies, EventTypes{});
  if (!decoder_.done()) return damaged();
  return read;
}

}  // namespace meseta
