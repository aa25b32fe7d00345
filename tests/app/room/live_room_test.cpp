#include "server/app/room/live_room.hpp"

#include "server/app/limits.hpp"
#include "tests/app/room/room_world.hpp"

#include <doctest/doctest.h>

namespace candour::app {
namespace {

using namespace domain_test;
using test::HomeWorld;

std::uint32_t people(HomeWorld& room) {
    return room.tally<ChoiceTally>().people;
}

}  // namespace

// ---- acked means durable ---------------------------------------------------------------------

TEST_CASE("an answer is acked when it is durable, and not before") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");

    CHECK(room.submit(ann, "where", picks("10")) == "");
    CHECK(room.home->has_news());
    CHECK_FALSE(room.home->writing());
    const std::optional<log::Record> record = room.next_record();
    REQUIRE(record);
    CHECK(record->room == room.home->id());
    CHECK(record->number == BatchNumber{4});  // after the look, and the opening
    CHECK(room.home->writing());
    CHECK(people(room) == 0);
    CHECK(room.durable() == "ack");
    CHECK_FALSE(room.home->writing());
    CHECK(people(room) == 1);
    CHECK(room.kept == 1);
    CHECK_FALSE(room.next_record());
}

TEST_CASE("nothing is acked of what was not written, and the same bytes are written again") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    const Bytes16 ben = room.join();
    room.start("where");
    CHECK(room.submit(ann, "where", picks("10")) == "");
    CHECK(room.submit(ben, "where", picks("01")) == "");
    const std::optional<log::Record> record = room.next_record();
    REQUIRE(record);

    for (int failure = 0; failure < 3; ++failure) {
        CHECK_FALSE(room.next_record());  // one at a time
        room.home->not_written();
        CHECK(people(room) == 0);
        CHECK(room.next_record() == record);
    }
    CHECK(room.durable() == "ack ack");
    CHECK(people(room) == 2);
    CHECK_FALSE(room.next_record());
}

TEST_CASE("commands are refused from when the log fails until what failed is durable") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    const Bytes16 ben = room.join();
    room.start("where");
    CHECK(room.submit(ann, "where", picks("10")) == "");
    REQUIRE(room.next_record());
    CHECK(room.submit(ben, "where", picks("10")) == "");  // waits for what is being written
    room.home->not_written();

    for (int failure = 0; failure < 3; ++failure) {
        CHECK(room.submit(ben, "where", picks("01")) == "not_kept");
        CHECK(room.withdraw(ann, "where") == "not_kept");
        CHECK(room.control(Action::close, "where") == "not_kept");
        CHECK(room.control(Action::end) == "not_kept");
        REQUIRE(room.next_record());
        CHECK(room.submit(ben, "where", picks("01")) == "not_kept");  // it is being tried again
        room.home->not_written();
    }

    REQUIRE(room.next_record());
    CHECK(room.durable() == "ack");
    CHECK(room.submit(ben, "where", picks("11")) == "");
    CHECK(room.commit() == "ack ack");  // Ben's two, of which the later counts
    CHECK(people(room) == 2);
    CHECK(room.tally<ChoiceTally>().options == std::vector<std::uint32_t>{2, 1});
}

TEST_CASE("a refusal for want of a log says when to come back, and ends no connection") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    (void)room.submit(ann, "where", picks("10"));
    (void)room.next_record();
    room.home->not_written();
    Replies replies;
    room.home->request({2, SeatId{9}}, MessageId{"m"}, Control{}, replies);
    REQUIRE(replies.size() == 1);
    CHECK(replies[0].to.shard == 2);
    CHECK(replies[0].to.seat == SeatId{9});
    CHECK_FALSE(replies[0].refused);
    const auto refusal = std::get<Refusal>(test::read(replies[0].frame));
    CHECK(refusal.code == RefusalCode::not_kept);
    CHECK(refusal.id == MessageId{"m"});
    CHECK(refusal.retry_after == std::chrono::seconds{1});
}

TEST_CASE("commands that come while a batch is being written are decided after it") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    const Bytes16 ben = room.join();
    room.start("where");
    CHECK(room.control(Action::close, "where") == "");
    REQUIRE(room.next_record());

    CHECK(room.submit(ann, "where", picks("10")) == "");
    CHECK(room.control(Action::close, "where") == "");
    CHECK(room.submit(ben, "elsewhere", picks("10")) == "");
    CHECK(room.control(Action::reveal, "where") == "");
    CHECK(room.control(Action::conceal, "where") == "");
    // In their order: the first close; then the answer that came too late, what is so already, ...
    CHECK(room.durable() == "ack question_closed ack unknown_question ack");
    CHECK(room.commit() == "ack");
    CHECK_FALSE(room.snapshot(Role::projector).question->revealed);
}

TEST_CASE("no more commands wait than may") {
    HomeWorld room({choice("where", 2)});
    room.start("where");
    (void)room.control(Action::close, "where");
    REQUIRE(room.next_record());
    Replies replies;
    for (std::size_t i = 0; i < limits::max_waiting_commands; ++i)
        room.home->request({}, MessageId{"m"}, Control{}, replies);
    CHECK(replies.empty());
    CHECK(room.control(Action::open, "where") == "not_kept");
}

TEST_CASE("an answer taken before the close in the same batch counts") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    CHECK(room.control(Action::close, "where") == "");
    CHECK(room.submit(ann, "where", picks("10")) == "");
    CHECK(room.commit() == "ack ack");
    CHECK(people(room) == 1);
    CHECK(room.submit(ann, "where", picks("01")) == "question_closed");
}

// ---- one answer per person -------------------------------------------------------------------

TEST_CASE("one person has one answer, whatever line it comes on") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    Hello again = room.hello(Role::participant);
    again.ticket = room.welcome.ticket;
    room.start("where");
    CHECK(room.submit(ann, "where", picks("10")) == "");
    CHECK(room.commit() == "ack");

    REQUIRE(room.admits(again) == "welcome");
    CHECK(room.submit(room.ticket, "where", picks("01")) == "");
    CHECK(room.commit() == "ack");
    CHECK(people(room) == 1);
    CHECK(room.tally<ChoiceTally>().options == std::vector<std::uint32_t>{0, 1});

    CHECK(room.withdraw(room.ticket, "where") == "");
    CHECK(room.commit() == "ack");
    CHECK(people(room) == 0);
}

TEST_CASE("the same submit sent again is acked, and counted once") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    // In the same batch, while it is being written, and afterwards: whenever the phone loses heart.
    CHECK(room.submit(ann, "where", picks("10")) == "");
    CHECK(room.submit(ann, "where", picks("10")) == "");
    REQUIRE(room.next_record());
    CHECK(room.submit(ann, "where", picks("10")) == "");
    CHECK(room.durable() == "ack ack ack");
    CHECK(room.submit(ann, "where", picks("10")) == "ack");
    CHECK_FALSE(room.home->has_news());
    CHECK(people(room) == 1);
    CHECK(room.kept == 1);

    // The ack was lost, and then the question closed: it counts all the same.
    (void)room.control(Action::close, "where");
    (void)room.commit();
    CHECK(room.submit(ann, "where", picks("10")) == "ack");
    CHECK(room.submit(ann, "where", picks("01")) == "question_closed");
}

TEST_CASE("a refusal leaves what was accepted before it alone") {
    HomeWorld room({scale("outcomes", 2), choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    CHECK(room.submit(ann, "where", picks("10")) == "");
    CHECK(room.submit(ann, "outcomes", values({1, 2})) == "question_not_open");
    CHECK(room.submit(ann, "where", values({1, 2})) == "wrong_kind");
    CHECK(room.submit(ann, "nowhere", picks("10")) == "unknown_question");
    CHECK(room.withdraw(ann, "nowhere") == "unknown_question");
    CHECK(room.withdraw(ann, "outcomes") == "question_not_open");
    CHECK(room.control(Action::go_to, "nowhere") == "unknown_slide");
    CHECK(room.control(Action::open, "nowhere") == "unknown_question");
    CHECK(room.commit() == "ack");
    CHECK(people(room) == 1);
}

TEST_CASE("an answer to an earlier round is refused") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    (void)room.control(Action::reset, "where");
    (void)room.control(Action::open, "where");
    (void)room.commit();
    CHECK(room.ask(SubmitRequest{SlideId{"where"}, Round{1}, ann, picks("10")}) ==
          "question_was_reset");
    CHECK(room.submit(ann, "where", picks("10")) == "");
    CHECK(room.commit() == "ack");
    CHECK(people(room) == 1);
}

// ---- what is shown ---------------------------------------------------------------------------

TEST_CASE("what is shown is encoded once, until something changes") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    for (const Role role : all_roles) {
        const Broadcast first = room.home->current(role);
        const Broadcast second = room.home->current(role);
        CHECK(first.snapshot == second.snapshot);
        CHECK(first.tally == second.tally);
        REQUIRE_FALSE(first.tally.empty());
    }
    const std::uint64_t version = room.home->version();
    const Broadcast before = room.home->current(Role::projector);

    // A command that is not durable, a refusal and a person who comes change nothing.
    (void)room.submit(ann, "where", picks("10"));
    (void)room.submit(ann, "nowhere", picks("10"));
    (void)room.join();
    CHECK(room.home->version() == version);
    CHECK(room.home->current(Role::projector).snapshot == before.snapshot);

    (void)room.commit();
    CHECK(room.home->version() > version);
    const Broadcast after = room.home->current(Role::projector);
    CHECK(after.revision == before.revision);  // a tally alone moves no revision
    CHECK(after.snapshot != before.snapshot);
    CHECK(after.tally != before.tally);

    (void)room.control(Action::go_to, "where");
    CHECK(room.home->current(Role::projector).snapshot == after.snapshot);
    (void)room.control(Action::close, "where");
    (void)room.commit();
    CHECK(room.home->current(Role::projector).revision > after.revision);
}

TEST_CASE("there is a tally beside the snapshot on questions alone") {
    HomeWorld room({content("hello"), choice("where", 2)});
    CHECK(room.home->current(Role::projector).tally.empty());
    (void)room.control(Action::go_to, "hello");
    (void)room.commit();
    CHECK(room.home->current(Role::projector).tally.empty());
    room.start("where");
    const Broadcast shown = room.home->current(Role::projector);
    REQUIRE_FALSE(shown.tally.empty());
    CHECK(std::get<TallyUpdate>(test::read(shown.tally)).revision == shown.revision);
}

TEST_CASE("the report says what was released, and the day") {
    HomeWorld room({choice("where", 2), choice("when", 2)});
    room.start("where");
    (void)room.submit(room.join(), "where", picks("10"));
    (void)room.commit();
    (void)room.control(Action::end);
    (void)room.commit();
    const auto report = std::get<Report>(test::read(room.home->report("2026-11-22")));
    CHECK(report.date == "2026-11-22");
    CHECK(report.title == "A test");
    REQUIRE(report.questions.size() == 2);
    CHECK(std::get<ChoiceTally>(*report.questions[0].results.tally).people == 1);
    CHECK(report.questions[1].id == SlideId{"when"});
}

// ---- the log ---------------------------------------------------------------------------------

TEST_CASE("records follow each other without a gap, and no two are alike") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    for (int i = 0; i < 10; ++i) {
        (void)room.submit(ann, "where", picks(i % 2 == 0 ? "10" : "01"));
        (void)room.commit();
    }
    REQUIRE(room.records.size() == 12);
    for (std::size_t i = 0; i < room.records.size(); ++i) {
        CHECK(room.records[i].number == BatchNumber{i + 2});  // 1 is the beginning
        for (std::size_t j = 0; j < i; ++j) CHECK(room.records[i].bytes != room.records[j].bytes);
    }
}

TEST_CASE("a record holds neither answers nor question ids in the clear") {
    HomeWorld room({free_text("canary-question")});
    room.start("canary-question");
    (void)room.submit(room.join(), "canary-question", texts({"canary answer"}));
    (void)room.commit();
    for (const log::Record& record : room.records)
        CHECK(record.bytes.find("canary") == std::string::npos);
}

// ---- the tick of 10 s ------------------------------------------------------------------------

TEST_CASE("a tick that comes while a batch is being written is looked at as soon as it is kept") {
    HomeWorld room({choice("where", 2)});
    room.start("where");
    const Bytes16 ann = room.join();
    (void)room.submit(ann, "where", picks("10"));
    REQUIRE(room.next_record());
    room.home->look();
    CHECK(room.snapshot(Role::participant).joined == 0);
    (void)room.durable();
    (void)room.commit();
    CHECK(room.snapshot(Role::participant).joined == 1);
    CHECK(room.commit() == "nothing to write");
}

TEST_CASE("a restart does not forget what was announced, nor who answered under what") {
    HomeWorld room({choice("where", 2, {.level = Level::protected_})});
    std::vector<Bytes16> people;
    for (int i = 0; i < 4; ++i) people.push_back(room.join());
    room.start("where");
    for (const Bytes16& person : people) (void)room.submit(person, "where", picks("10"));
    (void)room.commit();
    for (int i = 0; i < 8; ++i) people.push_back(room.join());
    room.look();
    const Snapshot before = room.snapshot(Role::participant);
    CHECK(before.question->announcement == Announcement{1});
    CHECK(before.question->joined_at_opening == 4);

    room.home = restore_room(room.home->id(), room.log, room.keys, room.random).value().home;
    REQUIRE(room.home);
    const Snapshot after = room.snapshot(Role::participant);
    CHECK(after.question == before.question);
    CHECK(after.joined == 12);
    for (std::size_t i = 4; i < people.size(); ++i)
        (void)room.submit(people[i], "where", picks("01"));
    (void)room.control(Action::close, "where");
    (void)room.commit();
    // The first four have each other alone.
    CHECK(room.tally<ChoiceTally>().options == std::vector<std::uint32_t>{0, 8});
    CHECK_FALSE(room.home->mine({}, people[0]).records.at(0).released);
    CHECK(room.home->mine({}, people[5]).records.at(0).released);
}

TEST_CASE("one who changes an answer without end is refused, and may take it back") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    for (int change = 0; change <= limits::changes_per_answer; ++change) {
        REQUIRE(room.submit(ann, "where", picks(change % 2 == 0 ? "10" : "01")) == "");
        REQUIRE(room.commit() == "ack");
    }
    CHECK(room.submit(ann, "where", picks("01")) == "too_many_changes");
    CHECK(people(room) == 1);
    CHECK(room.withdraw(ann, "where") == "");
    CHECK(room.commit() == "ack");
    CHECK(people(room) == 0);
}

TEST_CASE("a room that has written as much as it may takes no answers, and can be ended") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    const std::size_t before = room.home->log_bytes();
    CHECK(before > 0);
    REQUIRE(room.submit(ann, "where", picks("10")) == "");
    REQUIRE(room.commit() == "ack");
    CHECK(room.home->log_bytes() > before);
    room.home->wrote(limits::room_log_bytes);
    CHECK_FALSE(room.home->log_is_full());  // each who has joined adds to it
    room.home->wrote(limits::room_log_bytes_per_person * room.home->joined());
    CHECK(room.submit(ann, "where", picks("01")) == "log_full");
    CHECK(room.control(Action::close, "where") == "");
    CHECK(room.commit() == "ack");
    CHECK(room.control(Action::end) == "");
    CHECK(room.commit() == "ack");
}

}  // namespace candour::app
