// Rule A3 against whoever tries things out: as long as an answer waits, nothing that the room shows
// or decides for others depends on what it says. Two rooms get the same commands, and one person
// answers differently; everybody else must hear and see the same until the next release.
//
// CANDOUR_PAIRS says how many to run of each, CANDOUR_SEED which is the first.
#include "tests/domain/pools.hpp"
#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::domain_test;

namespace {

const std::string waited_for = "waited_for";
const std::string beside = "beside";  // open, and of the same room's words

const Response& secret(std::size_t kind, std::size_t which) {
    static const std::array<std::array<Response, 2>, kind_count> secrets{{
        {words({"afraid", "kind"}), words({"bullied"})},
        {values({1, n_a}), values({5, 5})},
        {texts({"I am afraid", "help"}), texts({"all is well"})},
        {picks("100"), picks("011")},
    }};
    return secrets.at(kind).at(which);
}

class Pair {
public:
    Pair(std::uint64_t seed, bool says_nothing)
        : dice_(seed),
          kind_(dice_.below(kind_count)),
          level_(dice_.one_in(2) ? Level::protected_ : Level::strict),
          says_nothing_(says_nothing),
          limits_{.words = 2 + dice_.below(6)},
          deck_(deck({slide_of(kind_, waited_for, {.level = level_}), word_cloud(beside)})),
          one_(deck_, limits_, {seed, seed + 1, seed + 2}),
          other_(deck_, limits_, {seed, seed + 1, seed + 2}),
          people_(static_cast<std::uint32_t>(3 + dice_.below(18))) {}

    std::string run() {
        both([](World& world) { return world.open(beside); });
        both([](World& world) {
            world.start(waited_for);
            return std::string("started");
        });
        const std::size_t first = dice_.below(4);
        for (tick_ = 0; tick_ < 8 && fault_.empty(); ++tick_) {
            for (std::size_t left = dice_.below(9); left > 0; --left) {
                if (tick_ >= first && dice_.one_in(4)) say_secret();
                something();
            }
            one_.commit();
            other_.commit();
            const bool was_released = count_released(one_) != 0 || count_released(other_) != 0;
            if (is_over_ || (said_ && was_released)) break;
            expect(frames(one_.room(), !says_nothing_) == frames(other_.room(), !says_nothing_),
                   "the two rooms show different things");
        }
        return fault_;
    }

private:
    void expect(bool holds, const std::string& rule) {
        if (!holds && fault_.empty()) fault_ = "tick " + std::to_string(tick_) + ": " + rule;
    }

    template <class Command>
    void both(Command&& command) {
        const std::string here = command(one_);
        const std::string there = command(other_);
        expect(here == there, "somebody else was told " + here + " here and " + there + " there");
    }

    /// Person 0 speaks.
    void say_secret() {
        if (one_.fold(waited_for).phase() != QuestionPhase::open) return;
        const bool swapped = dice_.one_in(2);
        const std::string here = one_.answer(0, waited_for, secret(kind_, swapped ? 0 : 1));
        if (here == "accepted") said_ = true;
        if (says_nothing_) return;
        const std::string there = other_.answer(0, waited_for, secret(kind_, swapped ? 1 : 0));
        // A full room may take one answer of theirs and not the other. They alone are told; but now
        // an answer waits here and none there.
        if (here != there) is_over_ = true;
    }

    void something() {
        const auto person = static_cast<std::uint32_t>(1 + dice_.below(people_));
        const std::size_t which = dice_.below(2);
        switch (dice_.below(14)) {
            case 0: return both([](World& world) { return world.close(waited_for); });
            case 1: return both([](World& world) { return world.open(waited_for); });
            case 2: return both([&](World& world) { return world.hide(waited_for, item(which)); });
            case 3:
                return both([&](World& world) { return world.restore(waited_for, item(which)); });
            case 4: return both([&](World& world) { return world.withdraw(person, waited_for); });
            case 5:
                return both([&](World& world) {
                    return world.answer(person, beside, secret(word_cloud_kind, which));
                });
            case 6:
                return both([&](World& world) {
                    return world.answer(person, waited_for, secret(kind_, which));
                });
            case 7:
                return both(
                    [&](World& world) { return world.go_to(which == 0 ? waited_for : beside); });
            case 8:
                return both([](World& world) {
                    world.joined += 3;
                    world.tick();
                    return std::string("ticked");
                });
            default: break;
        }
        const Response& response = dice_.any_of(pool(kind_));
        both([&](World& world) { return world.answer(person, waited_for, response); });
    }

    [[nodiscard]] std::string item(std::size_t which) const {
        if (kind_ == free_text_kind) return which == 0 ? "1.1" : "2.1";
        return which == 0 ? "afraid" : "bullied";
    }

    /// Since person 0 first spoke.
    std::size_t count_released(const World& world) {
        std::size_t released = 0;
        for (std::uint32_t person = 0; person <= people_; ++person) {
            const auto* kept = world.fold(waited_for).find(world.pseudonym(person, waited_for));
            if (kept != nullptr && kept->released) ++released;
        }
        if (!said_) before_ = released;
        return released - before_;
    }

    Dice dice_;
    std::size_t kind_;
    Level level_;
    bool says_nothing_;  // in the other room person 0 does not answer at all
    domain::RoomLimits limits_;
    std::shared_ptr<const Deck> deck_;
    World one_;
    World other_;
    std::uint32_t people_;
    bool said_ = false;
    bool is_over_ = false;
    std::size_t before_ = 0;
    std::size_t tick_ = 0;
    std::string fault_;
};

void run_pairs_of_silence(bool says_nothing) {
    const std::uint64_t first = from_environment("CANDOUR_SEED", 1);
    const std::uint64_t count = how_many("CANDOUR_PAIRS", 3'000);
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const std::string fault = Pair(seed, says_nothing).run();
        if (!fault.empty()) FAIL("CANDOUR_SEED=" << seed << ": " << fault);
    }
}

}  // namespace

TEST_CASE("A3: while an answer waits nobody can find out what it says") {
    run_pairs_of_silence(false);
}

TEST_CASE("A3: while an answer waits nobody can find out that it is there, save by progress") {
    run_pairs_of_silence(true);
}
