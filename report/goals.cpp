#include "report/goals.hpp"

#include <array>
#include <optional>
#include <utility>

#include "engine/base/check.hpp"
#include "engine/event/kind.hpp"
#include "report/closest.hpp"
#include "report/goal_value.hpp"
#include "report/measures.hpp"
#include "report/wide.hpp"

namespace meseta {

namespace {

constexpr std::array<std::pair<std::string_view, Goal::Op>, 6> kOps{{
    {"<", Goal::Op::Less},
    {"<=", Goal::Op::LessEqual},
    {"==", Goal::Op::Equal},
    {"!=", Goal::Op::NotEqual},
    {">=", Goal::Op::GreaterEqual},
    {">", Goal::Op::Greater},
}};

struct Token {
  std::string_view text;  // Empty at the end.
  std::size_t offset = 0;
};

// Words between spaces; an operator needs none around it.
class Tokens {
 public:
  explicit Tokens(std::string_view expr) : expr_(expr) {}

  Token next() {
    while (at_ < expr_.size() && expr_[at_] == ' ') ++at_;
    const std::size_t start = at_;
    if (at_ == expr_.size()) return {{}, start};
    const bool sign = is_op(expr_[at_]);
    while (at_ < expr_.size() && expr_[at_] != ' ' && is_op(expr_[at_]) == sign) ++at_;
    return {expr_.substr(start, at_ - start), start};
  }

 private:
  static bool is_op(char c) { return c == '<' || c == '=' || c == '!' || c == '>'; }

  std::string_view expr_;
  std::size_t at_ = 0;
};

// Nothing of what the outside wrote may garble a terminal.
std::string quoted(std::string_view text) {
  constexpr std::size_t kMax = 40;
  std::string shown = "'";
  for (const char c : text.substr(0, kMax)) shown += c >= 0x20 && c < 0x7f ? c : '?';
  return shown + (text.size() > kMax ? "…'" : "'");
}

std::string meant(std::string_view word, std::span<const std::string> candidates,
                  const std::string& otherwise) {
  const std::string_view near = closest(word, candidates);
  return near.empty() ? otherwise : "did you mean '" + std::string(near) + "'?";
}

tl::unexpected<GoalProblem> problem(const Token& token, std::string message) {
  return tl::unexpected<GoalProblem>(GoalProblem{token.offset, std::move(message)});
}

std::vector<NamedMeasure> all_measures() {
  const std::array<std::uint64_t, kKinds> none{};
  Summary summary;
  summary.messages = message_counts(none);
  return measures(summary);
}

std::vector<std::string> paths_of(const std::vector<NamedMeasure>& measures) {
  std::vector<std::string> paths;
  paths.reserve(measures.size());
  for (const NamedMeasure& named : measures) paths.push_back(named.path);
  return paths;
}

std::optional<Measure> find(const std::vector<NamedMeasure>& measures, std::string_view path) {
  for (const NamedMeasure& named : measures) {
    if (named.path == path) return named.measure;
  }
  return std::nullopt;
}

std::optional<Goal::Op> find_op(std::string_view text) {
  for (const auto& [name, op] : kOps) {
    if (name == text) return op;
  }
  return std::nullopt;
}

constexpr Wide ten_to(unsigned n) {
  Wide power = 1;
  while (n-- > 0) power *= 10;
  return power;
}

bool holds(Goal::Op op, Wide left, Wide right) {
  switch (op) {
    case Goal::Op::Less:
      return left < right;
    case Goal::Op::LessEqual:
      return left <= right;
    case Goal::Op::Equal:
      return left == right;
    case Goal::Op::NotEqual:
      return left != right;
    case Goal::Op::GreaterEqual:
      return left >= right;
    case Goal::Op::Greater:
      return left > right;
  }
  return false;
}

}  // namespace

std::vector<std::string> goal_paths() { return paths_of(all_measures()); }

std::vector<std::string> framework_goal_paths() { return paths_of(measures(FrameworkSummary{})); }

tl::expected<Goal, GoalProblem> parse_goal(std::string_view expr,
                                           std::span<const std::string> frameworks) {
  Tokens tokens(expr);
  const Token path = tokens.next();
  const Token op = tokens.next();
  const Token value = tokens.next();
  const Token keyword = tokens.next();
  const Token framework = tokens.next();
  const Token rest = tokens.next();

  if (path.text.empty()) {
    return problem(path, "the goal is empty; expected one such as tasks.lost == 0");
  }
  const bool of_framework = !keyword.text.empty();
  if (of_framework && keyword.text != "for") {
    return problem(keyword, quoted(keyword.text) + " follows the value; expected 'for FRAMEWORK'");
  }
  const auto known = of_framework ? measures(FrameworkSummary{}) : all_measures();
  const auto measure = find(known, path.text);
  if (!measure) {
    const std::string what = of_framework ? "a framework has no measure " : "there is no measure ";
    return problem(path, what + quoted(path.text) + "; " +
                             meant(path.text, paths_of(known),
                                   "expected a path of the summary such as tasks.lost"));
  }
  const auto found_op = find_op(op.text);
  if (!found_op) {
    return problem(op, (op.text.empty() ? "the goal ends here" : quoted(op.text)) +
                           "; expected one of < <= == != >= >");
  }
  const auto bound = parse_goal_value(value.text, *measure);
  if (!bound) {
    return problem(value, (value.text.empty() ? "the goal ends here" : quoted(value.text)) +
                              "; expected " + bound.error());
  }
  if (of_framework) {
    bool exists = false;
    for (const std::string& name : frameworks) exists = exists || name == framework.text;
    if (framework.text.empty()) {
      return problem(framework, "the goal ends here; expected the name of a framework");
    }
    if (!exists) {
      return problem(framework,
                     "there is no framework " + quoted(framework.text) + "; " +
                         meant(framework.text, frameworks, "expected one of the scenario"));
    }
    if (!rest.text.empty()) {
      return problem(rest, quoted(rest.text) + " follows the goal; expected its end");
    }
  }
  return Goal{.expr = std::string(expr),
              .path = std::string(path.text),
              .op = *found_op,
              .bound = bound->bound,
              .decimals = bound->decimals,
              .framework = std::string(framework.text)};
}

GoalResult evaluate(const Goal& goal, const Summary& summary) {
  std::optional<Measure> measure;
  if (goal.framework.empty()) {
    measure = find(measures(summary), goal.path);
  } else {
    for (const FrameworkSummary& framework : summary.frameworks_detail) {
      if (framework.name == goal.framework) measure = find(measures(framework), goal.path);
    }
  }
  CHECK(measure.has_value());
  const Wide left = Wide{measure->value} * ten_to(goal.decimals);
  // A goal says a span in nanoseconds, whatever unit it is told in.
  const Wide right = Wide{goal.bound} * (measure->is_span() ? 1 : ten_to(measure->decimals()));
  return {goal.expr, *measure, measure->present && holds(goal.op, left, right)};
}

}  // namespace meseta
