#include "cli/crash_report.hpp"

#include <cstdio>
#include <utility>

namespace meseta::cli {

CrashReport::CrashReport(std::string again, const Dispatcher& dispatcher)
    : again_(std::move(again)),
      dispatcher_(dispatcher),
      before_(install_check_hook({&CrashReport::print, this})) {}

CrashReport::~CrashReport() { install_check_hook(before_); }

void CrashReport::print(void* self) {
  const auto& report = *static_cast<const CrashReport*>(self);
  std::fprintf(stderr, "at event %llu of `%s`; the last events:\n%s",
               static_cast<unsigned long long>(report.dispatcher_.events()), report.again_.c_str(),
               report.dispatcher_.last_events().c_str());
}

}  // namespace meseta::cli
