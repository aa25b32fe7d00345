// How a room ends, without a thread: every cell of the table above RoomEnd, each refusal of the
// storage at each state, and random lives against a model that is written another way.
#include "server/app/lifecycle/room_end.hpp"

#include "tests/app/storage_errors.hpp"
#include "tests/seeds.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace candour::app::lifecycle {
namespace {

using namespace std::chrono_literals;

using test::io_error;
using test::io_error_text;
const Asked ada{{1, SeatId{7}}, MessageId{"ada's message"}};
const Asked bob{{2, SeatId{8}}, MessageId{"bob's message"}};
const std::string day = "2026-11-22";

/// Every 10 s, on a day and so long after the machine started.
Look look(std::chrono::nanoseconds since_boot = 1h, const std::string& today = day) {
    return {since_boot, today, 24h, 14 * 24h, std::chrono::days{90}};
}
Look unjoined(Look look) {
    look.was_joined = false;
    return look;
}
Look with_desk(Look look) {
    look.desk_is_open = true;
    return look;
}
Open open_since(std::chrono::nanoseconds last_use) {
    return {last_use, true, false, day};
}

const Say said_unsealed{"A room that has ended could not be sealed: " + io_error_text +
                        ". Its key is kept until that succeeds; it is tried every 10 s."};
const Say said_sealed{"The room that could not be sealed has been."};
const Say said_deleted{"The results of a room whose time was over have been deleted."};
Say said_kept(const std::string& rest) {
    return {"The results of an ended room could not be deleted: " + io_error_text + rest};
}

struct EndCell {
    std::string sentence;
    RoomEnd state;
    EndInput input;
    RoomEnd next;
    Effects effects;
};

std::vector<EndCell> cells_of_open() {
    const Open fresh{0ns, false, false, "2026-11-21"};
    return {
        {"use moves the time of last use", fresh, Used{5h}, Open{5h, true, true, "2026-11-21"}, {}},
        {"a look notes a new day of use",
         Open{1h, true, true, "2026-11-21"},
         look(),
         Open{1h, true, false, day},
         {KeepLastDay{day}}},
        {"a look does not note a day twice",
         Open{1h, true, true, day},
         look(),
         Open{1h, true, false, day},
         {}},
        {"a look notes no day on which nobody used it", fresh, look(), fresh, {}},
        {"a look ends what was idle for more than a day",
         open_since(1h),
         look(25h + 1ns),
         open_since(1h),
         {EndRoom{}}},
        {"and nothing sooner", open_since(1h), look(25h), open_since(1h), {}},
        {"a calendar put forward ends no room that was used",
         open_since(1h),
         look(2h, "2027-11-22"),
         open_since(1h),
         {}},
        {"of a room that nobody has used since the start whole days count",
         fresh,
         look(1h, "2026-11-23"),
         fresh,
         {EndRoom{}}},
        {"but no part of one", fresh, look(1h, "2026-11-22"), fresh, {}},
        {"one that nobody has joined is kept for a fortnight",
         open_since(1h),
         unjoined(look(14 * 24h + 1h)),
         open_since(1h),
         {}},
        {"and ends after it",
         open_since(1h),
         unjoined(look(14 * 24h + 1h + 1ns)),
         open_since(1h),
         {EndRoom{}}},
        {"by whole days too, after a restart", fresh, unjoined(look(1h, "2026-12-05")), fresh, {}},
        {"and not by one more", fresh, unjoined(look(1h, "2026-12-06")), fresh, {EndRoom{}}},
        {"no room ends under a facilitator's page that is open",
         open_since(1h),
         with_desk(look(1'000h)),
         Open{1'000h, true, false, day},
         {}},
        {"not after a restart either, and the day is one of use",
         fresh,
         with_desk(look(1h, "2026-12-24")),
         Open{1h, true, false, "2026-12-24"},
         {KeepLastDay{"2026-12-24"}}},
        {"there is nothing to retry", fresh, Retry{}, fresh, {}},
        {"its end is told, and the results go to the log",
         fresh,
         HasEnded{},
         Sealing{},
         {TellEnd{}, Seal{}}},
        {"nobody asked for a seal", fresh, SealAnswered{{}, day}, fresh, {}},
        {"nor for one that is refused", fresh, SealAnswered{io_error, day}, fresh, {}},
        {"the room's rules refuse to forget it", fresh, ForgetAsked{ada}, fresh, {LetRoomDecide{}}},
        {"nobody asked the log to forget it", fresh, ForgetAnswered{{}, ada}, fresh, {}},
        {"nor was that refused", fresh, ForgetAnswered{io_error, ada}, fresh, {}},
        {"the room's rules decide about commands",
         fresh,
         Commanded{ada, true},
         fresh,
         {LetRoomDecide{}}},
    };
}

std::vector<EndCell> cells_of_ending() {
    const Ending fresh{};
    const Ending refused{true};
    return {
        {"use is nothing to a room that has ended", fresh, Used{5h}, fresh, {}},
        {"a look is nothing to it", fresh, look(1'000h), fresh, {}},
        {"the results go to the log", fresh, Retry{}, Sealing{}, {Seal{}}},
        {"and once more, when they were refused", refused, Retry{}, Sealing{true, {}}, {Seal{}}},
        {"that it has ended is known", fresh, HasEnded{}, fresh, {}},
        {"nobody asked for a seal", fresh, SealAnswered{{}, day}, fresh, {}},
        {"nor for one that is refused", fresh, SealAnswered{io_error, day}, fresh, {}},
        {"whoever wants it forgotten has it sealed first",
         refused,
         ForgetAsked{ada},
         Sealing{true, ada},
         {Seal{}}},
        {"nobody asked the log to forget it", fresh, ForgetAnswered{{}, ada}, fresh, {}},
        {"nor was that refused", fresh, ForgetAnswered{io_error, {}}, fresh, {}},
        {"the room's rules decide about commands",
         fresh,
         Commanded{ada, false},
         fresh,
         {LetRoomDecide{}}},
    };
}

std::vector<EndCell> cells_of_sealing() {
    const Sealing fresh{};
    const Effects first_refusal{said_unsealed, TroubleBegins{Trouble::unsealed, {}},
                                TellKept{false}};
    return {
        {"use is nothing to a room that is being sealed", fresh, Used{5h}, fresh, {}},
        {"a look waits for the log", fresh, look(1'000h), fresh, {}},
        {"so does a retry", fresh, Retry{}, fresh, {}},
        {"that it has ended is known", fresh, HasEnded{}, fresh, {}},
        {"taken: the key goes, and the room is a sealed one",
         fresh,
         SealAnswered{{}, day},
         Sealed{day, false},
         {DestroyKey{}, BecomeSealed{}, WipeTraces{}}},
        {"taken after a refusal: that is said first",
         Sealing{true, {}},
         SealAnswered{{}, day},
         Sealed{day, false},
         {said_sealed, TroubleEnds{Trouble::unsealed, {}}, DestroyKey{}, BecomeSealed{},
          WipeTraces{}}},
        {"taken, and somebody waits for it to be forgotten",
         Sealing{false, ada},
         SealAnswered{{}, day},
         Forgetting{day, false},
         {DestroyKey{}, BecomeSealed{}, WipeTraces{}, Forget{ada}}},
        {"refused: the key stays, and that is said", fresh, SealAnswered{io_error, day},
         Ending{true}, first_refusal},
        {"refused again: it has been said",
         Sealing{true, {}},
         SealAnswered{io_error, day},
         Ending{true},
         {}},
        {"refused: who wanted it forgotten is told that it is still there",
         Sealing{true, ada},
         SealAnswered{io_error, day},
         Ending{true},
         {PutOffForgetting{ada}}},
        {"whoever wants it forgotten waits for the seal",
         fresh,
         ForgetAsked{ada},
         Sealing{false, ada},
         {}},
        {"and is put off when somebody else wants that too",
         Sealing{false, ada},
         ForgetAsked{bob},
         Sealing{false, bob},
         {PutOffForgetting{ada}}},
        {"nobody asked the log to forget it", fresh, ForgetAnswered{{}, ada}, fresh, {}},
        {"nor was that refused", fresh, ForgetAnswered{io_error, ada}, fresh, {}},
        {"the room's rules decide about commands",
         fresh,
         Commanded{ada, true},
         fresh,
         {LetRoomDecide{}}},
    };
}

/// What the sealed and the forgetting have in common.
template <class State>
std::vector<EndCell> cells_of_the_over(const State& fresh) {
    const Sealed kept{day, true};
    return {
        {"use is nothing to a room that is over", fresh, Used{5h}, fresh, {}},
        {"there is nothing to retry", fresh, Retry{}, fresh, {}},
        {"that it has ended is known", fresh, HasEnded{}, fresh, {}},
        {"nobody asked for a seal", fresh, SealAnswered{{}, "2026-12-24"}, fresh, {}},
        {"nor for one that is refused", fresh, SealAnswered{io_error, day}, fresh, {}},
        {"forgotten: who asked is told, and it vanishes",
         fresh,
         ForgetAnswered{{}, ada},
         fresh,
         {KeyWasDestroyed{}, Acknowledge{ada}, Vanish{}}},
        {"forgotten when its time was over: the operator is told",
         fresh,
         ForgetAnswered{{}, {}},
         fresh,
         {KeyWasDestroyed{}, said_deleted, Vanish{}}},
        {"not forgotten: that is said, and who asked is put off",
         fresh,
         ForgetAnswered{io_error, ada},
         kept,
         {said_kept("."), PutOffForgetting{ada}}},
        {"not forgotten when its time was over: it is tried again",
         fresh,
         ForgetAnswered{io_error, {}},
         kept,
         {said_kept("; it is tried every 10 s.")}},
        {"not forgotten again: it has been said",
         State{day, true},
         ForgetAnswered{io_error, ada},
         kept,
         {PutOffForgetting{ada}}},
        {"it has been ended already", fresh, Commanded{ada, true}, fresh, {Acknowledge{ada}}},
        {"no other command is taken", fresh, Commanded{ada, false}, fresh, {RefuseAsEnded{ada}}},
    };
}

std::vector<EndCell> cells_of_sealed() {
    std::vector<EndCell> cells = cells_of_the_over(Sealed{day, false});
    const Sealed fresh{day, false};
    const std::vector<EndCell> own{
        {"results are kept for the days that were agreed",
         fresh,
         look(1h, "2027-02-20"),
         fresh,
         {}},
        {"and go the day after", fresh, look(1h, "2027-02-21"), Forgetting{day, false}, {Forget{}}},
        {"who asks has them deleted",
         fresh,
         ForgetAsked{ada},
         Forgetting{day, false},
         {Forget{ada}}},
        {"and may ask again when that was refused",
         Sealed{day, true},
         ForgetAsked{ada},
         Forgetting{day, true},
         {Forget{ada}}},
    };
    cells.insert(cells.end(), own.begin(), own.end());
    return cells;
}

std::vector<EndCell> cells_of_forgetting() {
    std::vector<EndCell> cells = cells_of_the_over(Forgetting{day, false});
    const Forgetting fresh{day, false};
    cells.push_back({"a look waits for the log", fresh, look(1h, "2030-01-01"), fresh, {}});
    cells.push_back({"the log is asked once more for another who asks",
                     fresh,
                     ForgetAsked{bob},
                     fresh,
                     {Forget{bob}}});
    return cells;
}

void check(const std::vector<EndCell>& cells, std::size_t state) {
    std::vector<bool> covered(std::variant_size_v<EndInput>);
    for (const EndCell& cell : cells) {
        CAPTURE(cell.sentence);
        REQUIRE(cell.state.index() == state);
        covered[cell.input.index()] = true;
        RoomEnd end = cell.state;
        Effects effects;
        step(end, cell.input, effects);
        CHECK((end == cell.next));
        CHECK((effects == cell.effects));
    }
    CHECK(std::ranges::all_of(covered, [](bool is) { return is; }));
}

// ---- a naive model: what is so, in flags, and no states ---------------------------------------

struct Naive {
    bool ended = false, with_log = false, sealed = false, seal_refused = false;
    bool forgetting = false, forget_refused = false, gone = false;
    std::optional<Asked> waits;
    std::chrono::nanoseconds last_use{0};
    bool used = true, active = true;
    std::string last_day, date;
    Effects out;

    void say(const std::string& sentence) { out.emplace_back(Say{sentence}); }

    void operator()(const Used& what) {
        if (ended) return;
        last_use = what.since_boot;
        used = active = true;
    }
    void operator()(const Look& what) {
        if (!ended) {
            if (what.desk_is_open) (*this)(Used{what.since_boot});
            auto kept = what.idle_until_sealed;
            if (!what.was_joined && what.keep_unused > kept) kept = what.keep_unused;
            if (active && last_day != what.today) {
                last_day = what.today;
                out.emplace_back(KeepLastDay{last_day});
            }
            active = false;
            // Days of one month, so that their numbers can be subtracted.
            const int days = last_day.empty()
                                 ? 0
                                 : std::stoi(what.today.substr(8)) - std::stoi(last_day.substr(8));
            const bool long_ago = what.since_boot - last_use > kept;
            if (long_ago || (!used && (days - 1) * 24h >= kept)) out.emplace_back(EndRoom{});
        }
        if (sealed && !forgetting) {
            const int age = std::stoi(what.today.substr(8)) - std::stoi(date.substr(8));
            if (std::chrono::days{age} > what.keep_sealed) {
                forgetting = true;
                out.emplace_back(Forget{});
            }
        }
    }
    void operator()(const Retry&) {
        if (ended && !sealed && !with_log) seal();
    }
    void operator()(const HasEnded&) {
        if (ended) return;
        ended = true;
        out.emplace_back(TellEnd{});
        seal();
    }
    void seal() {
        with_log = true;
        out.emplace_back(Seal{});
    }
    void operator()(const SealAnswered& what) {
        if (!with_log) return;
        with_log = false;
        if (what.error) {
            if (waits) out.emplace_back(PutOffForgetting{*waits});
            waits.reset();
            if (!seal_refused) {
                say("A room that has ended could not be sealed: " + what.error.message() +
                    ". Its key is kept until that succeeds; it is tried every 10 s.");
                out.emplace_back(TroubleBegins{Trouble::unsealed, {}});
                out.emplace_back(TellKept{false});
            }
            seal_refused = true;
            return;
        }
        if (seal_refused) {
            say("The room that could not be sealed has been.");
            out.emplace_back(TroubleEnds{Trouble::unsealed, {}});
        }
        sealed = true;
        date = what.date;
        out.emplace_back(DestroyKey{});
        out.emplace_back(BecomeSealed{});
        out.emplace_back(WipeTraces{});
        if (!waits) return;
        forgetting = true;
        out.emplace_back(Forget{waits});
    }
    void operator()(const ForgetAsked& what) {
        if (!ended) {
            out.emplace_back(LetRoomDecide{});
        } else if (sealed) {
            forgetting = true;
            out.emplace_back(Forget{what.asked});
        } else {
            if (waits) out.emplace_back(PutOffForgetting{*waits});
            waits = what.asked;
            if (!with_log) seal();
        }
    }
    void operator()(const ForgetAnswered& what) {
        if (!sealed) return;
        if (what.error) {
            if (!forget_refused)
                say("The results of an ended room could not be deleted: " + what.error.message() +
                    (what.asked_by ? "." : "; it is tried every 10 s."));
            if (what.asked_by) out.emplace_back(PutOffForgetting{*what.asked_by});
            forgetting = false;
            forget_refused = true;
            return;
        }
        out.emplace_back(KeyWasDestroyed{});
        if (what.asked_by)
            out.emplace_back(Acknowledge{*what.asked_by});
        else
            say("The results of a room whose time was over have been deleted.");
        out.emplace_back(Vanish{});
        gone = true;
    }
    void operator()(const Commanded& what) {
        if (!sealed)
            out.emplace_back(LetRoomDecide{});
        else if (what.is_end)
            out.emplace_back(Acknowledge{what.asked});
        else
            out.emplace_back(RefuseAsEnded{what.asked});
    }
};

std::string any_day(seeds::Dice& dice) {
    const std::size_t number = 10 + dice.below(19);
    return "2026-11-" + std::to_string(number);
}

EndInput any_input(seeds::Dice& dice) {
    const Asked& somebody = dice.one_in(2) ? ada : bob;
    const std::error_code error = dice.one_in(2) ? io_error : std::error_code{};
    const std::chrono::hours time{dice.below(60)};
    switch (dice.below(8)) {
        case 0: return Used{time};
        case 1: {
            const bool desk = dice.one_in(4);
            const std::chrono::hours unused{24 * dice.below(4)};  // shorter than 24 h, or longer
            return Look{time, any_day(dice), 24h, unused, std::chrono::days{5},
                        desk, dice.one_in(2)};
        }
        case 2: return Retry{};
        case 3: return HasEnded{};
        case 4: return SealAnswered{error, any_day(dice)};
        case 5: return ForgetAsked{somebody};
        case 6:
            return ForgetAnswered{error,
                                  dice.one_in(2) ? std::optional<Asked>(somebody) : std::nullopt};
        default: return Commanded{somebody, dice.one_in(2)};
    }
}

}  // namespace

TEST_CASE("each cell of the table of ends holds while the room is open") {
    check(cells_of_open(), 0);
}
TEST_CASE("each cell of the table of ends holds once the room has ended") {
    check(cells_of_ending(), 1);
}
TEST_CASE("each cell of the table of ends holds while the room is being sealed") {
    check(cells_of_sealing(), 2);
}
TEST_CASE("each cell of the table of ends holds once the room is sealed") {
    check(cells_of_sealed(), 3);
}
TEST_CASE("each cell of the table of ends holds while the room is being forgotten") {
    check(cells_of_forgetting(), 4);
}

TEST_CASE("100,000 lives of a room go as a naive model of them says") {
    const std::uint64_t seed = seeds::from_environment("CANDOUR_SEED", 20'261'130);
    CAPTURE(seed);
    seeds::Dice dice(seed);
    std::size_t forgotten = 0;
    for (int life = 0; life < 100'000; ++life) {
        RoomEnd end = Open{0ns, true, true, {}};
        Naive naive;
        Effects effects;
        for (std::size_t left = dice.below(20); left > 0 && !naive.gone; --left) {
            const EndInput input = any_input(dice);
            effects.clear();
            naive.out.clear();
            step(end, input, effects);
            std::visit(naive, input);
            const bool same = effects == naive.out && has_ended(end) == naive.ended &&
                              std::holds_alternative<Sealing>(end) == naive.with_log;
            if (!same) FAIL("life " << life << ", input " << input.index());
        }
        forgotten += naive.gone ? 1U : 0U;
    }
    CHECK(forgotten > 1'000);  // not all lives are short ones
}

TEST_CASE("whatever the log refuses, the key goes only after the results, and all are answered") {
    const std::uint64_t seed = seeds::from_environment("CANDOUR_SEED", 20'261'130);
    CAPTURE(seed);
    seeds::Dice dice(seed);
    for (int life = 0; life < 10'000; ++life) {
        RoomEnd end = Open{0ns, true, true, {}};
        bool sealing = false, has_results = false, key_is_there = true, vanished = false;
        std::vector<std::optional<Asked>> forgets;  // that the log has not answered
        std::vector<MessageId> unanswered;
        std::uint64_t asked = 0;
        const auto go = [&](const EndInput& input) {
            Effects effects;
            step(end, input, effects);
            for (const Effect& effect : effects) {
                if (std::holds_alternative<Seal>(effect)) {
                    REQUIRE_FALSE(sealing);  // never twice at once
                    sealing = true;
                }
                if (const auto* forget = std::get_if<Forget>(&effect))
                    forgets.push_back(forget->asked_by);
                if (std::holds_alternative<DestroyKey>(effect)) {
                    REQUIRE(has_results);
                    key_is_there = false;
                }
                if (std::holds_alternative<Vanish>(effect)) vanished = true;
                if (const auto* put_off = std::get_if<PutOffForgetting>(&effect))
                    std::erase(unanswered, put_off->asked.id);
                if (const auto* done = std::get_if<Acknowledge>(&effect))
                    std::erase(unanswered, done->asked.id);
            }
        };
        const auto log_answers = [&](std::error_code error) {
            if (sealing) {
                sealing = false;
                has_results = !error;
                return go(SealAnswered{error, day});
            }
            if (forgets.empty()) return;
            const std::optional<Asked> asked_by = forgets.front();
            forgets.erase(forgets.begin());
            go(ForgetAnswered{error, asked_by});
        };
        go(HasEnded{});
        for (std::size_t left = dice.below(20); left > 0 && !vanished; --left) {
            if (dice.one_in(3)) {
                const MessageId id{"message " + std::to_string(++asked)};
                unanswered.push_back(id);
                go(ForgetAsked{{{0, SeatId{asked}}, id}});
            } else if (dice.one_in(2)) {
                log_answers(dice.one_in(2) ? io_error : std::error_code{});
            } else {
                go(Retry{});
            }
        }
        for (int i = 0; i < 100 && !vanished && (sealing || !forgets.empty() || !has_results);
             ++i) {
            go(Retry{});
            log_answers({});
        }
        REQUIRE(has_results);
        REQUIRE_FALSE(key_is_there);
        // Whoever is not answered when it vanishes hears the goodbye instead.
        if (!vanished) REQUIRE(unanswered.empty());
    }
}

}  // namespace candour::app::lifecycle
