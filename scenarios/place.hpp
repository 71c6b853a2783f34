// Place: where in the input something was said, and the first thing that is wrong there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.hpp"

namespace meseta {

// A line and column of the scenario's file, counted from 1, or one of the overrides.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::int32_t override_index = -1;

  [[nodiscard]] bool overridden() const { return override_index >= 0; }
  friend bool operator==(const Place&, const Place&) = default;
};

// What places refer to.
struct Sources {
  std::string file;
  std::vector<std::string> overrides;  // `path=value`

  // `FILE:LINE:COLUMN` or `--set path=value`
  [[nodiscard]] std::string describe(Place place) const;
};

// Keeps the first error. Those who find one go on with a value that does no harm, so that checks
// need no branches; nobody uses a result before asking `error()`.
class Findings {
 public:
  explicit Findings(const Sources& sources) : sources_(sources) {}

  // `message` says what is wrong, then the expected form: "x is 'y'; expected z".
  void refuse(Place place, const std::string& message) {
    if (!error_) error_ = Refusal{sources_.describe(place) + ": " + message};
  }
  // An error that has its own place, in another file.
  void refuse(Refusal refusal) {
    if (!error_) error_ = std::move(refusal);
  }

  [[nodiscard]] bool any() const { return error_.has_value(); }
  [[nodiscard]] const std::optional<Refusal>& error() const { return error_; }
  [[nodiscard]] const Sources& sources() const { return sources_; }

 private:
  const Sources& sources_;
  std::optional<Refusal> error_;
};

}  // namespace meseta
