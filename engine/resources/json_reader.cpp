#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include "engine/resources/json_form.hpp"
#include "engine/resources/json_value.hpp"
#include "engine/resources/value_text.hpp"

namespace meseta {

namespace {

using Kind = JsonValue::Kind;

// Reads field by field and keeps the first problem; what is read after it is never used.
class ResourceReader {
 public:
  explicit ResourceReader(std::string_view default_role) : default_role_(default_role) {}

  Resource read(const JsonValue& json);

  [[nodiscard]] const std::optional<Refusal>& problem() const { return problem_; }

 private:
  void refuse_at(const JsonValue& json, const std::string& what) {
    if (!problem_) problem_ = TextCursor::refuse_at(json.column, what).value();
  }

  // Whether it is an object and has only fields that are known.
  bool expect_object(const JsonValue& json, std::string_view what,
                     std::initializer_list<std::string_view> known);
  bool expect(const JsonValue& json, Kind kind, std::string_view form);

  Text text_field(const JsonValue& object, std::string_view key);
  std::uint64_t number(const JsonValue& json);
  std::uint64_t number_field(const JsonValue& object, std::string_view key);
  const std::vector<JsonValue>& array_field(const JsonValue& object, std::string_view key);

  void read_value(const JsonValue& json, Resource& resource);
  Quantity read_scalar(const JsonValue& json);
  Ranges read_ranges(const JsonValue& json);
  StringSet read_set(const JsonValue& json);
  Cards read_cards(const JsonValue& json);
  void read_reservations(const JsonValue& json, Resource& resource);
  Reservation read_reservation(const JsonValue& json, std::optional<ReservationType> type);
  std::vector<Label> read_labels(const JsonValue& json);
  Disk read_disk(const JsonValue& json);
  void read_source(const JsonValue& json, Disk& disk);

  std::string_view default_role_;
  std::optional<Refusal> problem_;
  const std::vector<JsonValue> none_;
};

bool ResourceReader::expect(const JsonValue& json, Kind kind, std::string_view form) {
  if (json.kind == kind) return true;
  refuse_at(json, "expected " + std::string(form));
  return false;
}

bool ResourceReader::expect_object(const JsonValue& json, std::string_view what,
                                   std::initializer_list<std::string_view> known) {
  if (!expect(json, Kind::Object, std::string(what) + " as an object")) return false;
  for (const std::string& key : json.keys) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    std::string names;
    for (const std::string_view name : known) {
      names += (names.empty() ? "" : ", ") + std::string(name);
    }
    refuse_at(*json.find(key),
              std::string(what) + " has no field " + quoted(key) +
                  (names.empty() ? "; expected none" : "; expected one of " + names));
    return false;
  }
  return true;
}

Text ResourceReader::text_field(const JsonValue& object, std::string_view key) {
  const JsonValue* field = object.find(key);
  if (field == nullptr || !expect(*field, Kind::String, "a string")) return {};
  return Text(field->text);
}

std::uint64_t ResourceReader::number(const JsonValue& json) {
  const auto value = json.kind == Kind::Number ? read_number(json.text) : std::nullopt;
  if (!value) refuse_at(json, "expected a whole number, not negative");
  return value.value_or(0);
}

std::uint64_t ResourceReader::number_field(const JsonValue& object, std::string_view key) {
  const JsonValue* field = object.find(key);
  if (field != nullptr) return number(*field);
  refuse_at(object, "no field " + quoted(key) + "; expected a whole number");
  return 0;
}

const std::vector<JsonValue>& ResourceReader::array_field(const JsonValue& object,
                                                          std::string_view key) {
  const JsonValue* field = object.find(key);
  if (field == nullptr || !expect(*field, Kind::Array, "an array")) return none_;
  return field->items;
}

Resource ResourceReader::read(const JsonValue& json) {
  Resource resource;
  if (!expect_object(
          json, "a resource",
          {"name", "type", "scalar", "ranges", "set", "cards", "role", "reservation",
           "reservations", "disk", "revocable", "shared", "provider_id", "allocation_info"})) {
    return resource;
  }
  const auto name = parse_resource_name(text_field(json, "name").view());
  if (!name) {
    refuse_at(json, name.error().message);
    return resource;
  }
  resource.name = *name;
  read_value(json, resource);
  read_reservations(json, resource);
  if (const JsonValue* disk = json.find("disk")) {
    Disk read = read_disk(*disk);
    if (read != Disk{}) resource.disk = make_ref(std::move(read));
  }
  if (const JsonValue* revocable = json.find("revocable")) {
    resource.revocable = expect_object(*revocable, "revocable", {});
  }
  if (const JsonValue* shared = json.find("shared")) {
    resource.shared = expect_object(*shared, "shared", {});
  }
  if (const JsonValue* provider = json.find("provider_id")) {
    if (expect_object(*provider, "provider_id", {"value"})) {
      resource.provider = text_field(*provider, "value");
    }
  }
  if (problem_) return resource;
  if (const auto valid = validate(resource); !valid) refuse_at(json, valid.error().message);
  return resource;
}

void ResourceReader::read_value(const JsonValue& json, Resource& resource) {
  constexpr std::string_view kTypes[] = {"SCALAR", "RANGES", "SET"};
  constexpr std::string_view kKeys[] = {"scalar", "ranges", "set"};
  const Text type = text_field(json, "type");
  const auto found = std::find(std::begin(kTypes), std::end(kTypes), type.view());
  if (found == std::end(kTypes)) {
    refuse_at(json, "type " + quoted(type.view()) + "; expected SCALAR, RANGES or SET");
    return;
  }
  const auto kind = static_cast<std::size_t>(found - std::begin(kTypes));
  resource.kind = static_cast<ValueKind>(kind);
  for (const std::string_view key : kKeys) {
    const bool wanted = key == kKeys[kind];
    if ((json.find(key) != nullptr) == wanted) continue;
    refuse_at(json, "type " + type.str() + (wanted ? " without" : " with") + " field " +
                        quoted(key) + "; expected " + quoted(kKeys[kind]) + " alone");
    return;
  }
  const JsonValue& value = *json.find(kKeys[kind]);
  switch (resource.kind) {
    case ValueKind::Scalar:
      resource.scalar = read_scalar(value);
      break;
    case ValueKind::Ranges:
      resource.ranges = read_ranges(value);
      break;
    case ValueKind::Set:
      resource.set = read_set(value);
      break;
  }
  if (const JsonValue* cards = json.find("cards")) resource.cards = read_cards(*cards);
}

Quantity ResourceReader::read_scalar(const JsonValue& json) {
  if (!expect_object(json, "scalar", {"value"})) return {};
  const JsonValue* value = json.find("value");
  if (value == nullptr || value->kind != Kind::Number) {
    refuse_at(value == nullptr ? json : *value, "expected a number such as 4 or 0.125");
    return {};
  }
  const auto quantity = parse_quantity(value->text);
  if (quantity) return *quantity;
  refuse_at(*value, quantity.error().message);
  return {};
}

Ranges ResourceReader::read_ranges(const JsonValue& json) {
  if (!expect_object(json, "ranges", {"range"})) return {};
  std::vector<Range> list;
  for (const JsonValue& range : array_field(json, "range")) {
    if (!expect_object(range, "a range", {"begin", "end"})) return {};
    list.push_back({number_field(range, "begin"), number_field(range, "end")});
  }
  if (problem_) return {};
  auto ranges = Ranges::validated(std::move(list));
  if (ranges) return *std::move(ranges);
  refuse_at(json, ranges.error().message);
  return {};
}

StringSet ResourceReader::read_set(const JsonValue& json) {
  if (!expect_object(json, "set", {"item"})) return {};
  std::vector<Text> items;
  for (const JsonValue& item : array_field(json, "item")) {
    if (!expect(item, Kind::String, "a string")) return {};
    items.emplace_back(item.text);
  }
  auto set = StringSet::validated(std::move(items));
  if (set) return *std::move(set);
  refuse_at(json, set.error().message);
  return {};
}

Cards ResourceReader::read_cards(const JsonValue& json) {
  Cards cards;
  if (!expect(json, Kind::Array, "cards as an array")) return cards;
  for (const JsonValue& item : json.items) {
    if (!expect_object(item, "a card", {"card", "milli"})) return cards;
    const std::uint64_t card = number_field(item, "card");
    const std::uint64_t milli = number_field(item, "milli");
    if (problem_) return cards;
    if (const auto taken = cards.take_named(card, milli); !taken) {
      refuse_at(item, taken.error().message);
    }
  }
  return cards;
}

// The stack if there is one; else Mesos' older way: `role` is a static reservation, or a dynamic
// one where `reservation` says so. Where both are given, as in endpoints, they must agree.
void ResourceReader::read_reservations(const JsonValue& json, Resource& resource) {
  const JsonValue* stacked = json.find("reservations");
  const JsonValue* dynamic = json.find("reservation");
  const JsonValue* role = json.find("role");
  ReservationStack stack;
  for (const JsonValue& item : array_field(json, "reservations")) {
    if (!expect_object(item, "a reservation", {"type", "role", "principal", "labels"})) return;
    stack.push_back(read_reservation(item, std::nullopt));
  }
  if (role != nullptr || dynamic != nullptr || stacked == nullptr) {
    const Text role_name = role != nullptr ? text_field(json, "role") : Text(default_role_);
    ReservationStack older;
    if (dynamic != nullptr) {
      if (!expect_object(*dynamic, "reservation", {"principal", "labels"})) return;
      older.push_back(read_reservation(*dynamic, ReservationType::Dynamic));
    } else if (role_name.view() != kEverybody) {
      older.emplace_back();
    }
    if (!older.empty()) older.front().role = role_name;
    if (stack.empty()) {
      stack = std::move(older);
    } else if (stack != older) {
      refuse_at(json, "role and reservations disagree; expected reservations alone");
    }
  }
  if (!stack.empty()) resource.reservations = make_ref(std::move(stack));
}

Reservation ResourceReader::read_reservation(const JsonValue& json,
                                             std::optional<ReservationType> type) {
  Reservation reservation;
  reservation.role = text_field(json, "role");
  reservation.principal = text_field(json, "principal");
  if (const JsonValue* labels = json.find("labels")) reservation.labels = read_labels(*labels);
  if (type) {
    reservation.type = *type;
    return reservation;
  }
  const Text name = text_field(json, "type");
  if (name.view() == "DYNAMIC") {
    reservation.type = ReservationType::Dynamic;
  } else if (name.view() != "STATIC") {
    refuse_at(json, "reservation of type " + quoted(name.view()) + "; expected STATIC or DYNAMIC");
  }
  return reservation;
}

std::vector<Label> ResourceReader::read_labels(const JsonValue& json) {
  std::vector<Label> labels;
  if (!expect_object(json, "labels", {"labels"})) return labels;
  for (const JsonValue& item : array_field(json, "labels")) {
    if (!expect_object(item, "a label", {"key", "value"})) return labels;
    Label label{text_field(item, "key"), std::nullopt};
    if (item.find("value") != nullptr) label.value = text_field(item, "value");
    labels.push_back(std::move(label));
  }
  return labels;
}

Disk ResourceReader::read_disk(const JsonValue& json) {
  Disk disk;
  if (!expect_object(json, "disk", {"persistence", "volume", "source"})) return disk;
  if (const JsonValue* persistence = json.find("persistence")) {
    if (!expect_object(*persistence, "persistence", {"id", "principal"})) return disk;
    disk.persistence_id = text_field(*persistence, "id");
    disk.persistence_principal = text_field(*persistence, "principal");
    if (disk.persistence_id.empty()) {
      refuse_at(*persistence, "persistence without id; expected one such as data-1");
    }
  }
  if (const JsonValue* volume = json.find("volume")) {
    if (!expect_object(*volume, "volume", {"container_path", "mode"})) return disk;
    disk.container_path = text_field(*volume, "container_path");
    if (text_field(*volume, "mode").view() != "RW") {
      refuse_at(*volume, "a persistent volume with a mode other than RW; expected RW");
    }
  }
  if (const JsonValue* source = json.find("source")) read_source(*source, disk);
  return disk;
}

void ResourceReader::read_source(const JsonValue& json, Disk& disk) {
  if (!expect_object(json, "source",
                     {"type", "path", "mount", "id", "metadata", "profile", "vendor"})) {
    return;
  }
  constexpr std::string_view kTypes[] = {"PATH", "MOUNT", "BLOCK", "RAW"};
  const Text type = text_field(json, "type");
  const auto found = std::find(std::begin(kTypes), std::end(kTypes), type.view());
  if (found == std::end(kTypes)) {
    refuse_at(json,
              "source of type " + quoted(type.view()) + "; expected PATH, MOUNT, BLOCK or RAW");
    return;
  }
  disk.source = static_cast<DiskSource>(found - std::begin(kTypes) + 1);
  for (const auto& [key, owner] :
       {std::pair{"path", DiskSource::Path}, std::pair{"mount", DiskSource::Mount}}) {
    const JsonValue* place = json.find(key);
    if (place == nullptr) continue;
    if (disk.source != owner) {
      refuse_at(*place, "source of type " + type.str() + " with field " + quoted(key) +
                            "; expected the field of its type");
      return;
    }
    if (expect_object(*place, key, {"root"})) disk.root = text_field(*place, "root");
  }
  disk.source_id = text_field(json, "id");
  disk.profile = text_field(json, "profile");
  disk.vendor = text_field(json, "vendor");
  if (const JsonValue* metadata = json.find("metadata")) disk.metadata = read_labels(*metadata);
}

}  // namespace

Result<Resources> parse_resources_json(std::string_view text, std::string_view default_role) {
  if (const auto valid = validate_role(default_role); !valid) {
    return tl::unexpected(valid.error());
  }
  const auto json = parse_json(text);
  if (!json) return tl::unexpected(json.error());
  if (json->kind != Kind::Array) {
    return TextCursor::refuse_at(json->column, "expected an array of resources");
  }
  ResourceReader reader(default_role);
  std::vector<Resource> entries;
  for (const JsonValue& item : json->items) {
    entries.push_back(reader.read(item));
    if (reader.problem()) return tl::unexpected(*reader.problem());
  }
  auto resources = Resources::validated(entries);
  if (!resources) return at_column(json->column, resources.error());
  return resources;
}

}  // namespace meseta
