#include "bench/allocator/mesos_figures.hpp"

#include <algorithm>
#include <iterator>

namespace meseta::bench {

namespace {

constexpr std::uint32_t kAgents[] = {1'000, 5'000, 10'000, 20'000, 50'000};
constexpr std::uint32_t kFrameworks[] = {1, 50, 100, 200, 500, 1'000};

// By agents and frameworks; 0: not measured. The cycles of W2 with one framework are in vain.
struct Grid {
  std::string_view workload;
  std::string_view what;
  Figure figures[std::size(kAgents)][std::size(kFrameworks)];
};

struct Single {
  std::string_view workload;
  std::string_view what;
  Size size;
  Figure figure;
};

constexpr Grid kGrids[] = {
    {"W1",
     "add agents",
     {{{91, 69}, {90, 79}, {95, 84}, {99, 81}, {119, 86}, {162, 94}},
      {{666, 482}, {626, 501}, {690, 403}, {488, 373}, {696, 497}, {669, 515}},
      {{1503, 971}, {1220, 827}, {1127, 873}, {1393, 852}, {1307, 1032}, {1756, 1033}},
      {{2759, 2200}, {2492, 2167}, {2508, 1819}, {2230, 1794}, {2460, 2084}, {2701, 2560}},
      {{5949, 5266}, {6013, 4912}, {6310, 4766}, {6550, 4967}, {5713, 5162}, {7043, 6401}}}},
    {"W1",
     "lend 10 cpus more",
     {{{56, 47}, {58, 49}, {61, 59}, {72, 61}, {87, 53}, {92, 68}},
      {{327, 247}, {371, 300}, {450, 281}, {302, 262}, {454, 383}, {445, 346}},
      {{707, 547}, {681, 559}, {749, 583}, {777, 568}, {1017, 647}, {1103, 796}},
      {{1416, 1190}, {1517, 1152}, {1337, 1142}, {1539, 1236}, {1575, 1451}, {1978, 1870}},
      {{3075, 2621}, {3917, 3011}, {3631, 2922}, {3286, 3202}, {3750, 3689}, {4553, 4160}}}},
    {"W1",
     "add frameworks",
     {{{0.21, 0.15}, {1.25, 1.08}, {2.76, 1.67}, {3.34, 2.47}, {13, 7.11}, {28, 17}},
      {{0.30, 0.20}, {1.31, 1.27}, {2.68, 2.07}, {3.53, 2.69}, {9.01, 7.84}, {25, 15}},
      {{0.36, 0.18}, {1.29, 1.01}, {1.66, 1.18}, {3.46, 3.28}, {12, 9.94}, {27, 14}},
      {{0.30, 0.23}, {1.52, 1.11}, {2.39, 1.40}, {3.16, 2.27}, {9.34, 7.37}, {20, 16}},
      {{0.38, 0.19}, {1.32, 0.96}, {2.36, 2.25}, {4.35, 4.13}, {10, 9.42}, {23, 21}}}},
    {"W2",
     "cycle",
     {{{21, 12}, {61, 49}, {59, 51}, {60, 49}, {76, 53}, {99, 95}},
      {{85, 83}, {331, 252}, {301, 244}, {357, 284}, {303, 303}, {564, 493}},
      {{156, 128}, {667, 467}, {481, 470}, {737, 537}, {714, 614}, {761, 715}},
      {{346, 284}, {1620, 1397}, {1121, 1033}, {1615, 992}, {1310, 1237}, {2072, 1657}},
      {{902, 711}, {3703, 3021}, {}, {3978, 3923}, {}, {5025, 4928}}}},
    {"W2",
     "decline all for ever",
     {{{81, 68}, {97, 73}, {89, 79}, {75, 63}, {91, 59}, {99, 81}},
      {{460, 407}, {497, 465}, {375, 353}, {488, 383}, {454, 368}, {489, 482}},
      {{883, 751}, {970, 930}, {629, 629}, {1005, 646}, {695, 630}, {850, 757}},
      {{1460, 1364}, {2150, 1667}, {1551, 1482}, {1538, 1360}, {1381, 1272}, {1756, 1634}},
      {{3719, 3045}, {5683, 5320}, {}, {5850, 5463}, {}, {4579, 4065}}}},
    {"W2",
     "add agents",
     {{{122, 104}, {131, 85}, {100, 83}, {107, 103}, {140, 102}, {189, 125}},
      {{724, 602}, {701, 530}, {506, 483}, {543, 526}, {746, 741}, {769, 700}},
      {{1427, 1351}, {1345, 1305}, {1102, 964}, {1475, 1030}, {1184, 1136}, {1738, 1697}},
      {{2782, 1940}, {2337, 1986}, {2839, 2064}, {2437, 2435}, {2353, 2338}, {3540, 3327}},
      {{6313, 5530}, {8011, 6916}, {}, {9690, 9358}, {}, {9029, 8463}}}},
};

// The sums of W2 at 1,000 by 200 are of one run of 400 rounds: cycles 0 to 199 interpolated between
// the five that are known, the lowest for the steep end; 200 in vain; 200 rounds of declines.
// W3 to W6, W8, W10 and W11 are processor time, the others time by the wall.
constexpr Single kSingles[] = {
    {"W2", "cycle, all refused", {1000, 50}, {465, 385}},
    {"W2", "cycle, all refused", {5000, 50}, {2577, 2473}},
    {"W2", "cycle, all refused", {1000, 200}, {2390, 2030}},
    {"W2", "cycles that offer, until all is refused", {1000, 200}, {32200, 32200}},
    {"W2", "whole: all cycles and declines", {1000, 200}, {525000, 451000}},
    {"W3", "add agents", {10000, 200}, {2079, 2034}},
    {"W3", "cycle", {10000, 200}, {887, 708}},
    {"W3", "decline all for ever", {10000, 200}, {982, 778}},
    {"W4", "cycle, 40 suppressed", {10000, 200}, {789, 478}},
    {"W4", "cycle, 80 suppressed", {10000, 200}, {663, 555}},
    {"W4", "cycle, 120 suppressed", {10000, 200}, {669, 506}},
    {"W4", "cycle, 160 suppressed", {10000, 200}, {587, 477}},
    {"W4", "cycle, 200 suppressed", {10000, 200}, {71.9, 41.1}},
    {"W4", "cycle, 200 suppressed", {10000, 1000}, {1034, 662}},
    {"W4", "cycle, 400 suppressed", {10000, 1000}, {1114, 838}},
    {"W4", "cycle, 600 suppressed", {10000, 1000}, {985, 618}},
    {"W4", "cycle, 800 suppressed", {10000, 1000}, {889, 554}},
    {"W4", "cycle, 1000 suppressed", {10000, 1000}, {90.9, 61.2}},
    {"W5", "cycle, 198 suppressed", {10000, 200}, {619, 423}},
    {"W5", "cycle, 990 suppressed", {10000, 1000}, {683, 435}},
    {"W6", "set quotas", {10000, 200}, {14.6, 12.1}},
    {"W6", "add frameworks", {10000, 200}, {8.01, 5.91}},
    {"W6", "add agents", {10000, 200}, {11737, 8206}},
    {"W6", "read stats, shares and quotas of all roles", {10000, 200}, {38.7, 28.7}},
    {"W7", "add frameworks", {10000, 200}, {4.20, 2.25}},
    {"W7", "add agents", {10000, 200}, {871, 468}},
    {"W7", "revive all", {10000, 200}, {2003, 1321}},
    {"W7", "add frameworks", {10000, 1000}, {22.1, 14.0}},
    {"W7", "add agents", {10000, 1000}, {1109, 675}},
    {"W7", "revive all", {10000, 1000}, {8781, 6535}},
    {"W8", "cycle", {10000, 200}, {881, 537}},
    {"W9", "cycle of 50 offers or more", {80, 554}, {9.09, 1.86}},
    {"W10", "cycle that fills the quotas, drf", {30, 30}, {4.4, 3.13}},
    {"W10", "cycle in vain, drf", {30, 30}, {1.15, 0.89}},
    {"W10", "cycle that fills the quotas, drf", {300, 300}, {208, 133}},
    {"W10", "cycle in vain, drf", {300, 300}, {127, 85.1}},
    {"W10", "cycle that fills the quotas, drf", {3000, 3000}, {26504, 26504}},
    {"W10", "cycle in vain, drf", {3000, 3000}, {26131, 26131}},
    {"W10", "cycle that fills the quotas, random", {30, 30}, {4.53, 3.31}},
    {"W10", "cycle in vain, random", {30, 30}, {3.21, 1.56}},
    {"W10", "cycle that fills the quotas, random", {300, 300}, {223, 161}},
    {"W10", "cycle in vain, random", {300, 300}, {204, 159}},
    {"W10", "cycle that fills the quotas, random", {3000, 3000}, {25489, 25489}},
    {"W10", "cycle in vain, random", {3000, 3000}, {24264, 24264}},
    {"W11", "full cycle, no quota, drf", {20, 20}, {0.83, 0.74}},
    {"W11", "cycle in vain, no quota, drf", {20, 20}, {0.17, 0.11}},
    {"W11", "full cycle, quota, drf", {20, 20}, {1.47, 1.41}},
    {"W11", "cycle in vain, quota, drf", {20, 20}, {0.16, 0.16}},
    {"W11", "full cycle, no quota, drf", {200, 200}, {10.6, 7.37}},
    {"W11", "cycle in vain, no quota, drf", {200, 200}, {2.32, 1.66}},
    {"W11", "full cycle, quota, drf", {200, 200}, {18.4, 14.4}},
    {"W11", "cycle in vain, quota, drf", {200, 200}, {2.02, 1.81}},
    {"W11", "full cycle, no quota, drf", {2000, 2000}, {361, 306}},
    {"W11", "cycle in vain, no quota, drf", {2000, 2000}, {269, 252}},
    {"W11", "full cycle, quota, drf", {2000, 2000}, {290, 222}},
    {"W11", "cycle in vain, quota, drf", {2000, 2000}, {114, 81.9}},
    {"W11", "full cycle, no quota, random", {20, 20}, {1.01, 0.58}},
    {"W11", "cycle in vain, no quota, random", {20, 20}, {0.29, 0.20}},
    {"W11", "full cycle, quota, random", {20, 20}, {1.39, 1.19}},
    {"W11", "cycle in vain, quota, random", {20, 20}, {0.63, 0.19}},
    {"W11", "full cycle, no quota, random", {200, 200}, {20.5, 9.40}},
    {"W11", "cycle in vain, no quota, random", {200, 200}, {8.72, 6.95}},
    {"W11", "full cycle, quota, random", {200, 200}, {24.0, 17.0}},
    {"W11", "cycle in vain, quota, random", {200, 200}, {5.77, 5.71}},
    {"W11", "full cycle, no quota, random", {2000, 2000}, {915, 872}},
    {"W11", "cycle in vain, no quota, random", {2000, 2000}, {728, 723}},
    {"W11", "full cycle, quota, random", {2000, 2000}, {853, 742}},
    {"W11", "cycle in vain, quota, random", {2000, 2000}, {723, 698}},
    {"W12", "reserve", {1, 50}, {6.86, 3.8}},
    {"W12", "unreserve", {1, 50}, {6.86, 3.8}},
    {"W12", "reserve", {1, 100}, {17.1, 8.78}},
    {"W12", "unreserve", {1, 100}, {17.1, 8.78}},
    {"W12", "reserve", {1, 200}, {43.7, 28.7}},
    {"W12", "unreserve", {1, 200}, {43.7, 28.7}},
    {"W13", "first sort", {1000, 1}, {0.0053, 0.0033}},
    {"W13", "sort again, nothing changed", {1000, 1}, {0.0003, 0.0002}},
    {"W13", "one allocation, sort", {1000, 1}, {0.0077, 0.0045}},
    {"W13", "first sort", {1000, 50}, {0.0196, 0.0145}},
    {"W13", "sort again, nothing changed", {1000, 50}, {0.0014, 0.0014}},
    {"W13", "one allocation, sort", {1000, 50}, {0.0075, 0.0068}},
    {"W13", "first sort", {1000, 100}, {0.0346, 0.0197}},
    {"W13", "sort again, nothing changed", {1000, 100}, {0.0032, 0.0021}},
    {"W13", "one allocation, sort", {1000, 100}, {0.0111, 0.0066}},
    {"W13", "first sort", {1000, 200}, {0.0801, 0.0381}},
    {"W13", "sort again, nothing changed", {1000, 200}, {0.0057, 0.0039}},
    {"W13", "one allocation, sort", {1000, 200}, {0.0165, 0.0085}},
    {"W13", "first sort", {1000, 500}, {0.1539, 0.1155}},
    {"W13", "sort again, nothing changed", {1000, 500}, {0.0125, 0.0085}},
    {"W13", "one allocation, sort", {1000, 500}, {0.0258, 0.0154}},
    {"W13", "first sort", {1000, 1000}, {0.3528, 0.2254}},
    {"W13", "sort again, nothing changed", {1000, 1000}, {0.0209, 0.0172}},
    {"W13", "one allocation, sort", {1000, 1000}, {0.0357, 0.0248}},
    {"W13", "add agents", {1000, 200}, {0.88, 0.60}},
    {"W13", "add allocations", {1000, 200}, {2.20, 1.68}},
    {"W13", "remove allocations", {1000, 200}, {91.9, 78.5}},
    {"W13", "remove agents", {1000, 200}, {0.36, 0.31}},
    {"W13", "add agents", {5000, 200}, {6.27, 3.49}},
    {"W13", "add allocations", {5000, 200}, {15.9, 8.98}},
    {"W13", "remove allocations", {5000, 200}, {521, 408}},
    {"W13", "remove agents", {5000, 200}, {2.58, 1.89}},
    {"W13", "add agents", {10000, 200}, {14.4, 6.72}},
    {"W13", "add allocations", {10000, 200}, {38.8, 21.2}},
    {"W13", "remove allocations", {10000, 200}, {1217, 856}},
    {"W13", "remove agents", {10000, 200}, {6.02, 3.94}},
    {"W13", "add agents", {20000, 200}, {17.9, 14.5}},
    {"W13", "add allocations", {20000, 200}, {57.7, 41.6}},
    {"W13", "remove allocations", {20000, 200}, {1970, 1501}},
    {"W13", "remove agents", {20000, 200}, {10.1, 8.54}},
    {"W13", "add agents", {50000, 200}, {67.6, 52.0}},
    {"W13", "add allocations", {50000, 200}, {189, 133}},
    {"W13", "remove allocations", {50000, 200}, {4669, 3973}},
    {"W13", "remove agents", {50000, 200}, {34.3, 26.1}},
    {"W14", "first sort, height 3 by 32", {1000, 1056}, {0.148, 0.136}},
    {"W14", "sort again, nothing changed, height 3 by 32", {1000, 1056}, {0.019, 0.019}},
    {"W14", "one allocation, sort, height 3 by 32", {1000, 1056}, {0.028, 0.024}},
    {"W14", "first sort, height 7 by 3", {1000, 1092}, {0.354, 0.282}},
    {"W14", "sort again, nothing changed, height 7 by 3", {1000, 1092}, {0.022, 0.022}},
    {"W14", "one allocation, sort, height 7 by 3", {1000, 1092}, {0.035, 0.032}},
    {"W14", "first sort, height 10 by 2", {1000, 1022}, {0.433, 0.383}},
    {"W14", "sort again, nothing changed, height 10 by 2", {1000, 1022}, {0.072, 0.043}},
    {"W14", "one allocation, sort, height 10 by 2", {1000, 1022}, {0.065, 0.057}},
};

std::optional<Figure> in_grid(std::string_view workload, std::string_view what, const Size& size) {
  const auto* const agents = std::find(std::begin(kAgents), std::end(kAgents), size.agents);
  const auto* const frameworks =
      std::find(std::begin(kFrameworks), std::end(kFrameworks), size.frameworks);
  if (agents == std::end(kAgents) || frameworks == std::end(kFrameworks)) return std::nullopt;
  if (size.frameworks == 1 && what == "cycle, all refused") what = "cycle";
  for (const Grid& grid : kGrids) {
    if (grid.workload != workload || grid.what != what) continue;
    const Figure figure =
        grid.figures[agents - std::begin(kAgents)][frameworks - std::begin(kFrameworks)];
    if (figure.median > 0) return figure;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Figure> mesos_figure(std::string_view workload, std::string_view what,
                                   const Size& size) {
  // More runs for the same work.
  if (const std::size_t at = what.find(", a run for each"); at != std::string_view::npos) {
    what = what.substr(0, at);
  }
  for (const Single& single : kSingles) {
    if (single.workload == workload && single.what == what && single.size.agents == size.agents &&
        single.size.frameworks == size.frameworks) {
      return single.figure;
    }
  }
  return in_grid(workload, what, size);
}

}  // namespace meseta::bench
