#include "engine/base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace meseta {

namespace {

// The one mutable variable outside an object: a failed CHECK has no object to ask.
thread_local CheckHook installed_hook;

}  // namespace

CheckHook install_check_hook(CheckHook hook) {
  const CheckHook replaced = installed_hook;
  installed_hook = hook;
  return replaced;
}

void check_failed(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: CHECK failed: %s\n", file, line, expression);
  // A CHECK that fails inside the hook must not call it again.
  const CheckHook hook = install_check_hook({});
  if (hook.call != nullptr) hook.call(hook.context);
  std::fflush(stderr);
  std::abort();
}

}  // namespace meseta
