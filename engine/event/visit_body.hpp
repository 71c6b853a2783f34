// visit_body: calls a function with the content of a body, whatever its kind.
#pragma once

#include <array>

#include "engine/event/body.hpp"

namespace meseta {

namespace detail {

template <class F, class... T>
void visit_body(const Body& body, F& visitor, TypeList<T...>) {
  using Call = void (*)(const Body&, F&);
  static constexpr std::array<Call, sizeof...(T)> kCalls{
      [](const Body& held, F& call) { call(held.as<T>()); }...};
  kCalls[body.kind()](body, visitor);
}

}  // namespace detail

template <class F>
void visit_body(const Body& body, F visitor) {
  detail::visit_body(body, visitor, EventTypes{});
}

}  // namespace meseta
