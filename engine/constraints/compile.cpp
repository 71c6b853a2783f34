// How OfferConstraints become a ConstraintFilter: selectors and regexes are numbered, each once.
#include <array>
#include <string>
#include <utility>

#include "engine/base/lookup.hpp"
#include "engine/constraints/constraint_filter.hpp"
#include "engine/constraints/validation.hpp"

namespace meseta {

class ConstraintCompiler {
 public:
  ConstraintCompiler(TextMatchers& matchers, const ConstraintLimits& limits)
      : matchers_(matchers), limits_(limits) {
    filter_.answers_ = Answers(limits.remembered_bytes_max);
  }

  Result<ConstraintFilter> compile(const OfferConstraints& constraints) {
    for (const RoleConstraints& role : constraints.roles) {
      if (auto added = add_role(role); !added) return tl::unexpected(added.error());
    }
    return std::move(filter_);
  }

 private:
  Result<void> add_role(const RoleConstraints& constraints) {
    const auto number = static_cast<std::uint32_t>(filter_.roles_.size());
    filter_.roles_by_name_.insert(constraints.role, number);
    auto& role = filter_.roles_.emplace_back();
    for (auto& named : selectors_) named.clear();
    for (std::size_t g = 0; g < constraints.groups.size(); ++g) {
      auto& group = role.groups.emplace_back();
      for (const AttributeConstraint& given : constraints.groups[g].constraints) {
        ConstraintFilter::Constraint constraint{.kind = given.predicate.kind,
                                                .selector = number_of(given.selector, role),
                                                .regex = 0,
                                                .text = given.predicate.text};
        if (is_regex(constraint.kind)) {
          auto regex = number_of(given.predicate.text);
          if (!regex) {
            return refuse(field_name(constraints.role, {g, group.size()}) + "." +
                          std::string(field_name(constraint.kind)) +
                          ".regex: " + regex.error().message);
          }
          constraint.regex = *regex;
        }
        group.push_back(std::move(constraint));
      }
    }
    return {};
  }

  static bool is_regex(AttributePredicate::Kind kind) {
    return kind == AttributePredicate::Kind::TextMatches ||
           kind == AttributePredicate::Kind::TextNotMatches;
  }

  // Of the role's selectors, which it joins if it is new.
  std::uint32_t number_of(const AttributeSelector& selector, ConstraintFilter::Role& role) {
    const auto next = static_cast<std::uint32_t>(role.selectors.size());
    // What name a pseudo attribute may carry says nothing.
    auto& named = selectors_[static_cast<std::size_t>(selector.kind)];
    const Text name =
        selector.kind == AttributeSelector::Kind::AttributeName ? selector.attribute_name : Text();
    const auto [number, fresh] = named.insert(name, next);
    if (fresh) role.selectors.push_back(selector);
    return *number;
  }

  Result<std::uint32_t> number_of(const Text& regex) {
    if (const std::uint32_t* const known = regexes_.find(regex)) return *known;
    const auto next = static_cast<std::uint32_t>(filter_.regexes_.size());
    if (next >= limits_.regexes_max) {
      return refuse("more than " + std::to_string(limits_.regexes_max) +
                    " distinct regexes are too many");
    }
    auto matcher = matchers_.compile(regex.view());
    if (!matcher) return tl::unexpected(matcher.error());
    filter_.regexes_.push_back(*std::move(matcher));
    regexes_.insert(regex, next);
    return next;
  }

  TextMatchers& matchers_;
  const ConstraintLimits& limits_;
  ConstraintFilter filter_;
  // Of the role that is being added, by kind and name.
  std::array<Lookup<Text, std::uint32_t>, 5> selectors_;
  Lookup<Text, std::uint32_t> regexes_;
};

Result<ConstraintFilter> ConstraintFilter::compile(const OfferConstraints& constraints,
                                                   TextMatchers& matchers,
                                                   const ConstraintLimits& limits) {
  if (auto valid = validate_constraints(constraints, limits); !valid) {
    return tl::unexpected(valid.error());
  }
  return ConstraintCompiler(matchers, limits).compile(constraints);
}

}  // namespace meseta
