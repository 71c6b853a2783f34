#include "scenarios/overrides.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "workload/trace/table.hpp"

namespace meseta {

namespace {

constexpr std::size_t kOverrideBytesMax = 65'536;

// One override on its way down the tree. Each step takes the front of the path and returns the node
// it leads to, or null after an error.
class Override {
 public:
  Override(std::string_view path, std::int32_t index, Findings& findings)
      : rest_(path), findings_(findings) {
    place_.override_index = index;
  }

  YamlNode* descend(YamlNode* node) {
    do {
      if (node->kind == YamlNode::Kind::List) {
        node = rest_.starts_with('[') ? item_by_index(*node) : item_by_name(*node);
      } else {
        node = value_of_key(*node);
      }
    } while (node != nullptr && !rest_.empty());
    return node;
  }

 private:
  YamlNode* refuse(const std::string& message) {
    findings_.refuse(place_, message);
    return nullptr;
  }

  // Takes a dot that another part follows. Anything but that, a bracket or the end is an error.
  bool take_separator() {
    if (rest_.empty() || rest_.starts_with('[')) return true;
    if (rest_.size() < 2 || rest_[0] != '.') {
      refuse("the path ends in " + excerpt(rest_) + "; expected a path such as cluster.name.count");
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  YamlNode* item_by_index(YamlNode& list) {
    const std::size_t end = rest_.find(']');
    const auto index =
        end == std::string_view::npos ? std::nullopt : parse_digits(rest_.substr(1, end - 1));
    if (!index || static_cast<std::size_t>(*index) >= list.items.size()) {
      return refuse(excerpt(rest_.substr(0, end == std::string_view::npos ? end : end + 1)) +
                    " names no item; expected " + indices(list));
    }
    rest_.remove_prefix(end + 1);
    return take_separator() ? &list.items[static_cast<std::size_t>(*index)] : nullptr;
  }

  YamlNode* item_by_name(YamlNode& list) {
    YamlNode* found = nullptr;
    std::size_t taken = 0;
    for (YamlNode& item : list.items) {
      const YamlNode* const name = item.find("name");
      if (name == nullptr || name->text.size() < taken || name->text.empty()) continue;
      if (!rest_.starts_with(name->text)) continue;
      const std::string_view after = rest_.substr(name->text.size());
      if (!after.empty() && after[0] != '.' && after[0] != '[') continue;
      found = &item;
      taken = name->text.size();
    }
    if (found == nullptr) {
      if (list.items.size() == 1) return &list.items[0];  // The only one needs no name.
      return refuse("there is no item " + excerpt(rest_.substr(0, rest_.find_first_of(".["))) +
                    "; expected " + names(list));
    }
    rest_.remove_prefix(taken);
    return take_separator() ? found : nullptr;
  }

  YamlNode* value_of_key(YamlNode& node) {
    const std::string key(rest_.substr(0, rest_.find_first_of(".[")));
    if (key.empty()) {
      return refuse("the path has an empty part before " + excerpt(rest_) +
                    "; expected a path such as cluster.name.count");
    }
    if (node.kind == YamlNode::Kind::Scalar) {
      return refuse("there is nothing beneath " + describe(node) + "; expected a map before " +
                    excerpt(rest_));
    }
    rest_.remove_prefix(key.size());
    if (!take_separator()) return nullptr;
    if (node.kind == YamlNode::Kind::Null) {
      node.kind = YamlNode::Kind::Map;
      node.place = place_;
    }
    if (YamlNode* const value = node.find(key)) return value;
    node.entries.push_back({.key = key, .place = place_});
    node.entries.back().value.place = place_;
    return &node.entries.back().value;
  }

  static std::string indices(const YamlNode& list) {
    if (list.items.empty()) return "none, the list is empty";
    return "[0] to [" + std::to_string(list.items.size() - 1) + "]";
  }

  static std::string names(const YamlNode& list) {
    std::string text;
    for (const YamlNode& item : list.items) {
      const YamlNode* const name = item.find("name");
      if (name == nullptr) continue;
      text += (text.empty() ? "one of " : ", ") + name->text;
      if (text.size() > 200) return text + ", ...";
    }
    return text.empty() ? indices(list) : text;
  }

  std::string_view rest_;
  Findings& findings_;
  Place place_;
};

}  // namespace

Result<void> apply_overrides(YamlNode& root, const Sources& sources) {
  Findings findings(sources);
  for (std::size_t i = 0; i < sources.overrides.size(); ++i) {
    const std::string_view text = sources.overrides[i];
    const auto index = static_cast<std::int32_t>(i);
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string_view::npos || text.size() > kOverrideBytesMax) {
      findings.refuse({.override_index = index},
                      "this is no override; expected path=value, such as cluster.rack-a.count=20");
      break;
    }
    auto value = parse_override(text.substr(equals + 1), index, sources);
    if (!value) return tl::unexpected(value.error());
    if (YamlNode* const node = Override(text.substr(0, equals), index, findings).descend(&root)) {
      *node = *std::move(value);
    }
    if (findings.any()) break;
  }
  if (findings.any()) return tl::unexpected(*findings.error());
  return {};
}

}  // namespace meseta
