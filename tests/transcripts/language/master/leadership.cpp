#include "tests/transcripts/language/master/master_subject.hpp"

namespace meseta::transcript {

namespace {

RoleWeightMilli weight(const std::string& text) {
  const std::vector<std::string> parts = split(text, ':');
  if (parts.size() != 2) throw Complaint{"'" + text + "' is not ROLE:N"};
  return {Text(parts[0]), parse_weight_milli(parts[1])};
}

}  // namespace

void MasterSubject::options(Words& words) {
  MasterOptions chosen = options_;
  if (const auto span = words.span_option("offer_timeout")) chosen.offer_timeout = span;
  if (const auto span = words.span_option("reregister_timeout")) {
    chosen.agent_reregister_timeout = *span;
  }
  if (const auto span = words.span_option("interval")) chosen.allocator.interval = *span;
  if (const auto span = words.span_option("batch")) chosen.allocator.batch = *span;
  for (const std::string& text : words.list_option("weights")) {
    chosen.allocator.weights.push_back(weight(text));
  }
  if (const auto region = words.option("region")) chosen.allocator.region = Text(*region);
  if (const auto count = words.number_option("tasks_per_call_max")) {
    chosen.tasks_per_call_max = static_cast<std::uint32_t>(*count);
  }
  words.finish();
  if (begun_) throw Complaint{"options come before the first elect"};
  options_ = std::move(chosen);
  master_ = std::make_unique<Master>(options_);
  replace(*master_);
}

void MasterSubject::elect(Words& words) {
  const std::uint64_t epoch = words.number_option("epoch").value_or(epoch_ + 1);
  words.finish();
  begun_ = true;
  epoch_ = static_cast<std::uint32_t>(epoch);
  report(Elected{{epoch_}, durable_});
}

void MasterSubject::depose(Words& words) {
  words.finish();
  report(Deposed{});
}

void MasterSubject::crash(Words& words) {
  words.finish();
  for (auto& [name, peer] : agents_) peer.session = {};
  for (auto& [name, peer] : frameworks_) peer.session = {};
  auto next = std::make_unique<Master>(options_);
  replace(*next);
  master_ = std::move(next);
}

}  // namespace meseta::transcript
