#include <cstdio>

#include "engine/base/time.hpp"

int main() {
  const meseta::Time now = meseta::Time{} + meseta::seconds(90);
  std::printf("%lld ns\n", static_cast<long long>(now.ns));
  return now - meseta::Time{} == meseta::minutes(1) + meseta::seconds(30) ? 0 : 1;
}
