#include "workload/batch.hpp"

#include <utility>

namespace meseta {

namespace {

constexpr Site kDuration("workload.batch.duration");
constexpr Site kFails("workload.batch.fails");
constexpr Site kHangs("workload.batch.hangs");

}  // namespace

Batch::Batch(Options options, const Choices& choices, std::uint64_t entity)
    : options_(std::move(options)),
      choices_(choices),
      entity_(entity),
      demands_{options_.demand},
      arrivals_(options_.arrivals, options_.tasks, choices, entity) {}

Time Batch::next() const { return arrivals_.done() ? kTimeMax : start_ + arrivals_.peek(); }

void Batch::advance(Time now, Submissions& to) {
  for (; next() <= now; arrivals_.pop()) to.submit(submitted_++, 0);
}

void Batch::ended(std::uint32_t task, TaskState state, Time, Submissions& to) {
  if (is_lost(state)) to.submit(task, 0);
}

TaskScript Batch::script(std::uint32_t task, std::uint32_t) const {
  if (choices_.happens(options_.hang_per_million, kHangs, entity_, task)) {
    return {.outcome = TaskScript::Outcome::Hang};
  }
  const bool fails = choices_.happens(options_.fail_per_million, kFails, entity_, task);
  return {.runs = draw(options_.duration, choices_, kDuration, entity_, task),
          .outcome = fails ? TaskScript::Outcome::Fail : TaskScript::Outcome::Finish};
}

}  // namespace meseta
