#include "workload/placer.hpp"

#include <gtest/gtest.h>

#include "tests/builders/offer.hpp"

namespace meseta {
namespace {

Demand wants(std::string_view taken, std::uint32_t cards = 0, std::uint32_t milli = 0,
             std::vector<Text> models = {}) {
  return {resources(taken), cards, milli, std::move(models)};
}

AgentClasses::Class agents(std::string_view name, std::uint32_t count, std::string_view total,
                           std::string_view model = "") {
  return {Text(name), count, agent_of(total, model)};
}

class PlacerTest : public testing::Test {
 protected:
  // Where each of these demands goes, by the number of the agent; 0 for nowhere.
  std::vector<std::uint32_t> places(const std::vector<std::uint32_t>& which) {
    std::vector<std::uint32_t> where;
    for (const std::uint32_t demand : which) {
      const auto place = placer_->place(demand);
      where.push_back(place ? offers_[place->offer].agent.number : 0);
      if (place) taken_.push_back(*place->resources);
    }
    return where;
  }
  void set(std::vector<Demand> all, const std::vector<OfferText>& texts,
           Placer::Options options = {.placement = Placement::BestFit}) {
    demands_ = std::move(all);
    for (const OfferText& text : texts) offers_.push_back(offer(text));
    placer_.emplace(options, demands_, classes_);
    placer_->begin(offers_);
  }

  AgentClasses classes_;
  std::vector<Demand> demands_;
  std::vector<Offer> offers_;
  std::vector<Resources> taken_;
  std::optional<Placer> placer_;
};

using Places = std::vector<std::uint32_t>;

TEST_F(PlacerTest, FirstFitFillsOneOfferAfterTheOther) {
  set({wants("cpus:2;mem:64")}, {{1}, {2}}, {});
  EXPECT_EQ(places({0, 0, 0, 0, 0}), (Places{1, 1, 2, 2, 0}));
}

TEST_F(PlacerTest, FirstFitOfASmallDemandStillFindsWhatALargeOnePassedOver) {
  set({wants("cpus:4;mem:64"), wants("cpus:1;mem:64")}, {{1, "cpus:2;mem:4096"}, {2}}, {});
  EXPECT_EQ(places({0, 1, 1, 1, 0}), (Places{2, 1, 1, 0, 0}));
}

TEST_F(PlacerTest, AnOfferTakesNoMoreTasksThanItMay) {
  set({wants("cpus:1;mem:64")}, {{1}, {2}}, {.tasks_per_offer_max = 2});
  EXPECT_EQ(places({0, 0, 0, 0, 0}), (Places{1, 1, 2, 2, 0}));
  EXPECT_TRUE(placer_->full(0));
}

TEST_F(PlacerTest, BestFitTakesTheAgentThatIsLeftWithTheLeast) {
  set({wants("cpus:2;mem:64")}, {{1, "cpus:8;mem:4096"}, {2, "cpus:3;mem:4096"}, {3}});
  EXPECT_EQ(places({0, 0, 0}), (Places{2, 3, 3}));
}

TEST_F(PlacerTest, ATaskWithoutCardsStaysAwayFromThem) {
  set({wants("cpus:2;mem:64")}, {{1, "cpus:2;mem:4096;gpus:1", "T4"}, {2, "cpus:64;mem:4096"}});
  EXPECT_EQ(places({0}), Places{2});
}

TEST_F(PlacerTest, ATaskNamesTheCardsItTakes) {
  set({wants("cpus:1;mem:64", 2, 1000), wants("cpus:1;mem:64", 1, 300)},
      {{1, "cpus:8;mem:4096;gpus:3", "T4"}});
  EXPECT_EQ(places({1, 0, 1, 0}), (Places{1, 1, 1, 0}));
  EXPECT_EQ(taken_[0].cards().get(0), 300U);
  EXPECT_EQ(taken_[1].cards().get(1), 1000U);
  EXPECT_EQ(taken_[1].cards().get(2), 1000U);
  EXPECT_EQ(taken_[2].cards().get(0), 300U);
  EXPECT_EQ(taken_[2].gpus(), Quantity{300});
}

TEST_F(PlacerTest, APartOfACardGoesWhereNoWholeOneIsBroken) {
  classes_ = AgentClasses({agents("t4", 2, "cpus:8;mem:4096;gpus:1", "T4")});
  set({wants("cpus:1;mem:64", 1, 300)},
      {{1, "cpus:8;mem:4096;gpus:1", "T4"}, {2, "cpus:8;mem:4096;gpus:1", "T4"}});
  EXPECT_EQ(places({0, 0, 0, 0}), (Places{1, 1, 1, 2}));
}

TEST_F(PlacerTest, CardsAreNotStrandedWithoutTheirCpus) {
  classes_ = AgentClasses({agents("many", 10, "cpus:8;mem:4096;gpus:4", "T4"),
                           agents("few", 1, "cpus:32;mem:4096;gpus:1", "T4")});
  set({wants("cpus:8;mem:64", 1, 1000), wants("cpus:1;mem:64", 1, 1000)},
      {{1, "cpus:8;mem:4096;gpus:4", "T4"}, {2, "cpus:32;mem:4096;gpus:1", "T4"}});
  EXPECT_EQ(places({0, 1, 1}), (Places{2, 1, 1}));
}

TEST_F(PlacerTest, OnlyAcceptableModelsAreTaken) {
  set({wants("cpus:1;mem:64", 1, 1000, {Text("A10"), Text("V100")})},
      {{1, "cpus:8;mem:4096;gpus:1", "T4"}, {2, "cpus:8;mem:4096;gpus:1", "V100"}});
  EXPECT_EQ(places({0, 0}), (Places{2, 0}));
  EXPECT_EQ(placer_->obstacle(0, 0), Obstacle::WrongModel);
  EXPECT_EQ(placer_->obstacle(0, 1), Obstacle::NoGpuCard);
}

TEST_F(PlacerTest, EveryObstacleHasItsName) {
  set({wants("cpus:3;mem:64"), wants("cpus:1;mem:3000"), wants("cpus:1;mem:64;ports:[1-1]"),
       wants("cpus:5;mem:64")},
      {{1, "cpus:4;mem:4096;ports:[1-2]", "", "cpus:2;mem:2048;ports:[2-2]"}});
  EXPECT_EQ(places({0, 1, 2, 3}), (Places{0, 0, 0, 0}));
  EXPECT_EQ(placer_->obstacle(0, 0), Obstacle::NoCpus);
  EXPECT_EQ(placer_->obstacle(1, 0), Obstacle::NoMem);
  EXPECT_EQ(placer_->obstacle(2, 0), Obstacle::NoOther);
  EXPECT_EQ(placer_->obstacle(3, 0), Obstacle::TooLarge);
}

TEST(AgentClasses, AnAgentBelongsToTheFirstClassThatIsLikeIt) {
  AgentClasses classes({agents("a", 1, "cpus:4;mem:4096"), agents("b", 1, "cpus:4;mem:4096"),
                        agents("c", 1, "cpus:4;mem:4096;gpus:1", "T4")});
  EXPECT_EQ(classes.agent({1, 1}, agent_of("cpus:4;mem:4096")).agent_class, 0U);
  EXPECT_EQ(classes.agent({1, 2}, agent_of("cpus:4;mem:4096;gpus:1", "T4")).agent_class, 2U);
  EXPECT_EQ(classes.model(2).view(), "T4");
}

TEST(AgentClasses, OneThatIsLikeNoneMakesAClass) {
  AgentClasses classes;
  EXPECT_EQ(classes.agent({1, 1}, agent_of("cpus:4;mem:4096")).agent_class, 0U);
  EXPECT_EQ(classes.agent({1, 2}, agent_of("cpus:8;mem:4096")).agent_class, 1U);
  EXPECT_EQ(classes.agent({1, 3}, agent_of("cpus:4;mem:4096")).agent_class, 0U);
  EXPECT_EQ(classes.classes()[1].name.view(), "other-1");
}

}  // namespace
}  // namespace meseta
