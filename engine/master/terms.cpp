#include "engine/master/terms.hpp"

#include <utility>

#include "engine/constraints/validation.hpp"

namespace meseta::master {

namespace {

class NoMatchers final : public TextMatchers {
 public:
  Result<std::unique_ptr<TextMatcher>> compile(std::string_view) override {
    return refuse("this master knows no regexes");
  }
};

}  // namespace

Result<std::shared_ptr<ConstraintFilter>> compile_constraints(const FrameworkInfo& info,
                                                              const MasterOptions& options) {
  if (info.constraints.empty()) return nullptr;
  if (auto valid = validate_constrained_roles(info.constraints, info.roles); !valid) {
    return tl::unexpected(valid.error());
  }
  NoMatchers none;
  TextMatchers& matchers = options.text_matchers ? *options.text_matchers : none;
  auto filter = ConstraintFilter::compile(info.constraints, matchers);
  if (!filter) return tl::unexpected(filter.error());
  return std::make_shared<ConstraintFilter>(*std::move(filter));
}

AgentFacts facts_of(const AgentInfo& info) {
  return AgentFacts::of(info.hostname, info.domain.view(), info.attributes);
}

}  // namespace meseta::master
