// transcripts [--rewrite] FILE...: runs transcripts, or writes back what really happens in them.
// transcripts --manual SUBJECT:    lists the commands of a subject.
//
// Exit status: 0 all is as expected (or was written back), 1 it is not, 2 not understood.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/check.hpp"
#include "tests/transcripts/language/subject.hpp"
#include "tests/transcripts/language/transcript.hpp"

namespace meseta::transcript {
namespace {

int complain(const std::string& line) {
  std::fprintf(stderr, "%s\n", line.c_str());
  return 2;
}

int run_file(const std::string& file, bool rewrite) {
  std::ifstream input(file, std::ios::binary);
  if (!input) return complain(file + ": cannot be read");
  const std::string text{std::istreambuf_iterator<char>(input), {}};
  const Outcome outcome = run_transcript(file, text);
  if (rewrite && outcome.rewritten != text) {
    std::ofstream output(file, std::ios::binary);
    output << outcome.rewritten;
    if (!output.flush()) return complain(file + ": cannot be written");
  }
  if (!outcome.understood) return complain(outcome.complaints.back());
  if (rewrite || outcome.complaints.empty()) return 0;
  for (const std::string& complaint : outcome.complaints) complain(complaint);
  return 1;
}

int manual(const std::string& name) {
  const auto subject = make_subject(name);
  if (subject == nullptr) return complain("no subject '" + name + "'");
  std::fputs(subject->manual().c_str(), stdout);
  return 0;
}

int main(const std::vector<std::string>& arguments) {
  install_check_hook(
      {[](void*) { std::fprintf(stderr, "while at %s\n", present_command().c_str()); }, nullptr});
  if (arguments.size() == 2 && arguments[0] == "--manual") return manual(arguments[1]);
  const bool rewrite = !arguments.empty() && arguments[0] == "--rewrite";
  // A test that rewrites its own expectation can never fail.
  if (rewrite && std::getenv("CTEST_INTERACTIVE_DEBUG_MODE") != nullptr) {
    return complain("a test never rewrites");
  }
  int status = 0;
  for (std::size_t i = rewrite ? 1 : 0; i < arguments.size(); ++i) {
    status = std::max(status, run_file(arguments[i], rewrite));
  }
  if (arguments.size() == (rewrite ? 1U : 0U)) {
    return complain("usage: transcripts [--rewrite] FILE... | --manual SUBJECT");
  }
  return status;
}

}  // namespace
}  // namespace meseta::transcript

int main(int argc, char** argv) {
  return meseta::transcript::main(std::vector<std::string>(argv + 1, argv + argc));
}
