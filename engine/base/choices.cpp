#include "engine/base/choices.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/base/check.hpp"

// Fixed point throughout: Qn means that the value is the integer divided by 2^n.
namespace meseta {

namespace {

__extension__ using Wide = unsigned __int128;
__extension__ using SignedWide = __int128;

constexpr std::uint64_t kLn2 = 0xb17217f7d1cf79abU;              // Q64
constexpr std::uint64_t kLog2EByThousand = 0x5e8c6804caccc4fbU;  // log2(e) / 1000, Q72
constexpr Duration kMeanMax = days(2000);
static_assert(kMeanMax.ns <= INT64_MAX / 45);
constexpr Duration kLogNormalMax = days(3000);
constexpr std::int64_t kSigmaMilliMax = 4000;

// The high half of a product: of a Qn and a Q64, a Qn.
constexpr std::uint64_t high_product(std::uint64_t a, std::uint64_t b) {
  return static_cast<std::uint64_t>(Wide{a} * b >> 64U);
}

// ln(1 + i / 256), Q64, by the bits of the binary logarithm: squaring x doubles its logarithm, and
// whether the square reaches 2 is the next bit.
constexpr std::uint64_t ln_by_squaring(std::uint64_t i) {
  std::uint64_t x = (256 + i) << 55U;  // Q63, in [1, 2).
  std::uint64_t log2 = 0;              // Q64
  for (int bit = 63; bit >= 0; --bit) {
    const Wide square = Wide{x} * x;  // Q126
    const bool two = (square >> 127U) != 0;
    log2 |= std::uint64_t{two} << bit;
    x = static_cast<std::uint64_t>(square >> (two ? 64U : 63U));
  }
  return high_product(log2, kLn2);
}

constexpr auto kLnTable = [] {
  std::array<std::uint64_t, 256> table{};
  for (std::uint64_t i = 0; i < table.size(); ++i) table[i] = ln_by_squaring(i);
  return table;
}();

// -ln(word / 2^64), Q58, for a word that is not 0: at most 45.
std::uint64_t minus_ln(std::uint64_t word) {
  const auto zeros = static_cast<unsigned>(std::countl_zero(word));
  const std::uint64_t mantissa = word << zeros;  // Q63, in [1, 2).
  const std::uint64_t i = (mantissa >> 55U) % 256;
  const std::uint64_t known = (256 + i) << 55U;
  // What is left of the mantissa is 1 + r, with r < 1 / 256: seven terms of ln(1 + r) do.
  const auto r = static_cast<std::uint64_t>((Wide{mantissa - known} << 64U) / known);  // Q64
  std::uint64_t sum = UINT64_MAX / 7;
  for (std::uint64_t n = 6; n > 0; --n) sum = UINT64_MAX / n - high_product(r, sum);
  const std::uint64_t ln_mantissa = kLnTable[i] + high_product(r, sum);
  return static_cast<std::uint64_t>((Wide{kLn2} * (zeros + 1) - ln_mantissa) >> 6U);
}

// The greatest integer whose square is at most n.
std::uint64_t square_root(Wide n) {
  Wide root = 0;
  for (Wide bit = Wide{1} << 126U; bit != 0; bit >>= 2U) {
    const bool fits = n >= root + bit;
    if (fits) n -= root + bit;
    root = (root >> 1U) + (fits ? bit : 0);
  }
  return static_cast<std::uint64_t>(root);
}

// A decimal number as Q44.
consteval std::uint64_t fixed(const char* decimal) {
  Wide digits = 0;
  Wide scale = 1;
  bool behind_point = false;
  for (; *decimal != 0; ++decimal) {
    if (*decimal == '.') {
      behind_point = true;
    } else {
      digits = digits * 10 + static_cast<unsigned>(*decimal - '0');
      if (behind_point) scale *= 10;
    }
  }
  return static_cast<std::uint64_t>((digits << 44U) / scale);
}

// The highest power first.
using Polynomial = std::array<std::uint64_t, 8>;

struct Quotient {
  Polynomial above;
  Polynomial below;
};

// Algorithm AS 241 of Wichura (1988), "The percentage points of the normal distribution": quotients
// of polynomials for the middle, the tail and the far tail.
constexpr Quotient kMiddle = {
    {fixed("2509.0809287301226727"), fixed("33430.575583588128105"), fixed("67265.770927008700853"),
     fixed("45921.953931549871457"), fixed("13731.693765509461125"), fixed("1971.5909503065514427"),
     fixed("133.14166789178437745"), fixed("3.3871328727963666080")},
    {fixed("5226.4952788528545610"), fixed("28729.085735721942674"), fixed("39307.895800092710610"),
     fixed("21213.794301586595867"), fixed("5394.1960214247511077"), fixed("687.18700749205790830"),
     fixed("42.313330701600911252"), fixed("1.0")}};
constexpr Quotient kTail = {
    {fixed("0.000774545014278341407640"), fixed("0.0227238449892691845833"),
     fixed("0.241780725177450611770"), fixed("1.27045825245236838258"),
     fixed("3.64784832476320460504"), fixed("5.76949722146069140550"),
     fixed("4.63033784615654529590"), fixed("1.42343711074968357734")},
    {fixed("0.00000000105075007164441684324"), fixed("0.000547593808499534494600"),
     fixed("0.0151986665636164571966"), fixed("0.148103976427480074590"),
     fixed("0.689767334985100004550"), fixed("1.67638483018380384940"),
     fixed("2.05319162663775882187"), fixed("1.0")}};
constexpr Quotient kFarTail = {
    {fixed("0.000000201033439929228813265"), fixed("0.0000271155556874348757815"),
     fixed("0.00124266094738807843860"), fixed("0.0265321895265761230930"),
     fixed("0.296560571828504891230"), fixed("1.78482653991729133580"),
     fixed("5.46378491116411436990"), fixed("6.65790464350110377720")},
    {fixed("0.0"), fixed("0.000000142151175831644588870"), fixed("0.0000184631831751005468180"),
     fixed("0.000786869131145613259100"), fixed("0.0148753612908506148525"),
     fixed("0.136929880922735805310"), fixed("0.599832206555887937690"), fixed("1.0")}};

// Of an argument in Qn, with the coefficients' Q44.
std::uint64_t evaluate(const Polynomial& polynomial, std::uint64_t x, unsigned n) {
  std::uint64_t value = polynomial[0];
  for (std::size_t i = 1; i < polynomial.size(); ++i) {
    value = static_cast<std::uint64_t>(Wide{value} * x >> n) + polynomial[i];
  }
  return value;
}

// The standard normal quantile of word / 2^64, Q44, for an odd word.
std::int64_t normal_quantile(std::uint64_t word) {
  constexpr std::uint64_t kHalf = std::uint64_t{1} << 63U;
  constexpr std::uint64_t kMiddleMax = 0x6ccccccccccccccdU;         // 0.425, Q64
  constexpr std::uint64_t kMiddleMaxSquared = 0x2e3d70a3d70a3d71U;  // Its square, rounded up.
  constexpr std::uint64_t kTailMax = std::uint64_t{5} << 58U;
  constexpr std::uint64_t kTailMin = (std::uint64_t{16} << 58U) / 10;

  const bool negative = word < kHalf;
  const std::uint64_t q = negative ? kHalf - word : word - kHalf;  // Q64
  std::uint64_t z = 0;
  if (q < kMiddleMax) {
    const std::uint64_t r = kMiddleMaxSquared - high_product(q, q);
    const Wide above = Wide{q} * evaluate(kMiddle.above, r, 64);  // Q108
    z = static_cast<std::uint64_t>(above / evaluate(kMiddle.below, r, 64) >> 20U);
  } else {
    const std::uint64_t r = square_root(Wide{minus_ln(negative ? word : 0 - word)} << 58U);
    const bool far = r > kTailMax;
    const std::uint64_t x = r - (far ? kTailMax : kTailMin);  // Q58
    const Quotient& quotient = far ? kFarTail : kTail;
    z = static_cast<std::uint64_t>((Wide{evaluate(quotient.above, x, 58)} << 44U) /
                                   evaluate(quotient.below, x, 58));
  }
  return negative ? -static_cast<std::int64_t>(z) : static_cast<std::int64_t>(z);
}

// 2^f, Q62, for f in [0, 1), Q64: e^(f ln 2) by its series.
std::uint64_t exp2_fraction(std::uint64_t f) {
  constexpr std::uint64_t kOne = std::uint64_t{1} << 62U;
  const std::uint64_t x = high_product(f, kLn2);
  std::uint64_t sum = kOne;
  for (std::uint64_t n = 17; n > 0; --n) sum = kOne + high_product(x, sum) / n;
  return sum;
}

}  // namespace

std::uint64_t Choices::below(std::uint64_t bound, Site site, std::uint64_t entity,
                             std::uint64_t ordinal) const {
  CHECK(bound > 0);
  return high_product(choose(site, entity, ordinal), bound);
}

Duration Choices::between(Duration low, Duration high, Site site, std::uint64_t entity,
                          std::uint64_t ordinal) const {
  CHECK(low <= high);
  const auto first = static_cast<std::uint64_t>(low.ns);
  const std::uint64_t span = static_cast<std::uint64_t>(high.ns) - first;
  const std::uint64_t word = choose(site, entity, ordinal);
  const auto step = static_cast<std::uint64_t>(Wide{word} * (Wide{span} + 1) >> 64U);
  return {static_cast<std::int64_t>(first + step)};
}

Duration Choices::exponential(Duration mean, Site site, std::uint64_t entity,
                              std::uint64_t ordinal) const {
  CHECK(mean >= Duration{});
  CHECK(mean <= kMeanMax);
  const Wide scaled =
      Wide{static_cast<std::uint64_t>(mean.ns)} * minus_ln(choose(site, entity, ordinal) | 1U);
  return std::max(Duration{static_cast<std::int64_t>(scaled >> 58U)}, nanoseconds(1));
}

Duration Choices::lognormal(Duration median, std::int64_t sigma_milli, Site site,
                            std::uint64_t entity, std::uint64_t ordinal) const {
  CHECK(median >= Duration{});
  CHECK(median <= kLogNormalMax);
  CHECK(sigma_milli >= 0);
  CHECK(sigma_milli <= kSigmaMilliMax);
  const std::int64_t z = normal_quantile(choose(site, entity, ordinal) | 1U);
  // As a power of two: z is Q44 and the logarithm Q72, so the product is Q116.
  const SignedWide exponent =
      SignedWide{z * sigma_milli} * static_cast<std::int64_t>(kLog2EByThousand);
  const auto whole = static_cast<int>(exponent >> 116U);
  const auto fraction = static_cast<std::uint64_t>(exponent >> 52U);
  const Wide scaled = Wide{static_cast<std::uint64_t>(median.ns)} * exp2_fraction(fraction);
  const Wide result = scaled >> static_cast<unsigned>(62 - whole);
  if (result >= static_cast<std::uint64_t>(kLogNormalMax.ns)) return kLogNormalMax;
  return std::max(Duration{static_cast<std::int64_t>(result)}, nanoseconds(1));
}

bool Choices::happens(std::uint32_t per_million, Site site, std::uint64_t entity,
                      std::uint64_t ordinal) const {
  CHECK(per_million <= 1'000'000);
  return below(1'000'000, site, entity, ordinal) < per_million;
}

}  // namespace meseta
