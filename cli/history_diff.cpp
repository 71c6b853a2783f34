#include "cli/history_diff.hpp"

#include <optional>

#include "engine/event/history.hpp"
#include "engine/event/print.hpp"
#include "engine/loop/dispatcher.hpp"

namespace meseta::cli {

namespace {

class Side {
 public:
  explicit Side(const DiffSide& side) : name_(side.name), reader_(side.bytes) {}

  Result<HistoryHead> head() {
    auto head = reader_.head();
    if (!head) return refuse(name_ + ": " + head.error().message);
    return head;
  }
  void next() {
    event_ = reader_.next(bodies_);
    if (event_) ++number_;
  }
  [[nodiscard]] const std::optional<HistoryEvent>& event() const { return event_; }
  [[nodiscard]] const std::optional<HistoryEnd>& end() const { return reader_.end(); }
  [[nodiscard]] bool damaged() const { return !reader_.damage().empty(); }
  [[nodiscard]] std::string problem() const { return name_ + ": " + reader_.damage(); }
  [[nodiscard]] std::string line() const {
    const std::string start = name_ + ": ";
    if (!event_) return start + "ends after event " + std::to_string(number_) + "\n";
    return start + print(Handled{number_, event_->now, event_->target, event_->event}) + "\n";
  }

 private:
  std::string name_;
  HistoryReader reader_;
  Bodies bodies_;  // Before event_, whose body lives in it.
  std::optional<HistoryEvent> event_;
  std::uint64_t number_ = 0;
};

bool same(const HistoryEvent& a, const HistoryEvent& b) {
  return a.now == b.now && a.target == b.target && a.event.session == b.event.session &&
         a.event.from == b.event.from && a.event.kind() == b.event.kind() &&
         a.event.body.digest() == b.event.body.digest();
}

}  // namespace

Result<HistoryDiff> history_diff(const DiffSide& left, const DiffSide& right, std::uint64_t until) {
  Side a(left);
  Side b(right);
  const auto head_a = a.head();
  if (!head_a) return tl::unexpected(head_a.error());
  const auto head_b = b.head();
  if (!head_b) return tl::unexpected(head_b.error());
  std::string heads;
  if (head_a->seed != head_b->seed) {
    heads += "the seeds differ: " + std::to_string(head_a->seed) + " and " +
             std::to_string(head_b->seed) + "\n";
  }
  if (head_a->configuration != head_b->configuration) heads += "the scenarios differ\n";

  std::uint64_t number = 0;
  while (number < until) {
    a.next();
    b.next();
    if (a.damaged()) return refuse(a.problem());
    if (b.damaged()) return refuse(b.problem());
    if (!a.event() && !b.event()) break;
    ++number;
    if (!a.event() || !b.event() || !same(*a.event(), *b.event())) {
      return HistoryDiff{false, heads + "event " + std::to_string(number) +
                                    " is the first to differ\n" + a.line() + b.line()};
    }
  }
  if (a.end() && b.end() && a.end()->digest != b.end()->digest) {
    return HistoryDiff{false,
                       heads + "all " + std::to_string(number) +
                           " events are the same, the digests are not: what was wanted differs\n"};
  }
  return HistoryDiff{heads.empty(),
                     heads + "all " + std::to_string(number) + " events are the same\n"};
}

}  // namespace meseta::cli
