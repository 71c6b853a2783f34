#include "engine/resources/text_form.hpp"

#include <map>
#include <utility>
#include <vector>

#include "engine/resources/json_form.hpp"
#include "engine/resources/value_text.hpp"

namespace meseta {

namespace {

constexpr std::string_view kExpectedEntry = "; expected an entry such as cpus:4 or disk(role):100";

Result<Resource> read_value(TextCursor& cursor, const ResourceName& name) {
  cursor.skip_blanks();
  const std::size_t column = cursor.column();
  if (cursor.peek() == '[') {
    auto ranges = read_ranges(cursor);
    if (!ranges) return tl::unexpected(ranges.error());
    return Resource::of(name, *std::move(ranges));
  }
  if (cursor.peek() == '{' && name.is(KnownName::Gpus)) {
    auto cards = read_cards(cursor);
    if (!cards) return tl::unexpected(cards.error());
    return Resource::of(*std::move(cards));
  }
  if (cursor.peek() == '{') {
    auto set = read_string_set(cursor);
    if (!set) return tl::unexpected(set.error());
    return Resource::of(name, *std::move(set));
  }
  const auto quantity = parse_quantity(cursor.take_until(";"));
  if (!quantity) return at_column(column, quantity.error());
  return Resource::of(name, *quantity);
}

// The role between brackets, or the default one; `*` means unreserved.
Result<std::string_view> read_role(TextCursor& cursor, std::string_view default_role) {
  if (!cursor.take('(')) return default_role;
  cursor.skip_blanks();
  const std::size_t column = cursor.column();
  const std::string_view role = cursor.take_until("();");
  if (const auto valid = validate_role(role); !valid) return at_column(column, valid.error());
  if (!cursor.take(')')) return cursor.refuse_here("expected ')' after a role");
  return role;
}

Result<Resource> read_entry(TextCursor& cursor, std::string_view default_role) {
  const std::size_t column = cursor.column();
  const std::string_view name_text = cursor.take_until("(:;");
  const auto name = parse_resource_name(name_text);
  if (!name) return at_column(column, name.error());
  const auto role = read_role(cursor, default_role);
  if (!role) return tl::unexpected(role.error());
  if (!cursor.take(':')) {
    return cursor.refuse_here("no ':' after " + quoted(name_text) + std::string(kExpectedEntry));
  }
  auto resource = read_value(cursor, *name);
  if (!resource) return resource;
  if (*role != kEverybody) {
    resource->reservations =
        make_ref(ReservationStack{{ReservationType::Static, Text(*role), Text(), {}}});
  }
  if (const auto valid = validate(*resource); !valid) return at_column(column, valid.error());
  cursor.skip_blanks();
  if (!cursor.at_end() && cursor.peek() != ';') {
    return cursor.refuse_here("expected ';' or the end after a value");
  }
  return resource;
}

std::string text_of(const ReservationStack& stack) {
  const Reservation& only = stack.front();
  if (stack.size() == 1 && only.type == ReservationType::Static && only.principal.empty() &&
      only.labels.empty()) {
    return "(" + only.role.str() + ")";
  }
  std::string text = "(reservations: [";
  for (const Reservation& reservation : stack) {
    if (&reservation != &only) text += ",";
    text += reservation.type == ReservationType::Static ? "(STATIC," : "(DYNAMIC,";
    text += reservation.role.view();
    if (!reservation.principal.empty()) text += "," + reservation.principal.str();
    std::string labels;
    for (const Label& label : reservation.labels) {
      labels += (labels.empty() ? "" : ", ") + label.key.str();
      if (label.value) labels += ": " + label.value->str();
    }
    if (!labels.empty()) text += ",{" + labels + "}";
    text += ")";
  }
  return text + "])";
}

std::string text_of(const Disk& disk) {
  std::string text;
  switch (disk.source) {
    case DiskSource::Root:
      break;
    case DiskSource::Path:
      text = "PATH";
      break;
    case DiskSource::Mount:
      text = "MOUNT";
      break;
    case DiskSource::Block:
      text = "BLOCK";
      break;
    case DiskSource::Raw:
      text = "RAW";
      break;
  }
  if (!disk.source_id.empty() || !disk.profile.empty()) {
    text += "(" + disk.vendor.str() + "," + disk.source_id.str() + "," + disk.profile.str() + ")";
  }
  if (!disk.root.empty()) text += ":" + disk.root.str();
  if (!disk.persistent()) return "[" + text + "]";
  if (!text.empty()) text += ",";
  return "[" + text + disk.persistence_id.str() + ":" + disk.container_path.str() + "]";
}

}  // namespace

Result<Resources> parse_resources(std::string_view text, std::string_view default_role) {
  TextCursor cursor(text);
  cursor.skip_blanks();
  if (cursor.peek() == '[') return parse_resources_json(text, default_role);
  if (text.size() > kResourcesTextMax) {
    return cursor.refuse_here("resources of " + std::to_string(text.size()) +
                              " bytes are too long; at most " + std::to_string(kResourcesTextMax));
  }
  if (const auto valid = validate_role(default_role); !valid) {
    return tl::unexpected(valid.error());
  }
  std::vector<Resource> entries;
  std::map<ResourceName, ValueKind> kinds;
  do {
    cursor.skip_blanks();
    if (cursor.at_end() || cursor.peek() == ';') continue;
    const std::size_t column = cursor.column();
    auto entry = read_entry(cursor, default_role);
    if (!entry) return tl::unexpected(entry.error());
    const auto [known, first] = kinds.emplace(entry->name, entry->kind);
    if (!first && known->second != entry->kind) {
      return TextCursor::refuse_at(
          column, quoted(entry->name.view()) + " has values of two kinds; expected one");
    }
    entries.push_back(*std::move(entry));
  } while (cursor.take(';'));
  auto resources = Resources::validated(entries);
  if (!resources) return at_column(1, resources.error());
  return resources;
}

std::string to_string(const Resource& resource) {
  std::string text(resource.name.view());
  if (resource.reserved()) text += text_of(*resource.reservations);
  if (resource.disk) text += text_of(*resource.disk);
  if (resource.revocable) text += "{REV}";
  if (resource.shared) text += "<SHARED>";
  text += ":";
  switch (resource.kind) {
    case ValueKind::Scalar:
      return text +
             (resource.cards.empty() ? to_string(resource.scalar) : to_string(resource.cards));
    case ValueKind::Ranges:
      return text + to_string(resource.ranges);
    case ValueKind::Set:
      return text + to_string(resource.set);
  }
  return text;
}

std::string to_string(const Resources& resources) {
  std::string text;
  resources.for_each([&](const Resource& resource) {
    for (std::uint32_t use = 0; use < resource.uses; ++use) {
      if (!text.empty()) text += ";";
      text += to_string(resource);
    }
  });
  return text;
}

}  // namespace meseta
