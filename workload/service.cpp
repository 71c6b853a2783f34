#include "workload/service.hpp"

#include <utility>

namespace meseta {

namespace {

constexpr Site kLifetime("workload.service.lifetime");
constexpr Site kFails("workload.service.fails");

// Each life of each instance draws anew.
std::uint64_t ordinal(std::uint32_t instance, std::uint32_t attempt) {
  return (std::uint64_t{attempt} << 32U) | instance;
}

}  // namespace

Service::Service(Options options, const Choices& choices, std::uint64_t entity)
    : options_(std::move(options)), choices_(choices), entity_(entity), demands_{options_.demand} {}

void Service::begin(Time start) {
  for (std::uint32_t i = 0; i < options_.instances; ++i)
    due_.push_back({start + options_.start, i});
}

Time Service::next() const { return due_.empty() ? kTimeMax : due_.front().at; }

void Service::advance(Time now, Submissions& to) {
  for (; next() <= now; due_.pop_front()) to.submit(due_.front().instance, 0);
}

void Service::ended(std::uint32_t task, TaskState state, Time now, Submissions& to) {
  if (state == TaskState::Error) {
    ++given_up_;
    return;
  }
  due_.push_back({now + options_.restart_delay, task});
  advance(now, to);
}

TaskScript Service::script(std::uint32_t task, std::uint32_t attempt) const {
  if (!options_.lifetime) return {.outcome = TaskScript::Outcome::Hang};
  const std::uint64_t life = ordinal(task, attempt);
  const bool fails = choices_.happens(options_.fail_per_million, kFails, entity_, life);
  return {.runs = draw(*options_.lifetime, choices_, kLifetime, entity_, life),
          .outcome = fails ? TaskScript::Outcome::Fail : TaskScript::Outcome::Finish};
}

}  // namespace meseta
