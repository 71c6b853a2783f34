// JsonWriter: JSON as text, in the order it is said.
//
// Two spaces a level, except that an object or array opened `flat` stays on its line. Integers are
// exact and decimals come from fixed point, so the same values give the same bytes. Names and texts
// are escaped; bytes that are not UTF-8 become U+FFFD.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace meseta {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& text) : text_(text) {}

  enum class Shape : std::uint8_t { Tall, Flat };

  // Before each value of an object.
  JsonWriter& key(std::string_view name);

  void open_object(Shape shape = Shape::Tall) { open('{', '}', shape); }
  void open_array(Shape shape = Shape::Tall) { open('[', ']', shape); }
  // Ends what was opened last.
  void close();

  void text(std::string_view value);
  void number(std::uint64_t value);
  void fixed(std::int64_t value, unsigned decimals);  // value / 10^decimals
  void boolean(bool value);
  void null();

 private:
  struct Level {
    char closing;
    bool flat;
    bool empty = true;
  };

  void open(char opening, char closing, Shape shape);
  void next();
  void quote(std::string_view value);

  std::string& text_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace meseta
