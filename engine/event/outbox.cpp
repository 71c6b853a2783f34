#include "engine/event/outbox.hpp"

namespace meseta {

void fold(Digest& digest, const Want& want) {
  digest.fold((static_cast<std::uint64_t>(want.verb) << 32U) | want.kind);
  digest.fold((std::uint64_t{want.session.value} << 32U) | want.peer.value);
  switch (want.verb) {
    case Want::Verb::Send:
    case Want::Verb::Launch:
    case Want::Verb::Kill:
      digest.fold(to_word(want.span));
      digest.fold(want.body.kind());
      digest.fold(want.body.digest());
      break;
    case Want::Verb::Arm:
    case Want::Verb::Disarm:
      digest.fold(want.owner);
      digest.fold(to_word(want.at));
      break;
    case Want::Verb::Persist:
      digest.fold(want.owner);
      digest.fold(digest_of(*want.record));
      break;
    case Want::Verb::Watch:
      digest.fold(to_word(want.span));
      break;
    case Want::Verb::Open:
    case Want::Verb::Close:
    case Want::Verb::Unwatch:
    case Want::Verb::StepDown:
      break;
  }
}

}  // namespace meseta
