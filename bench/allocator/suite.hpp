// Suite: what was measured, and what was asked for?
//
// A workload records measurements; those of one name and size are samples of one row. What it
// measured follows from `sizes`, and what it decided goes into the digest, which is the same
// whenever the same sizes are run.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/allocator/stopwatch.hpp"
#include "engine/base/digest.hpp"
#include "engine/base/time.hpp"

namespace meseta::bench {

enum class Extent : std::uint8_t { Tiny, Usual, Full };

struct Size {
  std::uint32_t agents = 0;
  std::uint32_t frameworks = 0;
};

// What is to be reached; 0: nothing is asked.
struct Goal {
  double ratio_min = 0;  // Mesos' time over ours.
  double value_max = 0;  // In the row's unit.
  double each_max = 0;   // Nanoseconds for one of `count`.
};

struct Row {
  std::string workload;
  Size size;
  std::string what;
  std::string unit = "ms";
  double value = 0;
  double wall = 0;  // Of times: by the wall; `value` is processor time.
  std::string of;   // What there are `count` of: offers, agents.
  double count = 0;
  Goal goal;
  std::vector<double> values;  // The samples; `value` and `wall` are medians.
  std::vector<double> walls;
};

class Suite {
 public:
  explicit Suite(Extent extent, bool offers_on_release = false)
      : extent_(extent), offers_on_release_(offers_on_release) {}

  // Each size as often as it is to be measured: small ones more often.
  [[nodiscard]] std::vector<Size> sizes(std::initializer_list<Size> usual,
                                        std::initializer_list<Size> full) const;
  [[nodiscard]] bool tiny() const { return extent_ == Extent::Tiny; }
  [[nodiscard]] bool full() const { return extent_ == Extent::Full; }

  // Of the allocators that are measured; none: what came free waits for the interval.
  [[nodiscard]] std::optional<Duration> batch() const;

  void record(Row row);
  void record(Row row, Spent spent);

  [[nodiscard]] std::vector<Row> rows() const;  // With their medians.
  Digest digest;

 private:
  Extent extent_;
  bool offers_on_release_;
  std::vector<Row> rows_;
};

[[nodiscard]] double median(std::vector<double> samples);

// How the values of two rows grow with what they differ in: 1 is linear.
[[nodiscard]] double growth(double value_small, double value_large, double times);

// A workload without `run` is here to say what it lacks.
struct Workload {
  std::string_view name;
  std::string_view title;
  void (*run)(Suite&) = nullptr;
  std::string_view lacks = {};
  bool releases = false;  // It may differ with offers on release.
};

[[nodiscard]] const std::vector<Workload>& workloads();

void add_and_update_agents(Suite& suite);
void decline_offers(Suite& suite);
void reserve_with_labels(Suite& suite);
void suppress_offers(Suite& suite);
void suppress_nearly_all(Suite& suite);
void report_metrics(Suite& suite);
void revive_backlog(Suite& suite);
void offer_volumes(Suite& suite);
void place_tasks(Suite& suite);
void fill_quotas(Suite& suite);
void compare_quotas(Suite& suite);
void convert_reservations(Suite& suite);
void sort_flat(Suite& suite);
void sort_hierarchy(Suite& suite);
void change_one_agent(Suite& suite);
void follow_arrivals(Suite& suite);
void measure_growth(Suite& suite);
void measure_memory(Suite& suite);

}  // namespace meseta::bench
