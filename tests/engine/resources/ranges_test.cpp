#include "engine/resources/ranges.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "tests/engine/resources/generators.hpp"

namespace meseta {
namespace {

Ranges ranges(std::string_view text) { return *parse_ranges(text); }

TEST(Ranges, ThatTouchOrOverlapAreOne) {
  EXPECT_EQ(to_string(ranges("[4-5, 2-3]")), "[2-5]");
  EXPECT_EQ(to_string(ranges("[1-10, 5-20]")), "[1-20]");
  EXPECT_EQ(to_string(ranges("[1-2, 4-5]")), "[1-2, 4-5]");
  EXPECT_EQ(to_string(ranges("[7, 9-9]")), "[7-7, 9-9]");
  EXPECT_EQ(to_string(ranges(" [ ] ")), "[]");
}

TEST(Ranges, ReachToTheLargestNumber) {
  const Ranges all = ranges("[0-18446744073709551615]");
  EXPECT_EQ(all.count(), UINT64_MAX);
  Ranges most = all;
  most.subtract(ranges("[0]"));
  EXPECT_EQ(to_string(most), "[1-18446744073709551615]");
  most.add(ranges("[0]"));
  EXPECT_EQ(most, all);
  most.subtract(all);
  EXPECT_TRUE(most.empty());
}

TEST(Ranges, SubtractingCutsOut) {
  Ranges ports = ranges("[1-10, 20-30]");
  ports.subtract(ranges("[3-4, 8-22, 30-40]"));
  EXPECT_EQ(to_string(ports), "[1-2, 5-7, 23-29]");
  EXPECT_EQ(ports.count(), 12U);
}

TEST(Ranges, FromOutsideMayNotOverlapInWhateverOrder) {
  EXPECT_TRUE(Ranges::validated({{2, 3}, {4, 5}}));
  EXPECT_EQ(refusal(Ranges::validated({{5, 10}, {1, 20}})),
            "ranges [1-20] and [5-10] overlap; expected each number once");
  EXPECT_EQ(refusal(Ranges::validated({{5, 4}})),
            "range 5-4 begins after its end; expected the smaller number first");
}

TEST(Ranges, AreBoundedInNumber) {
  std::vector<Range> list;
  for (std::uint64_t i = 0; i < Ranges::kCountMax; ++i) list.push_back({2 * i, 2 * i});
  EXPECT_TRUE(Ranges::validated(list));
  EXPECT_TRUE(parse_ranges(to_string(Ranges(list))));
  list.push_back({2 * Ranges::kCountMax, 2 * Ranges::kCountMax});
  EXPECT_EQ(refusal(Ranges::validated(list)), "65537 ranges are too many; at most 65536");
  EXPECT_TRUE(
      refusal(parse_ranges(to_string(Ranges(list)))).ends_with("too many ranges; at most 65536"));
}

TEST(Ranges, ErrorsNameTheColumn) {
  EXPECT_EQ(refusal(parse_ranges("[1-2, x-3]")),
            "column 7: 'x-3' is not a range; expected one such as 31000-32000");
  EXPECT_EQ(refusal(parse_ranges("[5-4]")),
            "column 2: range 5-4 begins after its end; expected the smaller number first");
  EXPECT_EQ(refusal(parse_ranges("[1-2")), "column 5: expected ',' or ']' after a range");
  EXPECT_EQ(refusal(parse_ranges("1-2")), "column 1: expected ranges such as [31000-32000, 8080]");
  EXPECT_EQ(refusal(parse_ranges("[1-2] 3")), "column 7: expected nothing more");
  EXPECT_EQ(refusal(parse_ranges("[18446744073709551616]")),
            "column 2: '18446744073709551616' is not a range; expected one such as 31000-32000");
  EXPECT_EQ(refusal(parse_ranges("[1-]")),
            "column 2: '1-' is not a range; expected one such as 31000-32000");
}

// The model: the numbers one by one.
using Numbers = std::set<std::uint64_t>;

Numbers numbers(const Ranges& ranges) {
  Numbers result;
  for (const Range& range : ranges.list()) {
    for (std::uint64_t n = range.begin; n <= range.end; ++n) result.insert(n);
  }
  return result;
}

bool canonical(const Ranges& ranges) {
  const auto& list = ranges.list();
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].begin > list[i].end) return false;
    if (i > 0 && list[i].begin <= list[i - 1].end + 1) return false;
  }
  return true;
}

RC_GTEST_PROP(RangesProperty, AgreeWithTheSetOfAllNumbers, ()) {
  const Ranges a = *any_ranges();
  const Ranges b = *any_ranges();
  const Numbers x = numbers(a);
  const Numbers y = numbers(b);

  Ranges sum = a;
  sum.add(b);
  Numbers both = x;
  both.insert(y.begin(), y.end());
  RC_ASSERT(canonical(sum));
  RC_ASSERT(numbers(sum) == both);

  Ranges left = a;
  left.subtract(b);
  Numbers only;
  std::set_difference(x.begin(), x.end(), y.begin(), y.end(), std::inserter(only, only.end()));
  RC_ASSERT(canonical(left));
  RC_ASSERT(numbers(left) == only);

  RC_ASSERT(a.contains(b) == std::includes(x.begin(), x.end(), y.begin(), y.end()));
  RC_ASSERT(sum.contains(a) && sum.contains(b));
  RC_ASSERT(a.count() == x.size());
  for (std::uint64_t n = 0; n < 50; ++n) RC_ASSERT(a.contains(n) == x.contains(n));
}

RC_GTEST_PROP(RangesProperty, PrintedAreReadBack, ()) {
  const Ranges ranges = *any_ranges();
  RC_ASSERT(parse_ranges(to_string(ranges)) == ranges);
}

}  // namespace
}  // namespace meseta
