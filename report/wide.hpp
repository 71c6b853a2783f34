// Wide: 128-bit integers, for products of two 64-bit ones: amounts times nanoseconds, and ratios
// that are compared without rounding.
#pragma once

namespace meseta {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

}  // namespace meseta
