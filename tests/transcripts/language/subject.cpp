#include "tests/transcripts/language/subject.hpp"

#include "tests/transcripts/language/agent/agent_subject.hpp"
#include "tests/transcripts/language/allocator/allocator_subject.hpp"
#include "tests/transcripts/language/driver/driver_subject.hpp"
#include "tests/transcripts/language/master/master_subject.hpp"

namespace meseta::transcript {

std::unique_ptr<Subject> make_subject(std::string_view name) {
  if (name == "master") return std::make_unique<MasterSubject>();
  if (name == "agent") return std::make_unique<AgentSubject>();
  if (name == "driver") return std::make_unique<DriverSubject>();
  if (name == "allocator") return std::make_unique<AllocatorSubject>();
  return nullptr;
}

}  // namespace meseta::transcript
