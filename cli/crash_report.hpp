// CrashReport: while it lives, a failed CHECK also says in which run and at which event it failed.
#pragma once

#include <string>

#include "engine/base/check.hpp"
#include "engine/loop/dispatcher.hpp"

namespace meseta::cli {

class CrashReport {
 public:
  // `again` is the command that repeats the run. The dispatcher must outlive this.
  CrashReport(std::string again, const Dispatcher& dispatcher);
  CrashReport(const CrashReport&) = delete;
  CrashReport& operator=(const CrashReport&) = delete;
  ~CrashReport();

 private:
  static void print(void* self);

  std::string again_;
  const Dispatcher& dispatcher_;
  CheckHook before_;
};

}  // namespace meseta::cli
