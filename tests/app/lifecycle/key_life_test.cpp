// The life of a room's key on the disk, without a thread and without a disk.
#include "server/app/lifecycle/key_life.hpp"

#include "tests/app/storage_errors.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace candour::app::lifecycle {
namespace {

using test::io_error;
using test::io_error_text;
const TroubleBegins lost_now{Trouble::key_lost,
                             "The key of an open room cannot be written again: " + io_error_text +
                                 ". Nothing is confirmed in rooms without a key until it can."};
const TroubleEnds back_now{Trouble::key_lost, "No open room is without its key any more."};
const Say cannot_go{"The key of a room that is over could not be removed: " + io_error_text +
                    ". It is tried every 10 s."};
const TroubleBegins left_now{Trouble::key_left, {}};
const Effects stays{cannot_go, left_now, TellKept{false}};

struct KeyCell {
    std::string sentence;
    KeyLife life;
    KeyInput input;
    KeyLife next;
    Effects effects;
};

const std::vector<KeyCell>& cells() {
    using enum KeyLife;
    static const std::vector<KeyCell> all{
        {"a key that vanished is written again", kept, Missing{}, kept, {KeepKey{}}},
        {"one that is there is as it should be", kept, Found{}, kept, {}},
        {"it is there again", kept, Written{{}}, kept, {}},
        {"it cannot be written again, and that is said",
         kept,
         Written{io_error},
         lost,
         {lost_now, TellKept{false}}},
        {"its room has ended", kept, RoomEnded{}, going, {}},
        {"there is nothing to retry", kept, RetryKey{}, kept, {}},
        {"it was removed", kept, Destroyed{{}}, gone, {TellKept{true}}},
        {"it was not removed, and that is said", kept, Destroyed{io_error}, left, stays},

        {"a lost key is written again", lost, Missing{}, lost, {KeepKey{}}},
        {"somebody brought it back", lost, Found{}, kept, {back_now, TellKept{true}}},
        {"the disk takes it again", lost, Written{{}}, kept, {back_now, TellKept{true}}},
        {"the disk still does not take it, which was said", lost, Written{io_error}, lost, {}},
        {"its room has ended, so that nobody misses it",
         lost,
         RoomEnded{},
         going,
         {back_now, TellKept{true}}},
        {"there is nothing to remove", lost, RetryKey{}, lost, {}},
        {"it was removed, so that nobody misses it",
         lost,
         Destroyed{{}},
         gone,
         {back_now, TellKept{true}, TellKept{true}}},
        {"it was not removed, which is another trouble",
         lost,
         Destroyed{io_error},
         left,
         {back_now, TellKept{true}, cannot_go, left_now, TellKept{false}}},

        {"the key of a room that has ended is never written again", going, Missing{}, going, {}},
        {"it is still there", going, Found{}, going, {}},
        {"it was written as the room ended", going, Written{{}}, going, {}},
        {"or was not", going, Written{io_error}, going, {}},
        {"that the room has ended is known", going, RoomEnded{}, going, {}},
        {"nothing has failed", going, RetryKey{}, going, {}},
        {"it is gone", going, Destroyed{{}}, gone, {TellKept{true}}},
        {"it is not, and that is said", going, Destroyed{io_error}, left, stays},

        {"a key that stayed is never written again", left, Missing{}, left, {}},
        {"it is still there", left, Found{}, left, {}},
        {"nobody writes it", left, Written{{}}, left, {}},
        {"nor fails to", left, Written{io_error}, left, {}},
        {"that the room has ended is known", left, RoomEnded{}, left, {}},
        {"it is removed once more", left, RetryKey{}, left, {DestroyKey{}}},
        {"it is gone at last, and that is said",
         left,
         Destroyed{{}},
         gone,
         {Say{"The key that could not be removed has been."}, TroubleEnds{Trouble::key_left, {}},
          TellKept{true}}},
        {"it stays, which was said", left, Destroyed{io_error}, left, {}},

        {"nobody misses a key that is gone", gone, Missing{}, gone, {}},
        {"nor is it found", gone, Found{}, gone, {}},
        {"nor written", gone, Written{{}}, gone, {}},
        {"nor refused", gone, Written{io_error}, gone, {}},
        {"its room has ended long ago", gone, RoomEnded{}, gone, {}},
        {"there is nothing to retry", gone, RetryKey{}, gone, {}},
        {"it is gone already", gone, Destroyed{{}}, gone, {}},
        {"and what is gone cannot stay", gone, Destroyed{io_error}, gone, {}},
    };
    return all;
}

}  // namespace

TEST_CASE("each cell of the table of a key's life holds, whatever the disk answers") {
    std::set<std::pair<KeyLife, std::size_t>> covered;
    for (const KeyCell& cell : cells()) {
        CAPTURE(cell.sentence);
        KeyLife life = cell.life;
        Effects effects;
        step(life, cell.input, effects);
        CHECK(life == cell.next);
        CHECK((effects == cell.effects));
        covered.emplace(cell.life, cell.input.index());
    }
    CHECK(covered.size() == 5 * std::variant_size_v<KeyInput>);
}

TEST_CASE("in no life of up to six steps is a key written after its room has ended") {
    const std::vector<KeyInput> inputs{Missing{},           Found{},      Written{{}},
                                       Written{io_error},   RoomEnded{},  RetryKey{},
                                       Destroyed{io_error}, Destroyed{{}}};
    const std::size_t lives = 8 * 8 * 8 * 8 * 8 * 8;
    for (std::size_t code = 0; code < lives; ++code) {
        KeyLife life = KeyLife::kept;
        bool has_ended = false;
        int lost = 0, left = 0;  // troubles that have begun and not ended
        std::size_t rest = code;
        for (int i = 0; i < 6; ++i, rest /= 8) {
            const KeyInput& input = inputs[rest % 8];
            Effects effects;
            step(life, input, effects);
            has_ended = has_ended || std::holds_alternative<RoomEnded>(input);
            for (const Effect& effect : effects) {
                if (std::holds_alternative<KeepKey>(effect)) REQUIRE_FALSE(has_ended);
                if (const auto* begins = std::get_if<TroubleBegins>(&effect))
                    ++(begins->trouble == Trouble::key_lost ? lost : left);
                if (const auto* ends = std::get_if<TroubleEnds>(&effect))
                    --(ends->trouble == Trouble::key_lost ? lost : left);
            }
            // /readyz says what is so, and no more.
            REQUIRE(lost == (life == KeyLife::lost ? 1 : 0));
            REQUIRE(left == (life == KeyLife::left ? 1 : 0));
        }
    }
}

}  // namespace candour::app::lifecycle
