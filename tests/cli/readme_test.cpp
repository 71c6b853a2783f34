#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/cli/program.hpp"

namespace meseta::cli {
namespace {

void replace(std::string& text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  if (at != std::string::npos) text.replace(at, what.size(), by);
}

// The two million tasks aside, which take half a minute.
TEST(Readme, EveryCommandItShowsWorks) {
  const Scratch scratch;
  const std::string program = "    build/meseta ";
  std::ifstream readme("README.md");
  int commands = 0;
  for (std::string line; std::getline(readme, line);) {
    if (!line.starts_with(program) || line.find("c2m") != std::string::npos) continue;
    std::string arguments = line.substr(program.size(), line.find('#') - program.size());
    replace(arguments, "--out out", "--out " + scratch.path("out"));
    replace(arguments, "h.bin", scratch.path("h.bin"));
    const Ran ran = meseta(arguments);
    EXPECT_EQ(ran.status, 0) << arguments << "\n" << ran.err;
    ++commands;
  }
  EXPECT_GE(commands, 6);
}

}  // namespace
}  // namespace meseta::cli
