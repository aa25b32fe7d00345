#include "server/app/room/sealed_room.hpp"

#include "tests/app/room/room_world.hpp"

#include <doctest/doctest.h>

namespace candour::app {
namespace {

using namespace domain_test;
using test::HomeWorld;

constexpr char date[] = "2026-11-22";

/// A room with an answer to its first question and none to its second, just ended.
struct EndedRoom : HomeWorld {
    EndedRoom() : HomeWorld({content("hello"), free_text("more"), choice("where", 2)}) {
        start("more");
        (void)submit(join(), "more", texts({"canary answer"}));
        (void)commit();
        (void)control(Action::end);
        (void)commit();
    }
};

SealedRoom sealed(const HomeWorld& room) {
    return {room.home->id(), room.home->room(), date};
}

std::string admits(const SealedRoom& room, const Hello& hello) {
    const auto answer = room.admit(hello);
    if (const auto* refusal = std::get_if<Refusal>(&answer))
        return std::string(to_string(refusal->code));
    return "welcome";
}

}  // namespace

TEST_CASE("what remains of a room comes back from its bytes") {
    const EndedRoom room;
    const SealedRoom before = sealed(room);
    const std::optional<SealedRoom> after = SealedRoom::read(room.home->id(), before.bytes());
    REQUIRE(after);
    CHECK(after->id() == room.home->id());
    CHECK(after->code() == room.code);
    CHECK(after->date() == date);
    CHECK(*after->deck() == *room.home->room().deck());
    CHECK(after->report() == before.report());
    CHECK(after->report() == room.home->report(date));
    CHECK(after->bytes() == before.bytes());
    CHECK(after->knows(room.hello(Role::facilitator)));
    CHECK(after->knows(room.hello(Role::projector)));
}

TEST_CASE("what remains has no person in it: neither ticket nor pseudonym, nor the join secret") {
    HomeWorld room({free_text("more")});
    REQUIRE(room.admits(room.hello(Role::participant)) == "welcome");
    const std::string ticket = room.welcome.ticket;
    const Bytes16 raw = room.ticket;
    room.start("more");
    (void)room.submit(raw, "more", texts({"canary answer"}));
    (void)room.commit();
    const std::string stored = room.home->mine({MessageId{"m"}, {}}, raw).records.at(0).stored;
    const std::string pseudonym = stored.substr(stored.find("\"pseudonym\":\"") + 13, 32);
    (void)room.control(Action::end);
    (void)room.commit();

    const std::string bytes = sealed(room).bytes();
    CHECK(bytes.find("canary answer") != std::string::npos);
    CHECK(bytes.find(ticket) == std::string::npos);
    CHECK(bytes.find(std::string(raw.begin(), raw.end())) == std::string::npos);
    CHECK(bytes.find(pseudonym) == std::string::npos);
    CHECK(bytes.find(test::fragment(room.links.join_path)) == std::string::npos);
}

TEST_CASE("a sealed room is open to its facilitators and projectors alone") {
    const EndedRoom room;
    const SealedRoom remains = sealed(room);
    CHECK(admits(remains, room.hello(Role::participant)) == "room_ended");
    for (const Role role : {Role::facilitator, Role::projector}) {
        Hello hello = room.hello(role);
        CHECK(admits(remains, hello) == "welcome");
        hello.capability = std::string(22, 'A');
        CHECK(admits(remains, hello) == "wrong_capability");
        CHECK_FALSE(remains.knows(hello));
        hello.capability = std::nullopt;
        CHECK(admits(remains, hello) == "missing_capability");
        CHECK_FALSE(remains.knows(hello));
    }
    Hello swapped = room.hello(Role::projector);
    swapped.capability = room.hello(Role::facilitator).capability;
    CHECK(admits(remains, swapped) == "wrong_capability");
}

TEST_CASE("a facilitator of a sealed room gets the deck and an ended room") {
    const EndedRoom room;
    const SealedRoom remains = sealed(room);
    const auto admission = std::get<Admission>(remains.admit(room.hello(Role::facilitator)));
    const auto welcome = std::get<Welcome>(test::read(admission.welcome));
    REQUIRE(welcome.deck != nullptr);
    CHECK(*welcome.deck == *room.home->room().deck());
    for (const Role role : {Role::facilitator, Role::projector}) {
        const auto shown = std::get<Snapshot>(test::read(remains.current(role).snapshot));
        CHECK(shown.phase == RoomPhase::ended);
        CHECK(shown.questions.size() == (role == Role::facilitator ? 2U : 0U));
        CHECK(remains.current(role).tally.empty());
    }
}

TEST_CASE("remains that are cut short, followed by others or of another version are refused") {
    const EndedRoom room;
    const std::string bytes = sealed(room).bytes();
    const RoomId id = room.home->id();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(SealedRoom::read(id, std::string_view{bytes}.substr(0, size)));
    }
    CHECK_FALSE(SealedRoom::read(id, bytes + '\0'));
    std::string later = bytes;
    later[0] = 2;
    CHECK_FALSE(SealedRoom::read(id, later));
}

TEST_CASE("remains with a bit changed anywhere are refused or readable, never worse") {
    const EndedRoom room;
    const std::string bytes = sealed(room).bytes();
    for (std::size_t place = 0; place < bytes.size(); ++place) {
        std::string changed = bytes;
        changed[place] = static_cast<char>(changed[place] ^ (1 << place % 8));
        const std::optional<SealedRoom> remains = SealedRoom::read(room.home->id(), changed);
        if (!remains) continue;
        CAPTURE(place);
        CHECK(remains->bytes().size() >= bytes.size() - 10);
    }
}

}  // namespace candour::app
