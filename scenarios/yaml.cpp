#include "scenarios/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

#include "workload/trace/table.hpp"

namespace meseta {

namespace {

// How the tree builder leaves yaml-cpp's parser; never leaves this file.
struct Stop {
  Place place;
  std::string message;
};

// Builds the tree from the parser's events. Open maps and lists lie on a stack.
class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(std::int32_t override_index) : override_index_(override_index) {}

  [[nodiscard]] YamlNode take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) throw Stop{place(mark), "a second document begins; expected one"};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(make(YamlNode::Kind::Null, mark, "", anchor));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Stop{place(mark), "there is an alias; expected its content (to say '*', quote it)"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    // The parser marks plain scalars by the tag `?` and quoted ones by `!`.
    YamlNode node = make(YamlNode::Kind::Scalar, mark, tag == "!" ? "" : tag, anchor);
    node.text = value;
    node.quoted = tag == "!";
    add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(make(YamlNode::Kind::List, mark, tag, anchor));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(make(YamlNode::Kind::Map, mark, tag, anchor));
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlNode node;
    bool key_is_next = true;  // Of a map: its last entry is complete.
    std::set<std::string> keys;
  };

  Place place(const YAML::Mark& mark) const {
    return {.line = static_cast<std::uint32_t>(mark.line + 1),
            .column = static_cast<std::uint32_t>(mark.column + 1),
            .override_index = override_index_};
  }

  YamlNode make(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
                YAML::anchor_t anchor) const {
    if (anchor != 0) throw Stop{place(mark), "there is an anchor; expected none"};
    if (!tag.empty() && tag != "?") {
      throw Stop{place(mark), "there is the tag " + excerpt(tag) + "; expected none"};
    }
    YamlNode node;
    node.kind = kind;
    node.place = place(mark);
    return node;
  }

  void open(YamlNode node) {
    if (stack_.size() >= kYamlDepthMax) {
      throw Stop{node.place, "this is nested too deeply; expected at most " +
                                 std::to_string(kYamlDepthMax) + " maps and lists"};
    }
    check_no_key(node);
    stack_.push_back({.node = std::move(node)});
  }

  void close() {
    YamlNode node = std::move(stack_.back().node);
    stack_.pop_back();
    add(std::move(node));
  }

  void add(YamlNode node) {
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = stack_.back();
    if (parent.node.kind == YamlNode::Kind::List) {
      parent.node.items.push_back(std::move(node));
    } else if (parent.key_is_next) {
      add_key(parent, std::move(node));
    } else {
      // An absent value has no place of its own.
      if (node.kind == YamlNode::Kind::Null) node.place = parent.node.entries.back().place;
      parent.node.entries.back().value = std::move(node);
      parent.key_is_next = true;
    }
  }

  void add_key(Open& parent, YamlNode node) {
    check_no_key(node);
    if (!parent.keys.insert(node.text).second) {
      const auto first =
          std::find_if(parent.node.entries.begin(), parent.node.entries.end(),
                       [&](const YamlEntry& entry) { return entry.key == node.text; });
      throw Stop{node.place, "key " + excerpt(node.text) + " is there twice, first in line " +
                                 std::to_string(first->place.line) + "; expected each key once"};
    }
    parent.node.entries.push_back({.key = std::move(node.text), .place = node.place});
    parent.key_is_next = false;
  }

  // A node that stands where a key is expected must be a scalar.
  void check_no_key(const YamlNode& node) const {
    if (stack_.empty() || stack_.back().node.kind != YamlNode::Kind::Map) return;
    if (!stack_.back().key_is_next || node.kind == YamlNode::Kind::Scalar) return;
    throw Stop{node.place,
               "a key is " + describe(node) + "; expected a word (is a bracket left open?)"};
  }

  std::int32_t override_index_;
  int documents_ = 0;
  YamlNode root_;
  std::vector<Open> stack_;
};

Result<YamlNode> build(std::string_view text, std::int32_t override_index, const Sources& sources) {
  const auto refuse_there = [&](Place place, const std::string& message) {
    place.override_index = override_index;
    return refuse(sources.describe(place) + ": " + message);
  };
  if (text.size() > kYamlBytesMax) {
    return refuse_there({}, "there are " + std::to_string(text.size()) +
                                " bytes; expected at most " + std::to_string(kYamlBytesMax));
  }
  if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
    const auto line =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(zero), '\n');
    return refuse_there({.line = static_cast<std::uint32_t>(line + 1)},
                        "there is a zero byte; expected text");
  }
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    TreeBuilder builder(override_index);
    while (parser.HandleNextDocument(builder)) {
    }
    return builder.take();
  } catch (const Stop& stop) {
    return refuse_there(stop.place, stop.message);
  } catch (const YAML::Exception& error) {
    const bool known = error.mark.line >= 0;
    return refuse_there({.line = static_cast<std::uint32_t>(known ? error.mark.line + 1 : 1),
                         .column = static_cast<std::uint32_t>(known ? error.mark.column + 1 : 1)},
                        "this is no YAML (" + error.msg + "); expected a map such as 'key: value'");
  }
}

}  // namespace

std::string Sources::describe(Place place) const {
  if (place.overridden()) {
    return "--set " + overrides[static_cast<std::size_t>(place.override_index)];
  }
  return file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const YamlEntry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

YamlNode* YamlNode::find(std::string_view key) {
  return const_cast<YamlNode*>(std::as_const(*this).find(key));
}

std::string describe(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::Null:
      return "nothing";
    case YamlNode::Kind::Scalar:
      return excerpt(node.text);
    case YamlNode::Kind::List:
      return "a list";
    case YamlNode::Kind::Map:
      return "a map";
  }
  return {};
}

Result<YamlNode> parse_yaml(std::string_view text, const Sources& sources) {
  return build(text, -1, sources);
}

Result<YamlNode> parse_override(std::string_view value, std::int32_t index,
                                const Sources& sources) {
  if (!value.empty() && std::string_view("[{\"'").find(value[0]) != std::string_view::npos) {
    return build(value, index, sources);
  }
  YamlNode node;
  node.kind = value.empty() ? YamlNode::Kind::Null : YamlNode::Kind::Scalar;
  node.place.override_index = index;
  node.text = value;
  return node;
}

}  // namespace meseta
