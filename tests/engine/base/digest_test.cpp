#include "engine/base/digest.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <set>
#include <string>

namespace meseta {
namespace {

Digest of_words(std::initializer_list<std::uint64_t> words) {
  Digest digest;
  for (const std::uint64_t word : words) digest.fold(word);
  return digest;
}

Digest of_bytes(const std::string& bytes) {
  Digest digest;
  digest.fold_bytes(bytes.data(), bytes.size());
  return digest;
}

// Every digest ever printed depends on these.
TEST(Digest, NeverChanges) {
  EXPECT_EQ(Digest{}.hex(), "243f6a8885a308d313198a2e03707344");
  EXPECT_EQ(of_words({0}).hex(), "c722066ade83b3a59d079ed2fbfe5392");
  EXPECT_EQ(of_words({1, 2, 3}).hex(), "2de6f2224b25ba1f6541fc774539a383");
  EXPECT_EQ(of_bytes("").hex(), "c722066ade83b3a59d079ed2fbfe5392");
  EXPECT_EQ(of_bytes("a task with a name").hex(), "9266a9122ef58a9e0629cb2a4338f9a8");
}

TEST(Digest, OrderAndNumberOfWordsMatter) {
  EXPECT_NE(of_words({1, 2}), of_words({2, 1}));
  EXPECT_NE(of_words({0}), of_words({}));
  EXPECT_NE(of_words({0, 0}), of_words({0}));
}

TEST(Digest, BytesAreFoldedEightAtATimeAfterTheirLength) {
  EXPECT_EQ(of_bytes("abc"), of_words({3, 0x636261}));
  EXPECT_EQ(of_bytes("abcdefgh"), of_words({8, 0x6867666564636261}));
  EXPECT_EQ(of_bytes("abcdefgh\xff"), of_words({9, 0x6867666564636261, 0xff}));
  EXPECT_NE(of_bytes("abc"), of_bytes(std::string("abc\0", 4)));
}

TEST(Digest, EachBitOfAWordChangesBothLanes) {
  const Digest zero = of_words({0});
  std::set<std::uint64_t> high = {zero.high()};
  std::set<std::uint64_t> low = {zero.low()};
  for (int bit = 0; bit < 64; ++bit) {
    const Digest digest = of_words({std::uint64_t{1} << bit});
    EXPECT_TRUE(high.insert(digest.high()).second) << bit;
    EXPECT_TRUE(low.insert(digest.low()).second) << bit;
  }
}

TEST(Digest, ADigestIsFoldedAsItsTwoWords) {
  const Digest inner = of_words({7});
  Digest outer;
  outer.fold(inner);

  EXPECT_EQ(outer, of_words({inner.high(), inner.low()}));
}

TEST(Digest, IsWrittenAs32HexadecimalDigits) {
  EXPECT_EQ(Digest(0x1, 0xfedcba9876543210).hex(), "0000000000000001fedcba9876543210");
}

}  // namespace
}  // namespace meseta
