// What facilitators have the projector show.
#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

using namespace candour;
using namespace candour::domain_test;

namespace {

Snapshot wall_of(const World& room, Role role = Role::projector) {
    return room.room().snapshot(role, 0);
}

bool shows_the_slide(const World& room) {
    return wall_of(room).wall == Wall{} && wall_of(room).wall_text.empty();
}

/// A question of which three texts show: 1.1 "a", 1.2 "b", 1.3 "c".
struct RoomWithTexts : World {
    RoomWithTexts() : World({free_text("more"), word_cloud("mood")}) {
        start("more");
        answer(1, "more", texts({"a", "b"}));
        answer(2, "more", texts({"c"}));
        commit();
    }
};

}  // namespace

TEST_CASE("the wall shows what a facilitator brings up, until the slide changes") {
    RoomWithTexts room;
    CHECK(shows_the_slide(room));
    for (const WallShows shows : {WallShows::join, WallShows::nothing}) {
        CHECK(room.wall(shows) == "accepted");
        room.commit();
        CHECK(wall_of(room).wall.shows == shows);
        CHECK(wall_of(room, Role::facilitator).wall.shows == shows);
        CHECK(room.wall(shows) == "already so");
    }
    room.go_to("mood");
    room.commit();
    CHECK(shows_the_slide(room));
}

TEST_CASE("the wall turns to a page, and back to the first with each phase") {
    RoomWithTexts room;
    for (const auto& change : {&World::conceal, &World::reveal, &World::close, &World::reset}) {
        CHECK(room.wall(WallShows::slide, 3) == "accepted");
        room.commit();
        CHECK(wall_of(room).wall.page == 3);
        CHECK((room.*change)("more") == "accepted");
        room.commit();
        CHECK(shows_the_slide(room));
    }
}

TEST_CASE("any text that everybody may see can stand on the wall, also one that no tally has") {
    domain::RoomLimits limits;
    limits.audience.texts = 1;
    World room({free_text("more")}, limits);
    room.start("more");
    room.answer(1, "more", texts({"a", "b", "c"}));
    room.commit();
    CHECK(room.wall(WallShows::text, 0, "1.3") == "accepted");
    room.commit();
    CHECK(wall_of(room).wall_text == "c");
}

TEST_CASE("a text that is not there, hidden or concealed is not brought to the wall") {
    RoomWithTexts room;
    CHECK(room.wall(WallShows::text, 0, "9.9") == "unknown_item");
    room.hide("more", "1.2");
    room.commit();
    CHECK(room.wall(WallShows::text, 0, "1.2") == "not_allowed");
    room.conceal("more");
    room.commit();
    CHECK(room.wall(WallShows::text, 0, "1.1") == "not_allowed");
    room.go_to("mood");
    room.commit();
    CHECK(room.wall(WallShows::text, 0, "1.1") == "unknown_item");
}

TEST_CASE("a text leaves the wall as soon as not everybody may see it") {
    const auto gone = [](const auto& act) {
        RoomWithTexts room;
        REQUIRE(room.wall(WallShows::text, 0, "1.3") == "accepted");
        room.commit();
        REQUIRE(wall_of(room).wall_text == "c");
        const Revision before = room.room().revision();
        act(room);
        room.commit();
        // A new revision: the projector is sent the state without it.
        return shows_the_slide(room) && room.room().revision() != before;
    };
    CHECK(gone([](World& room) { room.hide("more", "1.3"); }));
    CHECK(gone([](World& room) { room.conceal("more"); }));
    CHECK(gone([](World& room) { room.reset("more"); }));
    CHECK(gone([](World& room) { room.withdraw(2, "more"); }));
    CHECK(gone([](World& room) { room.answer(2, "more", texts({"d"})); }));
    CHECK(gone([](World& room) { room.end(); }));
    CHECK_FALSE(gone([](World& room) { room.hide("more", "1.2"); }));
}

TEST_CASE("a text that is hidden in the same batch never reaches the wall") {
    RoomWithTexts room;
    room.hide("more", "1.3");
    CHECK(room.wall(WallShows::text, 0, "1.3") == "accepted");
    room.commit();
    CHECK(shows_the_slide(room));
}
