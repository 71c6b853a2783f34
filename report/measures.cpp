#include "report/measures.hpp"

#include "report/fields.hpp"

namespace meseta {

namespace {

class Flatten {
 public:
  explicit Flatten(std::vector<NamedMeasure>& found) : found_(found) {}

  void open(const std::string& name, const char*) { prefix_ = name + "."; }
  void close() { prefix_.clear(); }
  void text(const char*, const std::string&) {}
  void number(const char*, std::uint64_t) {}
  void measure(const std::string& name, const Measure& measure, const char*) {
    found_.push_back({prefix_ + name, measure});
  }

 private:
  std::vector<NamedMeasure>& found_;
  std::string prefix_;  // Groups are not nested.
};

}  // namespace

std::vector<NamedMeasure> measures(const Summary& summary) {
  std::vector<NamedMeasure> found;
  Flatten flatten(found);
  visit_summary(summary, flatten);
  flatten.measure("violations", violations_measure(summary), "");
  return found;
}

std::vector<NamedMeasure> measures(const FrameworkSummary& framework) {
  std::vector<NamedMeasure> found;
  Flatten flatten(found);
  visit_framework(framework, flatten);
  return found;
}

}  // namespace meseta
