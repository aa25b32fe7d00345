// What seats and rooms say to each other is plain values: each goes through bytes, to another shard
// or another machine, and is the same there.
#include "protocol/cpp/scale_value.hpp"
#include "tests/app/audience/message_bytes.hpp"
#include "tests/domain/decks.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <variant>
#include <vector>

namespace candour::app {
namespace {

using namespace test;

const RoomCode room{"ABCD2345"};
const SeatAddress seat{3, SeatId{70'000}};
const MessageId id{"mBq3xYz0123456789abcde"};
const Bytes16 ticket{1, 2, 3, 250, 0, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255};

SharedDeck some_deck() {
    return domain_test::deck({domain_test::choice("where", 3), domain_test::free_text("more")});
}

std::vector<ToRoom> all_to_room() {
    Hello hello{Role::projector, room, "secret", "a ticket", std::nullopt};
    Control control{id, Action::hide, SlideId{"intro"}, SlideId{"cloud"}, ItemId{"a word"}};
    Control wall;
    wall.id = id;
    wall.action = Action::wall;
    wall.wall = {WallShows::text, 2, ItemId{"a text"}};
    const auto submit = [](Response response) {
        return Ask{room, seat, id,
                   SubmitRequest{SlideId{"cloud"}, Round{2}, ticket, std::move(response),
                                 Announcement{3}}};
    };
    return {
        Knock{room, seat, hello, true},
        Knock{room, seat, hello, false},
        Knock{room, seat, hello, true, false},
        submit(WordCloudResponse{{{"Safe-space", "safespace"}, {"heard", "heard"}}}),
        submit(ScaleResponse{{0, 10, ScaleResponse::not_applicable, left_out_value}}),
        submit(FreeTextResponse{{"thank you", "\xF0\x9F\x99\x82", ""}}),
        submit(ChoiceResponse{{true, false, true}}),
        Ask{room, seat, id, WithdrawRequest{SlideId{"cloud"}, Round{3}, ticket}},
        Ask{room, seat, id, control},
        Ask{room, seat, id, wall},
        AskMine{room, seat, {id, SlideId{"cloud"}}, ticket},
        AskMine{room, seat, {id, std::nullopt}, ticket},
        AskTexts{room, seat, {id, SlideId{"more"}, 300}},
        AskTexts{room, seat, {id, SlideId{"more"}, 400}},
        Left{room, seat, Role::facilitator},
        TicketLost{room, seat},
    };
}

std::vector<ToSeats> all_to_seats() {
    Refusal refusal = refuse(RefusalCode::room_full);
    refusal.id = id;
    refusal.retry_after = std::chrono::seconds{25};
    const AudienceAddress people{2, room, Role::projector};
    const Broadcast both{Revision{9}, make_frame("a snapshot"), make_frame("a tally")};
    return {
        Welcomed{seat, room, Role::facilitator, make_frame("welcome"), ticket, true, some_deck(),
                 both, make_frame("about 25"), make_frame(std::string(70'000, 'r'))},
        Welcomed{seat,
                 room,
                 Role::participant,
                 make_frame("welcome"),
                 ticket,
                 false,
                 SharedDeck{},
                 {Revision{1}, make_frame("a snapshot"), Frame{}},
                 Frame{},
                 Frame{}},
        TurnedAway{seat, refusal},
        HeldBack{seat, Hello{Role::participant, room, std::nullopt, "a ticket", std::nullopt}},
        Reply{seat, make_frame("ack"), false, false},
        Reply{seat, make_frame(""), true, false},
        Reply{seat, make_frame("not now"), false, true},
        Shown{people, both},
        PresenceTold{people, make_frame("about 25")},
        Told{people, make_frame("report")},
        WhetherKept{people, false},
        Goodbye{people, CloseCode::room_gone},
    };
}

template <class Message>
std::set<std::size_t> kinds(const std::vector<Message>& messages) {
    std::set<std::size_t> kinds;
    for (const Message& message : messages) kinds.insert(message.index());
    return kinds;
}

}  // namespace

TEST_CASE("whatever a seat asks a room is the same after it was bytes") {
    const std::vector<ToRoom> messages = all_to_room();
    CHECK(kinds(messages).size() == std::variant_size_v<ToRoom>);
    for (std::size_t i = 0; i < messages.size(); ++i) {
        CAPTURE(i);
        const std::string bytes = to_bytes(messages[i]);
        const auto read = read_to_room(bytes);
        REQUIRE(read.has_value());
        CHECK((*read == messages[i]));
        CHECK_FALSE(read_to_room(bytes.substr(0, bytes.size() - 1)).has_value());
        for (std::size_t other = 0; other < i; ++other) CHECK_FALSE((*read == messages[other]));
    }
}

TEST_CASE("whatever a room says to seats is the same after it was bytes") {
    const std::vector<ToSeats> messages = all_to_seats();
    CHECK(kinds(messages).size() == std::variant_size_v<ToSeats>);
    for (std::size_t i = 0; i < messages.size(); ++i) {
        CAPTURE(i);
        const std::string bytes = to_bytes(messages[i]);
        const auto read = read_to_seats(bytes);
        REQUIRE(read.has_value());
        CHECK((*read == messages[i]));
        CHECK_FALSE(read_to_seats(bytes.substr(0, bytes.size() - 1)).has_value());
        for (std::size_t other = 0; other < i; ++other) CHECK_FALSE((*read == messages[other]));
    }
}

TEST_CASE("each message knows where it goes") {
    for (const ToRoom& message : all_to_room()) CHECK(room_of(message) == room);
    for (const ToSeats& message : all_to_seats())
        CHECK((shard_of(message) == 2 || shard_of(message) == 3));
}

TEST_CASE("frames and decks are compared by what is in them, and no frame is like an empty one") {
    CHECK(make_frame("a tally") == make_frame("a tally"));
    CHECK_FALSE(make_frame("a tally") == make_frame("a taller"));
    CHECK_FALSE(make_frame("") == Frame{});
    CHECK(Frame{} == Frame{});
    CHECK(Frame{}.empty());
    CHECK(some_deck() == some_deck());
    CHECK_FALSE(some_deck() == SharedDeck{domain_test::deck({domain_test::choice("where", 2)})});
    CHECK_FALSE(some_deck() == SharedDeck{});
    CHECK(SharedDeck{} == SharedDeck{});
}

}  // namespace candour::app
