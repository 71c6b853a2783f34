// Result<T>: a value, or the reason why there is none.
//
// For refusals the domain knows (bad input, over quota, unknown id): values that travel to whoever
// asked. A failure of the world is an event and a bug is a CHECK; neither is a Result.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace meseta {

// Why something was refused, in words for the one who asked: what is wrong, then the expected form.
struct Refusal {
  std::string message;

  friend bool operator==(const Refusal&, const Refusal&) = default;
};

template <class T>
using Result = tl::expected<T, Refusal>;

inline tl::unexpected<Refusal> refuse(std::string message) {
  return tl::unexpected<Refusal>(Refusal{std::move(message)});
}

}  // namespace meseta
