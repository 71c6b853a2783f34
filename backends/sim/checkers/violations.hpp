// Violations: what checkers found, as many of them as anybody reads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"

namespace meseta {

class Violations {
 public:
  static constexpr std::size_t kKeptMax = 100;

  // When the run began: violations are told in seconds since.
  explicit Violations(Time start) : start_(start) {}

  // An invalid node: it concerns nobody alone.
  void add(Time now, NodeId node, const std::string& what);

  [[nodiscard]] std::uint64_t found() const { return found_; }
  // `at 12.5s node 7: what`, in the order in which they were found. If there were more than are
  // kept, the last line says how many.
  [[nodiscard]] std::vector<std::string> texts() const;

 private:
  Time start_;
  std::uint64_t found_ = 0;
  std::vector<std::string> kept_;
};

}  // namespace meseta
