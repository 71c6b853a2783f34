// Fields: what visit_fields makes possible, starting with the digest.
//
// A type that travels lists its fields once, in order. From that list come the digest (here), the
// encoding of histories (codec.hpp) and the text of transcripts (print.hpp), so the three can never
// disagree about what an event is.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/base/digest.hpp"
#include "engine/base/id.hpp"
#include "engine/base/ref.hpp"
#include "engine/base/text.hpp"
#include "engine/base/time.hpp"

namespace meseta {

struct AnyVisitor {
  template <class T>
  void operator()(const char*, T&&) const {}
};

template <class T>
concept Visitable = requires(T& value) {
  T::visit_fields(value, AnyVisitor{});
};

// A growing array of elements: std::vector and its like.
template <class T>
concept Sequence = !std::is_same_v<T, std::string> && requires(T & value, std::size_t n) {
  typename T::value_type;
  value.resize(n);
  value.begin();
  value.end();
};

template <class T>
concept Word = std::integral<T> || std::is_enum_v<T>;

// Types that are one 64-bit word in every form: their only field, widened.
constexpr std::uint64_t to_word(Time t) { return static_cast<std::uint64_t>(t.ns); }
constexpr std::uint64_t to_word(Duration d) { return static_cast<std::uint64_t>(d.ns); }
constexpr std::uint64_t to_word(NodeId id) { return id.value; }
constexpr std::uint64_t to_word(SessionId id) { return id.value; }
constexpr std::uint64_t to_word(Epoch epoch) { return epoch.value; }
template <class Tag>
constexpr std::uint64_t to_word(EpochId<Tag> id) {
  return id.word();
}
template <Word T>
constexpr std::uint64_t to_word(T value) {
  return static_cast<std::uint64_t>(value);
}

template <class T>
concept WordLike = requires(const T& value) {
  { to_word(value) } -> std::same_as<std::uint64_t>;
};

template <class T>
Digest digest_of(const T& value);

class Folder {
 public:
  explicit Folder(Digest& digest) : digest_(digest) {}

  template <class T>
  void operator()(const char*, const T& value) {
    fold(value);
  }

  template <class T>
  void fold(const T& value) {
    if constexpr (WordLike<T>) {
      digest_.fold(to_word(value));
    } else if constexpr (Visitable<const T>) {
      T::visit_fields(value, *this);
    } else if constexpr (Sequence<T>) {
      digest_.fold(value.size());
      for (const auto& element : value) fold(element);
    } else {
      fold_special(value);
    }
  }

 private:
  void fold_special(const Text& text) { digest_.fold(text.digest()); }
  void fold_special(const std::string& text) { digest_.fold_bytes(text.data(), text.size()); }
  void fold_special(const Uuid& uuid) {
    digest_.fold(uuid.high);
    digest_.fold(uuid.low);
  }
  template <class T>
  void fold_special(const std::optional<T>& value) {
    digest_.fold(std::uint64_t{value.has_value()});
    if (value) fold(*value);
  }
  template <class T>
  void fold_special(const Ref<T>& value) {
    digest_.fold(std::uint64_t{static_cast<bool>(value)});
    if (value) digest_.fold(value.digest([](const T& held) { return digest_of(held); }));
  }
  template <class... T>
  void fold_special(const std::variant<T...>& value) {
    digest_.fold(value.index());
    std::visit([this](const auto& held) { this->fold(held); }, value);
  }

  Digest& digest_;
};

template <class T>
Digest digest_of(const T& value) {
  Digest digest;
  Folder(digest).fold(value);
  return digest;
}

}  // namespace meseta
