// Decoder: the way back from encoder.hpp.
//
// It meets damaged input: it checks every length against what is left, stops at the first thing
// that cannot be, and from then on gives empty values; ask ok() at the end.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "engine/event/encoder.hpp"

namespace meseta {

class Decoder {
 public:
  // What the next calls read.
  void feed(std::string_view bytes) { left_ = bytes; }

  // Nothing was wrong so far. `done`: and all of what was fed is used up.
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool done() const { return ok_ && left_.empty(); }

  template <class T>
  void operator()(const char*, T& value) {
    decode(value);
  }

  template <class T>
  void decode(T& value) {
    if constexpr (WordLike<T>) {
      from_word(value, get_word());
    } else if constexpr (Visitable<T>) {
      T::visit_fields(value, *this);
    } else if constexpr (Sequence<T>) {
      value.resize(get_size());
      for (auto& element : value) decode(element);
    } else {
      decode_special(value);
    }
  }

  std::uint64_t get_word();
  std::string_view get_bytes();

 private:
  template <class T>
  using Held = std::vector<Ref<T>>;

  // A count of things that each take at least a byte.
  std::size_t get_size();
  void fail();

  static void from_word(Time& t, std::uint64_t w) { t.ns = static_cast<std::int64_t>(w); }
  static void from_word(Duration& d, std::uint64_t w) { d.ns = static_cast<std::int64_t>(w); }
  static void from_word(NodeId& id, std::uint64_t w) { id.value = static_cast<std::uint32_t>(w); }
  static void from_word(SessionId& s, std::uint64_t w) { s.value = static_cast<std::uint32_t>(w); }
  static void from_word(Epoch& e, std::uint64_t w) { e.value = static_cast<std::uint32_t>(w); }
  template <class Tag>
  static void from_word(EpochId<Tag>& id, std::uint64_t w) {
    id = EpochId<Tag>::from_word(w);
  }
  template <Word T>
  static void from_word(T& value, std::uint64_t w) {
    value = static_cast<T>(w);
  }

  void decode_special(Text& text) { text = Text(get_bytes()); }
  void decode_special(std::string& text) { text = get_bytes(); }
  void decode_special(Uuid& uuid) {
    uuid.high = get_word();
    uuid.low = get_word();
  }
  template <class T>
  void decode_special(std::optional<T>& value) {
    value.reset();
    if (get_word() != 0) decode(value.emplace());
  }
  template <class... T>
  void decode_special(std::variant<T...>& value) {
    const std::uint64_t index = get_word();
    if (index >= sizeof...(T)) return fail();
    std::uint64_t i = 0;
    ((i++ == index ? decode(value.template emplace<T>()) : void()), ...);
  }
  template <class T>
  void decode_special(Ref<T>& value) {
    const std::uint64_t word = get_word();
    value = nullptr;
    if (word == 0) return;
    if (word == 1) {
      T content;
      decode(content);
      value = Ref<T>::make(std::move(content));
      if constexpr (SharedNoun<T>) std::get<Held<T>>(held_).push_back(value);
      return;
    }
    if constexpr (SharedNoun<T>) {
      const auto& held = std::get<Held<T>>(held_);
      if (word - 2 < held.size()) {
        value = held[word - 2];
        return;
      }
    }
    fail();
  }

  std::string_view left_;
  bool ok_ = true;
  PerNoun<Held> held_;
};

}  // namespace meseta
