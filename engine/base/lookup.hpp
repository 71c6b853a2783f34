// Lookup: a hash map that cannot be iterated.
//
// Hash order must never be seen by a decision, so this face over boost::unordered_flat_map offers
// only the operations whose result does not depend on it.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "engine/base/id.hpp"
#include "engine/base/text.hpp"

namespace meseta {

// Hashes of the keys the engine uses. Well mixed already, or mixed here.
struct LookupHash {
  using is_avalanching = void;

  static std::size_t mix(std::uint64_t word) {
    word = (word ^ (word >> 32U)) * 0xd6e8feb86659fd93U;
    return static_cast<std::size_t>(word ^ (word >> 32U));
  }
  std::size_t operator()(std::uint64_t word) const { return mix(word); }
  std::size_t operator()(NodeId id) const { return mix(id.value); }
  std::size_t operator()(SessionId id) const { return mix(id.value); }
  template <class Tag>
  std::size_t operator()(EpochId<Tag> id) const {
    return mix(id.word());
  }
  std::size_t operator()(const Text& text) const { return static_cast<std::size_t>(text.hash()); }
  std::size_t operator()(const TaskId& id) const {
    return static_cast<std::size_t>(id.name.hash() ^ mix(id.framework.word()));
  }
};

template <class Key, class Value, class Hash = LookupHash>
class Lookup {
 public:
  // The value, or nullptr. Valid until the next insert.
  [[nodiscard]] Value* find(const Key& key) {
    const auto found = map_.find(key);
    return found == map_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] const Value* find(const Key& key) const {
    const auto found = map_.find(key);
    return found == map_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] bool contains(const Key& key) const { return map_.contains(key); }

  // The value in place, and whether it is new. An existing one is left as it is.
  std::pair<Value*, bool> insert(const Key& key, Value value) {
    const auto [place, fresh] = map_.try_emplace(key, std::move(value));
    return {&place->second, fresh};
  }
  // The value in place, made by default if absent.
  Value& operator[](const Key& key) { return map_[key]; }

  bool erase(const Key& key) { return map_.erase(key) > 0; }
  void clear() { map_.clear(); }
  void reserve(std::size_t n) { map_.reserve(n); }
  [[nodiscard]] std::size_t size() const { return map_.size(); }
  [[nodiscard]] bool empty() const { return map_.empty(); }

 private:
  boost::unordered_flat_map<Key, Value, Hash> map_;
};

}  // namespace meseta
