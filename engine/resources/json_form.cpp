#include "engine/resources/json_form.hpp"

#include <vector>

#include "engine/resources/json_value.hpp"

namespace meseta {

namespace {

// An object being written: fields joined by commas.
class JsonObject {
 public:
  void add(std::string_view key, const std::string& json) {
    text_ += text_.size() == 1 ? "\"" : ",\"";
    text_ += key;
    text_ += "\":" + json;
  }
  void add_text(std::string_view key, const Text& text) {
    if (!text.empty()) add(key, json_quoted(text.view()));
  }
  [[nodiscard]] std::string str() const { return text_ + "}"; }
  [[nodiscard]] bool empty() const { return text_.size() == 1; }

 private:
  std::string text_ = "{";
};

std::string object(std::string_view key, const std::string& json) {
  JsonObject result;
  result.add(key, json);
  return result.str();
}

template <class Items, class Print>
std::string array(const Items& items, Print&& print) {
  std::string text = "[";
  for (const auto& item : items) {
    if (text.size() > 1) text += ",";
    text += print(item);
  }
  return text + "]";
}

std::string json_of(const std::vector<Label>& labels) {
  return object("labels", array(labels, [](const Label& label) {
                  JsonObject json;
                  json.add("key", json_quoted(label.key.view()));
                  if (label.value) json.add("value", json_quoted(label.value->view()));
                  return json.str();
                }));
}

// What a reservation says beside type and role.
void add_origin(JsonObject& json, const Reservation& reservation) {
  json.add_text("principal", reservation.principal);
  if (!reservation.labels.empty()) json.add("labels", json_of(reservation.labels));
}

std::string json_of(const Reservation& reservation) {
  JsonObject json;
  json.add("type", reservation.type == ReservationType::Static ? "\"STATIC\"" : "\"DYNAMIC\"");
  json.add("role", json_quoted(reservation.role.view()));
  add_origin(json, reservation);
  return json.str();
}

void add_reservations(JsonObject& json, const Resource& resource, ReservationForm form) {
  if (form == ReservationForm::Endpoint && !resource.reserved()) json.add("role", "\"*\"");
  if (!resource.reserved()) return;
  const ReservationStack& stack = *resource.reservations;
  if (form == ReservationForm::Endpoint && stack.size() == 1) {
    json.add("role", json_quoted(stack.front().role.view()));
    if (stack.front().type == ReservationType::Dynamic) {
      JsonObject origin;
      add_origin(origin, stack.front());
      json.add("reservation", origin.str());
    }
  }
  json.add("reservations", array(stack, [](const Reservation& item) { return json_of(item); }));
}

std::string json_of_source(const Disk& disk) {
  JsonObject json;
  constexpr std::string_view kTypes[] = {"", "PATH", "MOUNT", "BLOCK", "RAW"};
  json.add("type", json_quoted(kTypes[static_cast<std::size_t>(disk.source)]));
  if (!disk.root.empty()) {
    json.add(disk.source == DiskSource::Path ? "path" : "mount",
             object("root", json_quoted(disk.root.view())));
  }
  json.add_text("id", disk.source_id);
  json.add_text("profile", disk.profile);
  json.add_text("vendor", disk.vendor);
  if (!disk.metadata.empty()) json.add("metadata", json_of(disk.metadata));
  return json.str();
}

std::string json_of(const Disk& disk) {
  JsonObject json;
  if (disk.persistent()) {
    JsonObject persistence;
    persistence.add_text("id", disk.persistence_id);
    persistence.add_text("principal", disk.persistence_principal);
    json.add("persistence", persistence.str());
    JsonObject volume;
    volume.add("mode", "\"RW\"");
    volume.add_text("container_path", disk.container_path);
    json.add("volume", volume.str());
  }
  if (disk.source != DiskSource::Root) json.add("source", json_of_source(disk));
  return json.str();
}

std::string json_of(const Cards& cards) {
  std::string text = "[";
  for (std::uint32_t card = 0; card < cards.end(); ++card) {
    if (cards.get(card) == 0) continue;
    if (text.size() > 1) text += ",";
    text +=
        "{\"card\":" + std::to_string(card) + ",\"milli\":" + std::to_string(cards.get(card)) + "}";
  }
  return text + "]";
}

void add_value(JsonObject& json, const Resource& resource) {
  switch (resource.kind) {
    case ValueKind::Scalar:
      json.add("type", "\"SCALAR\"");
      json.add("scalar", object("value", to_string(resource.scalar)));
      if (!resource.cards.empty()) json.add("cards", json_of(resource.cards));
      break;
    case ValueKind::Ranges:
      json.add("type", "\"RANGES\"");
      json.add("ranges", object("range", array(resource.ranges.list(), [](const Range& range) {
                                  return "{\"begin\":" + std::to_string(range.begin) +
                                         ",\"end\":" + std::to_string(range.end) + "}";
                                })));
      break;
    case ValueKind::Set:
      json.add("type", "\"SET\"");
      json.add("set", object("item", array(resource.set.items(), [](const Text& item) {
                               return json_quoted(item.view());
                             })));
      break;
  }
}

std::string json_of(const Resource& resource, ReservationForm form) {
  JsonObject json;
  json.add("name", json_quoted(resource.name.view()));
  add_value(json, resource);
  add_reservations(json, resource, form);
  if (resource.disk) json.add("disk", json_of(*resource.disk));
  if (resource.revocable) json.add("revocable", "{}");
  if (resource.shared) json.add("shared", "{}");
  if (!resource.provider.empty()) {
    json.add("provider_id", object("value", json_quoted(resource.provider.view())));
  }
  return json.str();
}

}  // namespace

std::string to_json(const Resources& resources, ReservationForm form) {
  std::string text = "[";
  resources.for_each([&](const Resource& resource) {
    const std::string json = json_of(resource, form);
    // Mesos has no count of uses: it says the same again.
    for (std::uint32_t use = 0; use < resource.uses; ++use) {
      if (text.size() > 1) text += ",";
      text += json;
    }
  });
  return text + "]";
}

}  // namespace meseta
