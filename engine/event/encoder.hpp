// Encoder: values to bytes, for histories.
//
// Words are unsigned LEB128, texts a length and their bytes, sequences a count and their elements,
// optional things a presence word. Shared nouns are written once: the first use of an AgentInfo
// says `1` and the content, a later one says `2 + i`, the i-th of its type. Hence an encoder covers
// one history from its beginning, and a decoder likewise.
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/base/lookup.hpp"
#include "engine/event/fields.hpp"
#include "engine/event/info.hpp"

namespace meseta {

template <class T>
concept SharedNoun = std::is_same_v<T, AgentInfo> || std::is_same_v<T, FrameworkInfo> ||
    std::is_same_v<T, TaskInfo> || std::is_same_v<T, Resources>;

template <template <class> class Table>
using PerNoun =
    std::tuple<Table<AgentInfo>, Table<FrameworkInfo>, Table<TaskInfo>, Table<Resources>>;

class Encoder {
 public:
  explicit Encoder(std::string& bytes) : bytes_(bytes) {}

  template <class T>
  void operator()(const char*, const T& value) {
    encode(value);
  }

  template <class T>
  void encode(const T& value) {
    if constexpr (WordLike<T>) {
      put_word(to_word(value));
    } else if constexpr (Visitable<const T>) {
      T::visit_fields(value, *this);
    } else if constexpr (Sequence<T>) {
      put_word(value.size());
      for (const auto& element : value) encode(element);
    } else {
      encode_special(value);
    }
  }

  void put_word(std::uint64_t word);
  void put_bytes(std::string_view bytes);

 private:
  template <class T>
  struct Seen {
    Lookup<std::uint64_t, std::uint64_t> index;  // By address, which the held reference keeps.
    std::vector<Ref<T>> held;
  };

  void encode_special(const Text& text) { put_bytes(text.view()); }
  void encode_special(const std::string& text) { put_bytes(text); }
  void encode_special(const Uuid& uuid) {
    put_word(uuid.high);
    put_word(uuid.low);
  }
  template <class T>
  void encode_special(const std::optional<T>& value) {
    put_word(value.has_value() ? 1 : 0);
    if (value) encode(*value);
  }
  template <class... T>
  void encode_special(const std::variant<T...>& value) {
    put_word(value.index());
    std::visit([this](const auto& held) { this->encode(held); }, value);
  }
  template <class T>
  void encode_special(const Ref<T>& value) {
    if (!value) return put_word(0);
    if constexpr (SharedNoun<T>) {
      auto& seen = std::get<Seen<T>>(seen_);
      const auto address = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(&*value));
      const auto [index, fresh] = seen.index.insert(address, seen.held.size());
      if (!fresh) return put_word(2 + *index);
      seen.held.push_back(value);
    }
    put_word(1);
    encode(*value);
  }

  std::string& bytes_;
  PerNoun<Seen> seen_;
};

}  // namespace meseta
