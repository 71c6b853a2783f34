// CHECK: what must hold, in every build.
//
// A failed CHECK is a bug of ours, never a refusal and never a failure of the world. It prints the
// expression and its place, then calls the hook of the running loop, which knows what no stack
// trace tells (the seed, the event number, the last events), and aborts.
#pragma once

namespace meseta {

// What a failed CHECK calls before it aborts. The hook may only print.
struct CheckHook {
  void (*call)(void* context) = nullptr;
  void* context = nullptr;
};

// Installs a hook for this thread and returns the one it replaces, for the caller to restore.
CheckHook install_check_hook(CheckHook hook);

[[noreturn]] void check_failed(const char* expression, const char* file, int line);

}  // namespace meseta

#define CHECK(condition)                             \
  (__builtin_expect(static_cast<bool>(condition), 1) \
       ? static_cast<void>(0)                        \
       : ::meseta::check_failed(#condition, __FILE__, __LINE__))
