#include "workload/task_script.hpp"

#include <array>
#include <charconv>
#include <string_view>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

constexpr std::string_view kLetters = "FXHL";  // By outcome.

bool has_duration(TaskScript::Outcome outcome) {
  return outcome == TaskScript::Outcome::Finish || outcome == TaskScript::Outcome::Fail;
}

}  // namespace

Text encode(const TaskScript& script) {
  CHECK(script.runs >= Duration{});
  std::array<char, 24> bytes;
  bytes[0] = kLetters[static_cast<std::size_t>(script.outcome)];
  if (!has_duration(script.outcome)) return Text({bytes.data(), 1});
  const auto end = std::to_chars(bytes.data() + 1, bytes.data() + bytes.size(), script.runs.ns).ptr;
  return Text({bytes.data(), static_cast<std::size_t>(end - bytes.data())});
}

std::optional<TaskScript> decode_task_script(const Text& payload) {
  const std::string_view bytes = payload.view();
  if (bytes.empty()) return std::nullopt;
  const std::size_t letter = kLetters.find(bytes[0]);
  if (letter == std::string_view::npos) return std::nullopt;
  TaskScript script{.outcome = static_cast<TaskScript::Outcome>(letter)};
  if (!has_duration(script.outcome)) {
    if (bytes.size() != 1) return std::nullopt;
    return script;
  }
  const char* const end = bytes.data() + bytes.size();
  const auto read = std::from_chars(bytes.data() + 1, end, script.runs.ns);
  if (read.ec != std::errc{} || read.ptr != end || script.runs < Duration{}) return std::nullopt;
  return script;
}

}  // namespace meseta
