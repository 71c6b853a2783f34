// AllocatorSubject: one Allocator, whose owner is the transcript.
//
// Frameworks and agents are named by the command that adds them; what is granted is o1, o2, ... and
// stays outstanding until it is declined or launched on; what is launched is named and stays until
// it is released. A role need not be named where a framework has one.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/allocator/allocator.hpp"
#include "tests/transcripts/language/names.hpp"
#include "tests/transcripts/language/subject.hpp"
#include "tests/transcripts/language/terms.hpp"

namespace meseta::transcript {

class AllocatorSubject final : public Subject {
 public:
  AllocatorSubject();
  [[nodiscard]] std::string manual() const override;

 protected:
  void run(Words& words) override;

 private:
  static std::span<const Command<AllocatorSubject>> commands();

  // cluster.cpp
  void options(Words& words);
  void weight(Words& words);
  void agent(Words& words);
  void total(Words& words);
  void facts(Words& words);
  void whitelist(Words& words);
  [[nodiscard]] AgentFacts read_facts_of(const std::string& name, Words& words);
  void framework(Words& words);
  void deactivate(Words& words);
  void activate(Words& words);
  void remove(Words& words);
  void suppress(Words& words);
  void revive(Words& words);

  // quotas.cpp
  void quota(Words& words);
  void quotas(Words& words);

  // offers.cpp
  void run_now(Words& words);
  void advance(Words& words);
  void decline(Words& words);
  void launch(Words& words);
  void rescind(Words& words);
  void release(Words& words);
  void occupy(Words& words);
  void run_allocator(const std::string& when);
  [[nodiscard]] Grant take(const std::string& offer);

  // state.cpp
  void shares(Words& words);
  void free(Words& words);
  void due(Words& words);
  void why(Words& words);

  struct FrameworkTerms {
    Capabilities capabilities;
    OfferConstraints constraints;
    std::vector<SmallestOffer> smallest;
    std::shared_ptr<ConstraintFilter> compiled;  // The constraints.
  };

  static constexpr Time kBeginning = Time{} + seconds(1000);  // On the grid of whole seconds.

  Names names_;
  AllocatorOptions options_{.batch = std::nullopt};  // Unless `options batch=`.
  std::unique_ptr<Allocator> allocator_;
  Time now_ = kBeginning;
  std::uint32_t ids_ = 0;
  std::uint32_t offers_made_ = 0;
  std::map<std::string, Text> roles_;  // Of each framework, the first.
  std::map<std::string, FrameworkTerms> terms_;
  std::map<std::string, SaidFacts> facts_;  // Of each agent.
  std::map<std::string, Grant> offers_;     // Outstanding.
  std::map<std::string, Grant> tasks_;      // Launched.
};

}  // namespace meseta::transcript
