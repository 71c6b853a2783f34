#include "tests/transcripts/language/driver/driver_subject.hpp"

namespace meseta::transcript {

void DriverSubject::boot(Words& words) {
  const std::vector<Text> roles = words.texts_option("roles");
  words.finish();
  if (!info_ || !roles.empty()) {
    FrameworkInfo info{.name = Text("framework"), .user = Text("alice"), .roles = roles};
    if (roles.empty()) info.roles.emplace_back("*");
    info_ = make_ref(std::move(info));
  }
  SchedulerPolicy& policy = *this;
  auto next = std::make_unique<Driver>(Driver::Options{.info = info_}, policy);
  replace(*next);
  driver_ = std::move(next);
  forget_session();
  report(Boot{Boot::Role::Scheduler, 0, incarnation_++, durable_});
}

void DriverSubject::state(Words& words) {
  words.finish();
  const char* standing = driver_->over()         ? "over"
                         : driver_->subscribed() ? "subscribed"
                                                 : "not subscribed";
  say(standing + std::string(" as ") + names_.of(driver_->id()));
}

}  // namespace meseta::transcript
