// What rule A3's company costs: how many answers are withheld, over 2,000 rooms of each kind with
// pinned seeds. The table stands in docs/decisions/0011; this test keeps it true.
#include "server/domain/company.hpp"
#include "tests/seeds.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iomanip>
#include <sstream>
#include <vector>

using namespace candour;
using namespace candour::seeds;
using domain::shown_from;
using domain::Standing;

namespace {

struct Kind {
    std::size_t people;
    std::size_t there;  // had joined at the opening
    std::size_t k;
    std::size_t tap_of_ten = 0;  // so many take their phone's offer
};

/// In seconds. The others come within two minutes of the opening, in any order.
constexpr std::size_t all_are_there_by = 120;
/// From 5 to 65 after the question is on the phone, and as long again for whoever taps.
constexpr std::size_t think_at_least = 5;
constexpr std::size_t think_at_most = 65;
constexpr std::size_t tick = 10;
/// One of ten says nothing.
constexpr std::size_t silent_of_ten = 1;

class SimulatedRoom {
public:
    SimulatedRoom(const Kind& kind, std::uint64_t seed) : kind_(kind), dice_(seed) {
        for (std::size_t person = 0; person < kind.people; ++person)
            came_.push_back(person < kind.there ? 0 : 1 + dice_.below(all_are_there_by));
        told_.push_back(kind.there);
        for (std::size_t at = tick; at <= all_are_there_by + tick; at += tick)
            if (joined_by(at) != told_.back()) {
                told_.push_back(joined_by(at));
                ticks_.push_back(at);
            }
    }

    /// Answers, and how many of them are shown.
    std::pair<std::size_t, std::size_t> play() {
        std::vector<Standing> answers;
        for (const std::size_t came : came_) {
            if (dice_.below(10) < silent_of_ten) continue;
            std::size_t given = announcement_at(came + thought());
            if (told_[given] < kind_.k) given = perhaps_tapped(given);
            answers.push_back({Announcement{given}, Announcement{counted(came)}});
        }
        const auto first = shown_from(answers, kind_.k);
        const auto shown = std::count_if(answers.begin(), answers.end(), [&](const Standing& one) {
            return first && one.given >= *first;
        });
        return {answers.size(), static_cast<std::size_t>(shown)};
    }

private:
    std::size_t thought() { return think_at_least + dice_.below(think_at_most - think_at_least); }
    [[nodiscard]] std::size_t joined_by(std::size_t second) const {
        return static_cast<std::size_t>(std::count_if(
            came_.begin(), came_.end(), [&](std::size_t came) { return came <= second; }));
    }
    [[nodiscard]] std::size_t announcement_at(std::size_t second) const {
        return static_cast<std::size_t>(std::upper_bound(ticks_.begin(), ticks_.end(), second) -
                                        ticks_.begin());
    }
    /// The first tick at or after the coming; those who were there are in announcement 0.
    [[nodiscard]] std::size_t counted(std::size_t came) const {
        if (came == 0) return 0;
        return 1 + static_cast<std::size_t>(std::lower_bound(ticks_.begin(), ticks_.end(), came) -
                                            ticks_.begin());
    }
    /// The offer comes with the first announcement of k or more, and stands until the close.
    std::size_t perhaps_tapped(std::size_t given) {
        const auto enough = std::find_if(told_.begin(), told_.end(),
                                         [&](std::size_t joined) { return joined >= kind_.k; });
        if (enough == told_.end() || dice_.below(10) >= kind_.tap_of_ten) return given;
        const auto offered = static_cast<std::size_t>(enough - told_.begin());
        return announcement_at(ticks_[offered - 1] + thought());
    }

    Kind kind_;
    Dice dice_;
    std::vector<std::size_t> came_;   // when, since the opening
    std::vector<std::size_t> told_;   // how many, by announcement
    std::vector<std::size_t> ticks_;  // when, from announcement 1 on
};

/// Of 100 answers.
double shown_of(const Kind& kind) {
    std::size_t answers = 0;
    std::size_t shown = 0;
    for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
        const auto [of_room, shown_there] = SimulatedRoom(kind, seed).play();
        answers += of_room;
        shown += shown_there;
    }
    const double share =
        100.0 * static_cast<double>(shown) / static_cast<double>(std::max<std::size_t>(1, answers));
    std::ostringstream line;
    line << std::fixed << std::setprecision(1) << kind.people << " people, " << kind.there
         << " there at the opening, k = " << kind.k << ", " << kind.tap_of_ten
         << " of 10 tap: " << share << " of 100 answers show";
    MESSAGE(line.str());
    return share;
}

}  // namespace

TEST_CASE("where 2k had joined at the opening hardly an answer is withheld") {
    CHECK(shown_of({.people = 10, .there = 10, .k = 5}) > 99.9);
    CHECK(shown_of({.people = 12, .there = 10, .k = 5}) > 99.9);
    CHECK(shown_of({.people = 51, .there = 10, .k = 5}) > 99.9);
    CHECK(shown_of({.people = 51, .there = 20, .k = 10}) > 99.9);
}

TEST_CASE("where few had joined many answers are withheld, and hardly any if people tap") {
    const double alone = shown_of({.people = 12, .there = 3, .k = 5});
    const double tapped = shown_of({.people = 12, .there = 3, .k = 5, .tap_of_ten = 7});
    CHECK(alone < tapped - 10);
    CHECK(alone > 45);
    CHECK(tapped > 70);
    CHECK(shown_of({.people = 51, .there = 3, .k = 5}) > 80);
    CHECK(shown_of({.people = 51, .there = 3, .k = 10, .tap_of_ten = 7}) > 85);
    CHECK(shown_of({.people = 12, .there = 7, .k = 5}) > 95);
    shown_of({.people = 6, .there = 5, .k = 5});
    shown_of({.people = 12, .there = 5, .k = 5});
    shown_of({.people = 12, .there = 5, .k = 5, .tap_of_ten = 7});
}
