#include "engine/event/print.hpp"

#include "engine/event/visit_body.hpp"

namespace meseta {

namespace {

void append_hex(std::string& text, std::uint64_t word) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[(word >> shift) & 15U];
}

void append_quoted(std::string& text, std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  text += '"';
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (byte < 0x20 || byte >= 0x7f) {
      text += "\\x";
      text += kDigits[byte >> 4U];
      text += kDigits[byte & 15U];
    } else {
      text += c;
    }
  }
  text += '"';
}

std::string print_alarm(const Want& want) {
  return std::to_string(want.kind) + "/" + std::to_string(want.owner);
}

std::string print_session(const Want& want) { return "#" + std::to_string(want.session.value); }

std::string print_peer(const Want& want) { return "node " + std::to_string(want.peer.value); }

}  // namespace

std::string print_seconds(std::int64_t ns) {
  std::string text = ns < 0 ? "-" : "";
  const std::uint64_t magnitude =
      ns < 0 ? ~static_cast<std::uint64_t>(ns) + 1 : static_cast<std::uint64_t>(ns);
  text += std::to_string(magnitude / 1'000'000'000);
  std::string fraction = std::to_string(magnitude % 1'000'000'000);
  fraction.insert(0, 9 - fraction.size(), '0');
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (!fraction.empty()) text += "." + fraction;
  return text + "s";
}

void Printer::print_leaf(Time time) { text_ += print_seconds(time.ns); }
void Printer::print_leaf(Duration span) { text_ += print_seconds(span.ns); }
void Printer::print_leaf(NodeId id) {
  text_ += id.valid() ? "node " + std::to_string(id.value) : "none";
}
void Printer::print_leaf(const Text& text) { append_quoted(text_, text.view()); }
void Printer::print_leaf(const std::string& text) { append_quoted(text_, text); }
void Printer::print_leaf(const Uuid& uuid) {
  append_hex(text_, uuid.high);
  append_hex(text_, uuid.low);
}
void Printer::print_leaf(TaskState state) { text_ += to_string(state); }
void Printer::print_leaf(StatusSource source) { text_ += to_string(source); }
void Printer::print_leaf(StatusReason reason) { text_ += to_string(reason); }

std::string print(const Body& body) {
  std::string text = kind_name(body.kind());
  visit_body(body, [&text](const auto& value) { Printer(text).print(value); });
  return text;
}

std::string print(const Want& want) {
  switch (want.verb) {
    case Want::Verb::Send:
      return "send " + print_session(want) + " " + print(want.body);
    case Want::Verb::Open:
      return "open " + print_peer(want);
    case Want::Verb::Close:
      return "close " + print_session(want);
    case Want::Verb::Arm:
      return "arm " + print_alarm(want) + " at " + print_seconds(want.at.ns);
    case Want::Verb::Disarm:
      return "disarm " + print_alarm(want);
    case Want::Verb::Persist: {
      std::string text = "persist " + std::to_string(want.owner) + " ";
      Printer(text).print(*want.record);
      return text;
    }
    case Want::Verb::Watch:
      return "watch " + print_peer(want) + " every " + print_seconds(want.span.ns) + " misses " +
             std::to_string(want.kind);
    case Want::Verb::Unwatch:
      return "unwatch " + print_peer(want);
    case Want::Verb::Launch:
      return "launch " + print(want.body);
    case Want::Verb::Kill:
      return "kill " + print(want.body) + " grace " + print_seconds(want.span.ns);
    case Want::Verb::StepDown:
      return "step_down";
  }
  return "?";
}

}  // namespace meseta
