// A message that comes twice, after others.
#include "server/app/room/repeats.hpp"

#include "server/app/limits.hpp"
#include "tests/app/room/room_world.hpp"

#include <doctest/doctest.h>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;

SubmitRequest answer_of(const Bytes16& who, const std::string& given) {
    return {SlideId{"where"}, Round{1}, who, picks(given)};
}
WithdrawRequest take_back(const Bytes16& who) {
    return {SlideId{"where"}, Round{1}, who};
}

std::vector<std::uint32_t> options(HomeWorld& room) {
    return room.tally<ChoiceTally>().options;
}

}  // namespace

TEST_CASE("an answer that comes a second time, after another, is acked and changes nothing") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    const Bytes16 ben = room.join();
    room.start("where");
    (void)room.ask_as("first", answer_of(ann, "10"));
    CHECK(room.commit() == "ack");
    (void)room.ask_as("second", answer_of(ann, "01"));
    CHECK(room.commit() == "ack");
    CHECK(room.ask_as("first", answer_of(ann, "10")) ==
          "ack");  // over a line that was thought dead
    CHECK(room.commit() == "nothing to write");
    CHECK(options(room) == std::vector<std::uint32_t>{0, 1});
    SUBCASE("the same person may still think again") {
        (void)room.ask_as("third", answer_of(ann, "10"));
        CHECK(room.commit() == "ack");
        CHECK(options(room) == std::vector<std::uint32_t>{1, 0});
    }
    SUBCASE("and another person's message of that id is another message") {
        (void)room.ask_as("first", answer_of(ben, "10"));
        CHECK(room.commit() == "ack");
        CHECK(options(room) == std::vector<std::uint32_t>{1, 1});
    }
}

TEST_CASE("nor does an answer that was taken back since, or the taking back of an older one") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    (void)room.ask_as("first", answer_of(ann, "10"));
    (void)room.commit();
    (void)room.ask_as("back", take_back(ann));
    (void)room.commit();
    CHECK(room.ask_as("first", answer_of(ann, "10")) == "ack");
    CHECK(options(room) == std::vector<std::uint32_t>{0, 0});
    (void)room.ask_as("again", answer_of(ann, "01"));
    (void)room.commit();
    CHECK(room.ask_as("back", take_back(ann)) == "ack");
    CHECK(options(room) == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("it is acked no sooner than what overtook it is kept") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    CHECK(room.ask_as("first", answer_of(ann, "10")) == "");
    CHECK(room.ask_as("second", answer_of(ann, "01")) == "");
    CHECK(room.ask_as("first", answer_of(ann, "10")) == "");
    CHECK(room.commit() == "ack ack ack");
    CHECK(options(room) == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("a message that was refused may come again") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    (void)room.ask_as("first", answer_of(ann, "10"));
    REQUIRE(room.next_record());
    room.home->not_written();
    CHECK(room.ask_as("second", answer_of(ann, "01")) == "not_kept");
    REQUIRE(room.next_record());
    CHECK(room.durable() == "ack");
    CHECK(room.ask_as("second", answer_of(ann, "01")) == "");
    CHECK(room.commit() == "ack");
    CHECK(options(room) == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("of somebody who never stops changing the last messages are remembered") {
    const Pseudonym who;
    Repeats repeats(Round{1});
    const auto id = [](std::size_t number) { return MessageId{std::to_string(number)}; };
    const std::size_t last = 3 * limits::remembered_messages;
    for (std::size_t number = 0; number <= last; ++number) repeats.taken(who, id(number));
    CHECK_FALSE(repeats.is_overtaken(who, id(last)));
    for (std::size_t back = 1; back <= limits::remembered_messages; ++back)
        CHECK(repeats.is_overtaken(who, id(last - back)));
    CHECK_FALSE(repeats.is_overtaken(who, id(0)));
}

TEST_CASE("an answer may be changed a hundred times, and each person has a hundred of their own") {
    Repeats repeats(Round{1});
    const Pseudonym ann{{1}};
    const Pseudonym ben{{2}};
    const auto id = [](int number) {
        const std::string digits = std::to_string(number);
        return MessageId{std::string(22 - digits.size(), 'm') + digits};
    };
    for (int message = 0; message <= limits::changes_per_answer; ++message) {
        CHECK(repeats.may_change(ann));
        repeats.taken(ann, id(message));
        repeats.taken(ann, id(message));  // said again, which is no change
    }
    CHECK_FALSE(repeats.may_change(ann));
    CHECK(repeats.may_change(ben));
}

}  // namespace candour::app
