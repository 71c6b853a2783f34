// What the readers of all tables share: rows with their numbers, numbers with their bounds, and
// errors that say where, `FILE:ROW:COLUMN: what is wrong; expected form`. Row and column count from
// 1, the column in bytes.
//
// Everything refers into the bytes given, which must outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace meseta {

// A text from outside as it may stand in an error: in quotes, what is not printable as `?`, and no
// more than its first 40 bytes.
std::string excerpt(std::string_view text);

// Digits and nothing else, at most 18 of them.
std::optional<std::int64_t> parse_digits(std::string_view text);

// The lines of a text. A last one without line feed is refused, since the file was probably cut
// off; a carriage return before the line feed belongs to the line's end.
class Rows {
 public:
  Rows(std::string_view bytes, std::string_view file) : rest_(bytes), file_(file) {}

  // Goes to the next row; false if there is none.
  [[nodiscard]] Result<bool> next();

  [[nodiscard]] std::string_view row() const { return row_; }
  [[nodiscard]] std::size_t number() const { return number_; }

  // An error about the whole row, or about `field`, which must be a part of it.
  [[nodiscard]] tl::unexpected<Refusal> refuse_row(const std::string& message) const;
  [[nodiscard]] tl::unexpected<Refusal> refuse_field(std::string_view field,
                                                     const std::string& message) const;

  // The field as an integer in [min, max].
  [[nodiscard]] Result<std::int64_t> integer(std::string_view field, std::string_view name,
                                             std::int64_t min, std::int64_t max) const;

 private:
  std::string_view rest_;
  std::string file_;
  std::string_view row_;
  std::size_t number_ = 0;
};

// A CSV file without quoting whose first row names its columns, in any order; those not asked for
// are passed over.
class Csv {
 public:
  // `columns` are the ones asked for, and from then on known by their index in it.
  [[nodiscard]] static Result<Csv> open(std::string_view bytes, std::string_view file,
                                        std::span<const std::string_view> columns);

  // Goes to the next row, which has as many fields as there are columns; false if there is none.
  [[nodiscard]] Result<bool> next();

  [[nodiscard]] std::string_view field(std::size_t column) const {
    return fields_[places_[column]];
  }
  [[nodiscard]] Result<std::int64_t> integer(std::size_t column, std::int64_t min,
                                             std::int64_t max) const {
    return rows_.integer(field(column), columns_[column], min, max);
  }
  // 1 to 255 graphic ASCII characters.
  [[nodiscard]] Result<std::string> name(std::size_t column) const;
  [[nodiscard]] tl::unexpected<Refusal> refuse_field(std::size_t column,
                                                     const std::string& message) const {
    return rows_.refuse_field(field(column), std::string(columns_[column]) + " " + message);
  }
  [[nodiscard]] std::size_t row_number() const { return rows_.number(); }

 private:
  Csv(Rows rows, std::span<const std::string_view> columns) : rows_(rows), columns_(columns) {}

  void split();

  Rows rows_;
  std::span<const std::string_view> columns_;
  std::vector<std::size_t> places_;       // Of each column asked for among the fields.
  std::vector<std::string_view> fields_;  // Of the present row.
};

}  // namespace meseta
