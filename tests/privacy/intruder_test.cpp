// The intruder: holds the sealed results and every frame to facilitator and projector, knows what
// one person answered to the first question, and wants to know which answer to the second question
// is that person's. The intruder's rate stands beside chance.
//
// Every answer is a text of its own: the most that an intruder can wish for.
#include "server/app/room/sealed_room.hpp"
#include "tests/privacy/canary_room.hpp"
#include "tests/seeds.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace candour::privacy_test {
namespace {

constexpr std::size_t people_mostly = 20;
const std::array<SlideId, 2> questions{SlideId{"first"}, SlideId{"second"}};

Deck two_questions(Level level) {
    Deck deck{"Intruder", "en", {}};
    for (const SlideId& id : questions)
        deck.slides.push_back(
            {.id = id,
             .warning = {},
             .body =
                 Question{.prompt = "How was it?", .level = level, .kind = FreeTextQuestion{}}});
    return deck;
}

/// A played room: what each person answered, and when each text was first seen.
struct Played {
    std::array<std::vector<std::string>, 2> texts;            // by person
    std::array<std::map<std::string, std::size_t>, 2> group;  // of a text: the release
    std::array<std::vector<std::string>, 2> sealed;           // as they stand in the report
};

void look(Played& played, const std::deque<verify::Heard>& heard) {
    std::array<std::size_t, 2> releases{};
    for (const auto& each : heard) {
        const auto* update = std::get_if<TallyUpdate>(&each.message);
        if (update == nullptr || !update->results.tally) continue;
        const std::size_t q = update->question == questions[0] ? 0 : 1;
        const std::size_t before = played.group[q].size();
        for (const auto& entry : std::get<FreeTextTally>(*update->results.tally).texts)
            played.group[q].try_emplace(entry.text, releases[q]);
        if (played.group[q].size() > before) ++releases[q];
    }
    for (const auto& entry : std::get<Report>(heard.back().message).questions)
        if (entry.results.tally)
            for (const auto& text : std::get<FreeTextTally>(*entry.results.tally).texts)
                played.sealed[entry.id == questions[0] ? 0 : 1].push_back(text.text);
}

/// How people come and answer.
struct Habit {
    bool same_order = false;  // both questions in the same order, the quick ones first
    bool late = false;        // the first question is open before anybody has joined
    bool drifts = false;      // nearly the same order: places shift by 15% of the room or so
};

/// Everybody's place moves by a normal deviate of 15% of the room (a sum of twelve, which is near
/// enough), as the quick are mostly quick again.
void drift(std::vector<std::size_t>& order, seeds::Dice& chance) {
    std::vector<std::pair<double, std::size_t>> moved;
    for (std::size_t place = 0; place < order.size(); ++place) {
        double deviate = -6;
        for (int i = 0; i < 12; ++i) deviate += static_cast<double>(chance.below(1'000'000)) / 1e6;
        moved.emplace_back(
            static_cast<double>(place) + 0.15 * deviate * static_cast<double>(order.size()),
            order[place]);
    }
    std::ranges::sort(moved);
    std::ranges::transform(moved, order.begin(), [](const auto& each) { return each.second; });
}

Played play(std::uint64_t seed, Level level, Habit habit, std::size_t people) {
    CanaryRoom room(seed, two_questions(level));
    seeds::Dice chance(seed ^ 0xa5a5U);
    seeds::Dice sayings(seed ^ 0x5a5aU);  // the same in whatever order
    std::vector<Bytes16> tickets(people);
    if (!habit.late)
        for (Bytes16& ticket : tickets) ticket = room.join();
    std::vector<std::size_t> order(people);
    std::iota(order.begin(), order.end(), 0U);
    Played played;
    for (std::size_t q = 0; q < 2; ++q) {
        for (std::size_t i = 0; i < people; ++i)
            played.texts[q].push_back("text " + std::to_string(sayings.below(1U << 30U)) + " " +
                                      std::to_string(i * 2 + q));
        if (q == 0 || !(habit.same_order || habit.drifts)) chance.shuffle(order);
        if (q == 1 && habit.drifts) drift(order, chance);
        room.start(questions[q]);
        std::size_t came = 0;
        for (const std::size_t person : order) {
            if (habit.late && q == 0) {
                tickets[person] = room.join();
                if (came++ % 5 == 4) room.look();
            }
            room.answer(questions[q], tickets[person], FreeTextResponse{{played.texts[q][person]}});
            room.commit();
        }
        room.control(Action::close, questions[q]);
    }
    room.end();
    look(played, room.facilitator);
    return played;
}

/// The texts among which the intruder guesses; at least one.
using Strategy = std::vector<std::string> (*)(const Played&, const std::string& known);

/// The text at the same place of the other sealed table.
std::vector<std::string> same_place(const Played& played, const std::string& known) {
    const auto& first = played.sealed[0];
    const auto place = std::ranges::find(first, known) - first.begin();
    return {played.sealed[1].at(static_cast<std::size_t>(place))};
}

/// The release with which a text came; a screen has no room for all of many hundreds.
std::size_t release_of(const Played& played, std::size_t question, const std::string& text) {
    const auto found = played.group[question].find(text);
    return found == played.group[question].end() ? SIZE_MAX : found->second;
}

/// Those that were shown in the same release of the other question.
std::vector<std::string> same_release(const Played& played, const std::string& known) {
    std::vector<std::string> candidates;
    for (const std::string& text : played.sealed[1])
        if (release_of(played, 1, text) == release_of(played, 0, known)) candidates.push_back(text);
    return candidates;
}

struct Rate {
    double mean = 0;
    double error = 0;  // standard error of the mean, over rooms
};

/// Over seeds from 1 on.
Rate rate_of(Strategy strategy, Level level, Habit habit, std::size_t people = people_mostly) {
    const std::uint64_t rooms = 8'000 / people;
    double sum = 0, squares = 0;
    for (std::uint64_t seed = 1; seed <= rooms; ++seed) {
        const auto played = play(seed, level, habit, people);
        double right = 0;  // on average, over all that the intruder may guess
        for (std::size_t i = 0; i < people; ++i) {
            const auto candidates = strategy(played, played.texts[0][i]);
            if (std::ranges::find(candidates, played.texts[1][i]) != candidates.end())
                right += 1 / static_cast<double>(candidates.size());
        }
        right /= static_cast<double>(people);
        sum += right;
        squares += right * right;
    }
    const auto n = static_cast<double>(rooms);
    const double mean = sum / n;
    return {mean, std::sqrt(std::max(0.0, squares / n - mean * mean) / n)};
}

/// 4 standard errors: a fair coin fails this once in 30,000 times; the seeds are pinned besides.
void expect_a_guess(const std::string& what,
                    Strategy strategy,
                    Level level,
                    Habit habit,
                    std::size_t people = people_mostly) {
    const Rate rate = rate_of(strategy, level, habit, people);
    const double chance = 1.0 / static_cast<double>(people);
    MESSAGE(what, ", ", people, " people: right in ", rate.mean * 100, " of 100 (+- ",
            rate.error * 100, "); by chance ", chance * 100);
    CHECK(rate.mean <= chance + 4 * rate.error + 1e-9);
}

TEST_CASE("The intruder joins two answers of a person no better than by guessing") {
    expect_a_guess("sealed tables, protected", &same_place, Level::protected_,
                   {.same_order = true});
    expect_a_guess("releases, strict, the same order", &same_release, Level::strict,
                   {.same_order = true});
    for (const std::size_t people : {20U, 51U, 100U, 400U}) {
        // As people are: the quick are mostly quick again.
        expect_a_guess("releases, protected, nearly the same order", &same_release,
                       Level::protected_, {.drifts = true}, people);
        // The worst that habit can do.
        for (const bool late : {false, true})
            for (const bool same_order : {false, true})
                expect_a_guess(std::string("releases, protected") +
                                   (same_order ? ", the same order" : ", independent orders") +
                                   (late ? ", the first question open before anybody came" : ""),
                               &same_release, Level::protected_,
                               {.same_order = same_order, .late = late}, people);
    }
}

TEST_CASE("In whatever order people answer, the same answers are released together") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        const auto one_way = play(seed, Level::protected_, {.same_order = true}, people_mostly);
        const auto another = play(seed, Level::protected_, {.drifts = true}, people_mostly);
        CHECK(one_way.group == another.group);
        CHECK(one_way.sealed == another.sealed);
    }
}

TEST_CASE("The intruder is a good one: where answers are open, the same order gives people away") {
    CHECK(rate_of(&same_release, Level::open, {.same_order = true}).mean > 0.9);
}

}  // namespace
}  // namespace candour::privacy_test
