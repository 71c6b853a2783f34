#include "tests/cli/program.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace meseta::cli {

namespace {

std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace

Scratch::Scratch() {
  std::string name = testing::TempDir() + "meseta-cli-XXXXXX";
  folder_ = mkdtemp(name.data());
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

bool Scratch::has(const std::string& name) const { return std::filesystem::exists(folder_ / name); }

std::string Scratch::write(const std::string& name, const std::string& text) const {
  std::ofstream(folder_ / name, std::ios::binary) << text;
  return path(name);
}

std::string Scratch::read(const std::string& name) const { return slurp(folder_ / name); }

Ran meseta(const std::string& arguments) {
  const Scratch scratch;
  const std::string command = std::string(MESETA_BINARY) + " " + arguments + " >" +
                              scratch.path("out") + " 2>" + scratch.path("err");
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, scratch.read("out"), scratch.read("err")};
}

std::string small_scenario(const std::string& more) {
  return R"(name: small
cluster:
  - {name: rack, count: 5, resources: "cpus:4;mem:4096"}
frameworks:
  - name: web
    batch:
      tasks: 20
      task: {resources: "cpus:1;mem:100"}
      duration: 10s
)" + more;
}

std::string digest_of(const std::string& out) {
  const std::size_t at = out.rfind("digest ");
  return at == std::string::npos ? "" : out.substr(at + 7, 32);
}

}  // namespace meseta::cli
