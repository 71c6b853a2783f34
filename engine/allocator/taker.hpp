// Taker: does this client take it?
//
// A reference to something callable, for functions that ask clients in turn and are not templates.
// Good while what it refers to is.
#pragma once

#include <cstdint>

namespace meseta {

// A small dense number of the owner's.
using ClientSlot = std::uint32_t;

class Taker {
 public:
  template <class Take>
  explicit Taker(Take& take)
      : take_(&take), call_([](void* of, ClientSlot client) -> bool {
          return (*static_cast<Take*>(of))(client);
        }) {}

  bool operator()(ClientSlot client) const { return call_(take_, client); }

 private:
  void* take_;
  bool (*call_)(void*, ClientSlot);
};

}  // namespace meseta
