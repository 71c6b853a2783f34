#include "scenarios/resource_texts.hpp"

#include <string>

#include "engine/resources/attributes.hpp"
#include "engine/resources/quantities.hpp"
#include "engine/resources/resources.hpp"
#include "engine/resources/text_form.hpp"
#include "workload/trace/table.hpp"

namespace meseta {

namespace {

Refusal at_column(std::size_t column, const std::string& message) {
  return Refusal{"column " + std::to_string(column) + ": " + message};
}

}  // namespace

Result<void> check_resources(std::string_view text) {
  const auto resources = parse_resources(text);
  if (!resources) return tl::unexpected(resources.error());
  if (resources->empty()) {
    return tl::unexpected(
        at_column(1, "there is nothing in it; expected resources such as cpus:16;mem:65536"));
  }
  return {};
}

Result<void> check_alternatives(std::string_view text) {
  std::size_t begin = 0;
  for (;;) {
    const std::size_t bar = text.find('|', begin);
    const auto quantities = parse_quantities(text.substr(begin, bar - begin));
    if (!quantities) {
      const auto [column, message] = split_column(quantities.error().message);
      return tl::unexpected(at_column(begin + column, message));
    }
    if (bar == std::string_view::npos) return {};
    begin = bar + 1;
  }
}

Result<void> check_attributes(std::string_view text) {
  const auto attributes = parse_attributes(text);
  if (!attributes) return tl::unexpected(attributes.error());
  return {};
}

std::pair<std::uint32_t, std::string> split_column(const std::string& message) {
  constexpr std::string_view kPrefix = "column ";
  const std::size_t colon = message.find(": ");
  if (!message.starts_with(kPrefix) || colon == std::string::npos) return {1, message};
  const auto column =
      parse_digits(std::string_view(message).substr(kPrefix.size(), colon - kPrefix.size()));
  return {static_cast<std::uint32_t>(column.value_or(1)), message.substr(colon + 2)};
}

std::int64_t gpus_milli(std::string_view resources) {
  const auto parsed = parse_resources(resources);
  return parsed ? parsed->gpus().milli : 0;
}

}  // namespace meseta
