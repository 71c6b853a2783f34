#include "workload/trace/table.hpp"

#include <algorithm>
#include <charconv>

namespace meseta {

namespace {

constexpr std::size_t kExcerptMax = 40;
constexpr std::size_t kNameMax = 255;

bool graphic(char c) { return c > ' ' && c < '\x7f'; }

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ',';
    text += word;
  }
  return text;
}

}  // namespace

std::string excerpt(std::string_view text) {
  std::string shown = "'";
  for (const char c : text.substr(0, kExcerptMax)) shown += c == ' ' || graphic(c) ? c : '?';
  if (text.size() > kExcerptMax) shown += "...";
  return shown + "'";
}

std::optional<std::int64_t> parse_digits(std::string_view text) {
  // from_chars alone would take a sign.
  if (text.empty() || text.size() > 18 || text[0] < '0' || text[0] > '9') return std::nullopt;
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return value;
}

Result<bool> Rows::next() {
  if (rest_.empty()) return false;
  ++number_;
  const std::size_t end = rest_.find('\n');
  row_ = rest_.substr(0, end);
  if (end == std::string_view::npos) {
    return refuse_row("the last row does not end; expected a line feed (is the file cut off?)");
  }
  rest_.remove_prefix(end + 1);
  if (row_.ends_with('\r')) row_.remove_suffix(1);
  return true;
}

tl::unexpected<Refusal> Rows::refuse_row(const std::string& message) const {
  return refuse(file_ + ":" + std::to_string(number_) + ": " + message);
}

tl::unexpected<Refusal> Rows::refuse_field(std::string_view field,
                                           const std::string& message) const {
  const auto column = field.data() - row_.data() + 1;
  return refuse(file_ + ":" + std::to_string(number_) + ":" + std::to_string(column) + ": " +
                message);
}

Result<std::int64_t> Rows::integer(std::string_view field, std::string_view name, std::int64_t min,
                                   std::int64_t max) const {
  const bool negative = field.starts_with('-');
  auto value = parse_digits(negative ? field.substr(1) : field);
  if (value && negative) value = -*value;
  if (value && min <= *value && *value <= max) return *value;
  return refuse_field(field, std::string(name) + " is " + excerpt(field) +
                                 "; expected an integer from " + std::to_string(min) + " to " +
                                 std::to_string(max));
}

Result<Csv> Csv::open(std::string_view bytes, std::string_view file,
                      std::span<const std::string_view> columns) {
  Csv csv(Rows(bytes, file), columns);
  const auto more = csv.rows_.next();
  if (!more) return tl::unexpected(more.error());
  if (!*more) {
    return refuse(std::string(file) + ":1: the file is empty; expected a row of columns " +
                  joined(columns));
  }
  csv.split();
  for (const std::string_view column : columns) {
    const auto found = std::find(csv.fields_.begin(), csv.fields_.end(), column);
    if (found == csv.fields_.end()) {
      return csv.rows_.refuse_row("there is no column " + std::string(column) + "; expected " +
                                  joined(columns));
    }
    if (std::find(found + 1, csv.fields_.end(), column) != csv.fields_.end()) {
      return csv.rows_.refuse_row("two columns are called " + std::string(column) + "; expected " +
                                  joined(columns));
    }
    csv.places_.push_back(static_cast<std::size_t>(found - csv.fields_.begin()));
  }
  return csv;
}

Result<bool> Csv::next() {
  auto more = rows_.next();
  if (!more || !*more) return more;
  const std::size_t expected = fields_.size();
  split();
  if (fields_.size() != expected) {
    return rows_.refuse_row("the row has " + std::to_string(fields_.size()) + " fields; expected " +
                            std::to_string(expected) + ", as many as there are columns");
  }
  return true;
}

Result<std::string> Csv::name(std::size_t column) const {
  const std::string_view text = field(column);
  if (text.empty() || text.size() > kNameMax || !std::all_of(text.begin(), text.end(), graphic)) {
    return refuse_field(
        column, "is " + excerpt(text) + "; expected 1 to 255 letters, digits or signs, no blanks");
  }
  return std::string(text);
}

void Csv::split() {
  fields_.clear();
  std::string_view rest = rows_.row();
  for (;;) {
    const std::size_t comma = rest.find(',');
    fields_.push_back(rest.substr(0, comma));
    if (comma == std::string_view::npos) return;
    rest.remove_prefix(comma + 1);
  }
}

}  // namespace meseta
