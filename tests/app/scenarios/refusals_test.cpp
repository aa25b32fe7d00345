// What a running server refuses, and that the connection lives on (protocol/README.md, "refusal").
#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/scale_value.hpp"
#include "server/app/limits.hpp"
#include "server/app/shard/shard.hpp"
#include "tests/app/room/room_world.hpp"
#include "tests/app/test_server.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;

const std::string some_capability(22, 'A');

/// Says a text and gives the code of the refusal that it gets.
std::string refused(Line& line, const std::string& text) {
    line.say_text(text);
    return std::string(to_string(line.next<Refusal>().code));
}

/// Whether the line still answers.
bool lives(Line& line) {
    if (line.closed()) return false;
    line.say(Ping{});
    (void)line.next<Pong>();
    return true;
}

/// Every question that README's table needs, the first one shown.
std::vector<Slide> slides_to_refuse() {
    return {content("hello"),  choice("where", 2), scale("outcomes", 2),
            free_text("more"), word_cloud("mood"), choice("safe", 2, {.level = Level::protected_}),
            choice("later", 2)};
}

}  // namespace

TEST_CASE("before its hello a line may say nothing else, and afterwards hello no more") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open(slides_to_refuse());
    Line& line = server.line(server.away_from(room));
    CHECK(refused(line, encode(Ping{})) == "hello_first");
    CHECK(refused(line, encode(Resync{})) == "hello_first");
    Submit early = submit("where", picks("10"));
    early.id = MessageId{std::string(22, 'a')};
    CHECK(refused(line, encode(early)) == "hello_first");
    CHECK(refused(line, "{") == "malformed_json");

    CHECK(line.hello(TestServer::hello(room, Role::participant)) == "welcome");
    CHECK(refused(line, encode(TestServer::hello(room, Role::participant))) == "hello_twice");
    CHECK(refused(line, encode(TestServer::hello(room, Role::facilitator))) == "hello_twice");
    CHECK(lives(line));
    CHECK(line.count<Welcome>() == 1);
}

TEST_CASE("a hello with the wrong credential is refused, and a right one may follow") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open(slides_to_refuse());
    const OpenedRoom other = server.open(slides_to_refuse());
    Line& line = server.line(server.away_from(room));

    Hello said = TestServer::hello(room, Role::participant);
    said.code = RoomCode{"22222222"};
    CHECK(line.hello(said) == "room_not_found");
    said = TestServer::hello(room, Role::participant);
    said.secret = fragment(other.join_path);
    CHECK(line.hello(said) == "wrong_secret");
    said.secret = std::nullopt;
    said.ticket = std::string(43, 'A');
    CHECK(line.hello(said) == "bad_ticket");
    said.ticket = server.join(other, Role::participant, 0).welcome().ticket;
    CHECK(line.hello(said) == "bad_ticket");
    for (const Role role : {Role::facilitator, Role::projector}) {
        said = TestServer::hello(room, role);
        said.capability = some_capability;
        CHECK(line.hello(said) == "wrong_capability");
        said.capability = TestServer::hello(other, role).capability;
        CHECK(line.hello(said) == "wrong_capability");
        CHECK(
            refused(line, R"({"type":"hello","version":1,"role":")" +
                              std::string(role == Role::facilitator ? "facilitator" : "projector") +
                              R"(","code":")" + room.code.str() + R"("})") == "missing_capability");
    }
    CHECK(refused(line, R"({"type":"hello","version":2,"role":"participant","code":"ABCDEFGH"})") ==
          "wrong_version");

    said = TestServer::hello(room, Role::participant);
    said.secret = fragment(room.join_path);
    CHECK(line.hello(said) == "welcome");
    CHECK(lives(line));
}

TEST_CASE("each role may do what is its own, and nothing else") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open(slides_to_refuse());
    Line& facilitator = server.join(room, Role::facilitator, 0);
    start(facilitator, "where");
    for (const Role role : {Role::participant, Role::projector, Role::facilitator}) {
        Line& line = server.join(room, role, 1);
        const bool leads = role == Role::facilitator;
        const bool answers = role == Role::participant;
        CHECK(line.ask(control(Action::reveal, "where")) == (leads ? "ack" : "not_allowed"));
        CHECK(line.ask(control(Action::go_to, "hello")) == (leads ? "ack" : "not_allowed"));
        CHECK(line.ask(submit("where", picks("10"))) == (answers ? "ack" : "not_allowed"));
        CHECK(line.ask(withdraw("where")) == (answers ? "ack" : "not_allowed"));
        CHECK(line.ask(MineRequest{}) == (answers ? "mine" : "not_allowed"));
        CHECK(line.ask(TextsRequest{{}, SlideId{"more"}, 0}) == (leads ? "texts" : "not_allowed"));
        CHECK(lives(line));
    }
    for (const Role role : {Role::participant, Role::projector})
        CHECK(server.join(room, role, 2).ask(control(Action::end)) == "not_allowed");
    CHECK(server.shards.figures().rooms == 1);
}

TEST_CASE("what a participant may not send is refused with its reason, and the line lives on") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open(slides_to_refuse());
    Line& facilitator = server.join(room, Role::facilitator, 0);
    Line& phone = server.join(room, Role::participant, server.away_from(room));

    CHECK(phone.ask(submit("where", picks("10"))) == "question_not_open");
    CHECK(phone.ask(withdraw("where")) == "question_not_open");
    for (const char* question : {"where", "outcomes", "more", "mood"}) start(facilitator, question);

    CHECK(phone.ask(submit("nowhere", picks("10"))) == "unknown_question");
    CHECK(phone.ask(submit("hello", picks("10"))) == "unknown_question");  // a content slide
    CHECK(phone.ask(withdraw("nowhere")) == "unknown_question");
    CHECK(phone.ask(withdraw("hello")) == "unknown_question");
    CHECK(phone.ask(withdraw("where")) == "nothing_to_withdraw");

    CHECK(phone.ask(submit("where", values({1, 2}))) == "wrong_kind");
    CHECK(phone.ask(submit("where", picks("100"))) == "wrong_count");
    CHECK(phone.ask(submit("where", picks("00"))) == "wrong_count");
    CHECK(phone.ask(submit("outcomes", values({1}))) == "wrong_count");
    CHECK(phone.ask(submit("outcomes", values({1, 6}))) == "value_out_of_range");
    CHECK(phone.refusal().at == "$.response.values[1]");
    CHECK(phone.ask(submit("outcomes", values({0, 1}))) == "value_out_of_range");
    CHECK(phone.ask(submit("more", texts({"\xe2\x80\x8b"}))) == "text_empty");
    CHECK(phone.ask(submit("more", texts({std::string(101, 'x')}))) == "text_too_long");
    CHECK(phone.ask(submit("more", texts({"a", "b", "c", "d"}))) == "wrong_count");
    CHECK(lives(phone));
    CHECK(phone.ask(submit("mood", words({std::string(61, 'x')}))) == "text_too_long");
    CHECK(phone.ask(submit("mood", words({"a", "b", "c", "d"}))) == "wrong_count");

    // None of it was kept.
    REQUIRE(phone.ask(MineRequest{}) == "mine");
    CHECK(phone.mine().records.empty());

    REQUIRE(facilitator.ask(control(Action::close, "where")) == "ack");
    CHECK(phone.ask(submit("where", picks("10"))) == "question_closed");
    REQUIRE(facilitator.ask(control(Action::reset, "where")) == "ack");
    CHECK(phone.ask(submit("where", picks("10"))) == "question_was_reset");
    CHECK(phone.ask(withdraw("where")) == "question_was_reset");
    CHECK(phone.ask(submit("where", picks("10"), 2)) == "question_not_open");
    CHECK(lives(phone));
}

TEST_CASE("a scale that has no 'not applicable' refuses it") {
    Disk disk;
    TestServer server(disk, 1);
    Slide strict = scale("outcomes", 2);
    std::get<ScaleQuestion>(std::get<Question>(strict.body).kind).not_applicable = false;
    const OpenedRoom room = server.open({strict, scale("others", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    Line& phone = server.join(room, Role::participant, 0);
    start(facilitator, "outcomes");
    start(facilitator, "others");
    CHECK(phone.ask(submit("outcomes", values({1, n_a}))) == "not_applicable_not_allowed");
    CHECK(phone.ask(submit("others", values({1, n_a}))) == "ack");
}

TEST_CASE("a scale takes an answer that leaves statements out, and none that leaves all out") {
    Disk disk;
    OpenedRoom room;
    std::string ticket;
    {
        TestServer server(disk, 1);
        room = server.open({scale("outcomes", 2)});
        Line& facilitator = server.join(room, Role::facilitator, 0);
        Line& phone = server.join(room, Role::participant, 0);
        ticket = phone.welcome().ticket;
        start(facilitator, "outcomes");
        CHECK(phone.ask(submit("outcomes", values({left_out_value, left_out_value}))) ==
              "wrong_count");
        CHECK(phone.ask(submit("outcomes", values({left_out_value, 4}))) == "ack");
        CHECK(phone.ask(submit("outcomes", values({left_out_value, left_out_value}))) ==
              "wrong_count");
    }
    // A restart is a replay: what was left out stays so, for its person and in the tally.
    TestServer server(disk, 1);
    Line& phone = server.join(room, Role::participant, 0, ticket);
    REQUIRE(phone.ask(MineRequest{}) == "mine");
    REQUIRE(phone.mine().records.size() == 1);
    CHECK(phone.mine().records[0].response == values({left_out_value, 4}));
    CHECK(phone.mine().records[0].stored.find(R"("values":["---","004"])") != std::string::npos);
    const auto shown = server.join(room, Role::facilitator, 0).last<Snapshot>();
    REQUIRE(shown.results.tally.has_value());
    const auto& statements = std::get<ScaleTally>(*shown.results.tally).statements;
    CHECK(statements.at(0).n + statements.at(0).not_applicable == 0);
    CHECK(statements.at(1).n == 1);
}

TEST_CASE("what has been released under protection cannot be taken back") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open(slides_to_refuse());
    Line& facilitator = server.join(room, Role::facilitator, 0);
    std::vector<Line*> phones;
    for (std::size_t i = 0; i < 10; ++i) phones.push_back(&server.join(room, Role::participant, i));
    server.look_at_rooms();
    start(facilitator, "safe");
    for (Line* phone : phones) REQUIRE(phone->ask(submit("safe", picks("10"))) == "ack");
    // Ten wait, five of them are released: which ones, nobody else knows.
    std::size_t final = 0;
    for (Line* phone : phones) {
        REQUIRE(phone->ask(MineRequest{}) == "mine");
        const bool released = phone->mine().records.at(0).released;
        final += released ? 1U : 0U;
        CHECK(phone->ask(withdraw("safe")) == (released ? "response_released" : "ack"));
    }
    CHECK(final == 5);
}

TEST_CASE("what a facilitator may not do is refused with its reason, and the line lives on") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open(slides_to_refuse());
    Line& facilitator = server.join(room, Role::facilitator, server.away_from(room));
    CHECK(facilitator.ask(control(Action::go_to, "nowhere")) == "unknown_slide");
    CHECK(facilitator.ask(control(Action::open, "nowhere")) == "unknown_question");
    CHECK(facilitator.ask(control(Action::open, "hello")) == "unknown_question");
    CHECK(facilitator.ask(control(Action::close, "where")) == "question_not_open");
    CHECK(facilitator.ask(item(Action::hide, "mood", "rude")) == "unknown_item");
    CHECK(facilitator.ask(item(Action::restore, "mood", "rude")) == "unknown_item");
    CHECK(facilitator.ask(item(Action::hide, "nowhere", "rude")) == "unknown_question");
    CHECK(facilitator.ask(control(Action::forget)) == "not_allowed");
    CHECK(lives(facilitator));
}

TEST_CASE("what is no message of ours is refused with its reason, and the line lives on") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open(slides_to_refuse());
    Line& phone = server.join(room, Role::participant, 0);
    CHECK(refused(phone, "") == "malformed_json");
    CHECK(refused(phone, "[1,2]") == "malformed_json");
    CHECK(refused(phone, R"({"type":"shout"})") == "unknown_type");
    CHECK(refused(phone, R"({"type":"ping","loud":true})") == "bad_message");
    CHECK(refused(phone, R"({"type":"submit","id":"mmmmmmmmmmmmmmmmmmmmmm"})") == "bad_message");
    CHECK(refused(phone, std::string(limits::max_message_bytes + 1, ' ')) == "message_too_large");
    phone.say_binary();
    CHECK(phone.next<Refusal>().code == RefusalCode::not_text);
    CHECK(lives(phone));
    // As long as may be, and blank to its end.
    std::string longest = encode(Ping{});
    longest.resize(limits::max_message_bytes, ' ');
    phone.say_text(longest);
    (void)phone.next<Pong>();
}

// ---- how much is too much ----------------------------------------------------------------------

TEST_CASE("twenty refused messages in a row end a connection, however they came to be refused") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open(slides_to_refuse());
    Line& phone = server.join(room, Role::participant, server.away_from(room));
    bool by_home = false;
    SUBCASE("at the door") {
        by_home = false;
    }
    SUBCASE("by the room") {
        by_home = true;
    }
    CAPTURE(by_home);
    const auto refuse_once = [&](Line& line) {
        return by_home ? line.ask(submit("where", picks("10"))) : refused(line, "{");
    };
    for (int i = 0; i < limits::max_refused_in_row - 1; ++i) (void)refuse_once(phone);
    REQUIRE(lives(phone));  // which is not refused: the count begins again
    for (int i = 0; i < limits::max_refused_in_row - 1; ++i) {
        REQUIRE_FALSE(phone.closed());
        (void)refuse_once(phone);
    }
    server.settle();
    CHECK_FALSE(phone.closed());
    phone.say_text("{");
    CHECK(phone.goodbye() == CloseCode::refused_too_often);
    CHECK(phone.count<Refusal>() == 2U * limits::max_refused_in_row - 1);
}

TEST_CASE("wrong codes one after another end a connection") {
    Disk disk;
    TestServer server(disk, 1);
    Line& line = server.line(0);
    Hello hello;
    hello.code = RoomCode{"22222222"};
    for (int i = 0; i < limits::max_refused_in_row; ++i)
        CHECK(line.hello(hello) == "room_not_found");
    CHECK(line.goodbye() == CloseCode::refused_too_often);
}

TEST_CASE("messages that come too fast are refused, for a moment") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open(slides_to_refuse());
    Line& phone = server.join(room, Role::participant, 0);
    const auto burst = static_cast<int>(limits::messages_burst);
    for (int i = 0; i < burst + 10; ++i) phone.say(Ping{});
    const auto refusal = phone.next<Refusal>();
    CHECK(refusal.code == RefusalCode::too_many_requests);
    CHECK(refusal.retry_after == std::chrono::seconds{1});
    CHECK(phone.count<Pong>() >= limits::messages_burst - 1);
    // Somebody else's messages are no concern of this line's.
    Line& other = server.join(room, Role::participant, 0);
    CHECK(lives(other));
    // It passes: one message every tenth of a second is always allowed.
    CHECK(becomes_true([&] {
        const std::size_t before = phone.count<Pong>();
        phone.say(Ping{});
        server.settle();
        return phone.closed() || phone.count<Pong>() > before;
    }));
}

TEST_CASE("what is refused without having been read is told by its id all the same") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open(slides_to_refuse());
    Submit answer = submit("where", picks("10"));
    const auto refused_as = [&](Line& line, char letter, RefusalCode code, std::size_t blanks = 0) {
        answer.id = MessageId{std::string(21, letter) + 'A'};
        line.say_text(encode(answer) + std::string(blanks, ' '));
        const auto refusal = line.next<Refusal>();
        CHECK(refusal.code == code);
        CHECK(refusal.id == answer.id);
    };
    Line& early = server.line(0);
    refused_as(early, 'e', RefusalCode::hello_first);

    Line& phone = server.join(room, Role::participant, 0);
    refused_as(phone, 'l', RefusalCode::message_too_large, limits::max_message_bytes);
    answer.id = MessageId{std::string(21, 'f') + 'A'};
    for (int i = 0; i < static_cast<int>(limits::messages_burst); ++i) phone.say(Ping{});
    for (int i = 0; i < 10; ++i) phone.say(answer);
    Refusal refusal = phone.next<Refusal>();
    // A ping has no id.
    while (refusal.code != RefusalCode::too_many_requests || !refusal.id)
        refusal = phone.next<Refusal>();
    CHECK(refusal.id == answer.id);
}

TEST_CASE("what has no id that can be read is refused without one") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open(slides_to_refuse());
    Line& phone = server.join(room, Role::participant, 0);
    phone.say_text("{");
    CHECK_FALSE(phone.next<Refusal>().id.has_value());
}

TEST_CASE("once too many wrong codes were tried, nothing tells a right code from a wrong one") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom live = server.open(slides_to_refuse());
    const OpenedRoom over = server.open(slides_to_refuse());
    Line& facilitator = server.join(over, Role::facilitator, 0);
    REQUIRE(facilitator.ask(control(Action::end)) == "ack");
    REQUIRE(becomes_true([&] { return disk.sealed().size() == 1; }));
    server.settle();
    const std::string ticket = server.join(live, Role::participant, 0).welcome().ticket;

    // Everything that somebody who guesses may say of a code.
    std::vector<Hello> guesses;
    for (const OpenedRoom& room : {live, over}) {
        Hello guess = TestServer::hello(room, Role::participant);
        guesses.push_back(guess);
        guess.secret = some_capability;
        guesses.push_back(guess);
        guess.secret = std::nullopt;
        guess.ticket = std::string(43, 'A');
        guesses.push_back(guess);
        for (const Role role : {Role::facilitator, Role::projector}) {
            guess = TestServer::hello(room, role);
            guess.capability = some_capability;
            guesses.push_back(guess);
        }
    }
    // From an address that has used up its wrong codes, each is looked up after a while alone.
    const AddressMark guesser{7, false};
    server.on_shard(0, [&](Shard& shard) {
        for (int i = 0; i < 2 * limits::wrong_codes_address_burst; ++i)
            shard.doorkeeper().was_wrong(guesser, shard.now());
    });
    std::uint64_t held_back = 0;
    for (const Hello& guess : guesses) {
        CAPTURE(guess.code.str());
        server.line(0, guesser).say(guess);
        server.settle();
        CHECK(server.shards.figures().held_back == ++held_back);
    }

    // Whoever has more than a code comes in.
    Hello known = TestServer::hello(live, Role::participant);
    known.secret = fragment(live.join_path);
    CHECK(server.line(0, guesser).hello(known) == "welcome");
    known.secret = std::nullopt;
    known.ticket = ticket;
    CHECK(server.line(0, guesser).hello(known) == "welcome");
    for (const OpenedRoom& room : {live, over})
        for (const Role role : {Role::facilitator, Role::projector})
            CHECK(server.line(0, guesser).hello(TestServer::hello(room, role)) == "welcome");
}

}  // namespace candour::app
