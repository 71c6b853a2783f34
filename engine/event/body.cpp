#include "engine/event/body.hpp"

#include <array>
#include <cstddef>

#include "engine/event/bodies.hpp"

namespace meseta {

namespace {

template <EventType T>
void recycle(BodyHeader* node) {
  static_cast<Slab<T>*>(node->home)->recycle(node);
}

using Recycle = void (*)(BodyHeader*);

template <class... T>
constexpr std::array<Recycle, kKinds> recyclers(TypeList<T...>) {
  return {&recycle<T>...};
}

template <class... T>
constexpr std::array<const char*, kKinds> names(TypeList<T...>) {
  return {T::kName...};
}

}  // namespace

void Body::destroy(BodyHeader* node) {
  static constexpr auto kRecyclers = recyclers(EventTypes{});
  kRecyclers[node->kind](node);
}

const char* kind_name(Kind kind) {
  static constexpr auto kNames = names(EventTypes{});
  return kind < kKinds ? kNames[kind] : "?";
}

}  // namespace meseta
