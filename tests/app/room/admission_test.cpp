// The half of LiveRoom that deals with credentials, presence and a person's own stored answers.
#include "server/app/keys/facilitator_capability.hpp"
#include "server/app/room/live_room.hpp"
#include "tests/app/room/room_world.hpp"

#include <doctest/doctest.h>

namespace candour::app {
namespace {

using namespace domain_test;
using test::HomeWorld;

}  // namespace

// ---- who may come in -------------------------------------------------------------------------

TEST_CASE("a code lets a participant in, a capability its own role alone") {
    HomeWorld room({choice("where", 2)});
    for (const Role role : all_roles) CHECK(room.admits(room.hello(role)) == "welcome");
    for (const Role role : {Role::facilitator, Role::projector}) {
        Hello hello = room.hello(role);
        hello.capability = std::nullopt;
        CHECK(room.admits(hello) == "missing_capability");
        hello.capability = "";
        CHECK(room.admits(hello) == "wrong_capability");
        hello.capability = std::string(22, 'A');
        CHECK(room.admits(hello) == "wrong_capability");
    }
    Hello swapped = room.hello(Role::facilitator);
    swapped.capability = room.hello(Role::projector).capability;
    CHECK(room.admits(swapped) == "wrong_capability");
}

TEST_CASE("a capability that was made elsewhere stays there: the room opens to its token alone") {
    Bytes32 bytes{};
    bytes.fill(7);
    const FacilitatorCapability capability(bytes);
    HomeWorld room({choice("where", 2)}, 1, capability.locks());
    CHECK(room.links.facilitator_path.empty());
    CHECK(room.links.projector_path.empty());
    CHECK(room.home->room().results_key() == capability.locks().results_key);

    Hello hello = room.hello(Role::facilitator);
    hello.capability = capability.text();
    CHECK(room.admits(hello) == "wrong_capability");
    hello.capability = capability.token();
    CHECK(room.admits(hello) == "welcome");
    CHECK(room.welcome.projector_path == "/p/" + room.code.str() + "#" + capability.projector());
    hello.role = Role::projector;
    CHECK(room.admits(hello) == "wrong_capability");
    hello.capability = capability.projector();
    CHECK(room.admits(hello) == "welcome");
}

TEST_CASE("each role is welcomed with what it needs, and nothing more") {
    HomeWorld room({content("hello"), choice("where", 2)});
    const std::string secret = test::fragment(room.links.join_path);

    REQUIRE(room.admits(room.hello(Role::participant)) == "welcome");
    CHECK(room.welcome.role == Role::participant);
    CHECK(room.welcome.code == room.code);
    CHECK(room.welcome.title == "A test");
    CHECK(room.welcome.language == "en");
    CHECK(room.welcome.ticket.size() == 43);
    CHECK(room.welcome.deck == nullptr);
    CHECK(room.welcome.join_path.empty());

    REQUIRE(room.admits(room.hello(Role::facilitator)) == "welcome");
    CHECK(room.welcome.ticket.empty());
    REQUIRE(room.welcome.deck != nullptr);
    CHECK(*room.welcome.deck == *room.home->room().deck());
    CHECK(room.welcome.join_path == "/j/" + room.code.str() + "#" + secret);
    CHECK(room.welcome.projector_path == room.links.projector_path);

    REQUIRE(room.admits(room.hello(Role::projector)) == "welcome");
    CHECK_FALSE(room.welcome.projector_path.has_value());
    CHECK(room.welcome.ticket.empty());
    CHECK(room.welcome.deck == nullptr);
    CHECK(room.welcome.join_path == "/j/" + room.code.str() + "#" + secret);
}

TEST_CASE("a secret must be the room's, where one is said") {
    HomeWorld room({choice("where", 2)});
    HomeWorld other({choice("where", 2)}, 2);
    Hello hello = room.hello(Role::participant);
    hello.secret = test::fragment(room.links.join_path);
    CHECK(room.admits(hello) == "welcome");
    for (const std::string& wrong :
         {test::fragment(other.links.join_path), std::string(22, 'A'), std::string()}) {
        hello.secret = wrong;
        CHECK(room.admits(hello) == "wrong_secret");
    }
}

TEST_CASE("a ticket is good in its own room, as it was given, and there it is kept") {
    HomeWorld room({choice("where", 2)});
    HomeWorld other({choice("where", 2)}, 2);
    REQUIRE(room.admits(room.hello(Role::participant)) == "welcome");
    Hello again = room.hello(Role::participant);
    again.ticket = room.welcome.ticket;
    const Bytes16 ticket = room.ticket;

    REQUIRE(room.admits(again) == "welcome");
    CHECK(room.ticket == ticket);
    CHECK(room.welcome.ticket == again.ticket);

    Hello elsewhere = other.hello(Role::participant);
    elsewhere.ticket = again.ticket;
    CHECK(other.admits(elsewhere) == "bad_ticket");
    again.ticket->front() = again.ticket->front() == 'A' ? 'B' : 'A';
    CHECK(room.admits(again) == "bad_ticket");
    again.ticket = "";
    CHECK(room.admits(again) == "bad_ticket");
}

TEST_CASE("two participants never get one ticket") {
    HomeWorld room({choice("where", 2)});
    const Bytes16 first = room.join();
    CHECK(room.join() != first);
}

TEST_CASE("after the end participants are turned away, facilitators and projectors are not") {
    HomeWorld room({choice("where", 2)});
    REQUIRE(room.admits(room.hello(Role::participant)) == "welcome");
    Hello again = room.hello(Role::participant);
    again.ticket = room.welcome.ticket;
    (void)room.control(Action::end);
    REQUIRE(room.commit() == "ack");
    CHECK(room.admits(room.hello(Role::participant)) == "room_ended");
    CHECK(room.admits(again) == "room_ended");
    CHECK(room.admits(room.hello(Role::facilitator)) == "welcome");
    CHECK(room.admits(room.hello(Role::projector)) == "welcome");
}

TEST_CASE("a hello is known by what only this room gives away, not by anything of that form") {
    HomeWorld room({choice("where", 2)});
    for (const Role role : {Role::facilitator, Role::projector}) {
        Hello hello = room.hello(role);
        CHECK(room.home->knows(hello));
        hello.capability = std::string(22, 'A');
        CHECK_FALSE(room.home->knows(hello));
        hello.capability = std::nullopt;
        CHECK_FALSE(room.home->knows(hello));
    }
    Hello hello = room.hello(Role::participant);
    CHECK_FALSE(room.home->knows(hello));
    hello.secret = std::string(22, 'A');
    CHECK_FALSE(room.home->knows(hello));
    hello.secret = test::fragment(room.links.join_path);
    CHECK(room.home->knows(hello));

    REQUIRE(room.admits(room.hello(Role::participant)) == "welcome");
    hello = room.hello(Role::participant);
    hello.ticket = room.welcome.ticket;
    CHECK(room.home->knows(hello));
    hello.ticket = std::string(43, 'A');
    CHECK_FALSE(room.home->knows(hello));
    hello.ticket = std::nullopt;
    hello.capability = room.hello(Role::facilitator).capability;  // not a participant's to say
    CHECK_FALSE(room.home->knows(hello));
}

// ---- what is stored about me -----------------------------------------------------------------

TEST_CASE("a person sees the literal records of their own answers, and no one else's") {
    HomeWorld room({choice("where", 2), free_text("more"), content("thanks")});
    const Bytes16 ann = room.join();
    const Bytes16 ben = room.join();
    room.start("where");
    room.start("more");
    (void)room.submit(ann, "where", picks("10"));
    (void)room.submit(ann, "more", texts({"A \"quoted\" line\nand another"}));
    (void)room.submit(ben, "where", picks("01"));
    CHECK(room.home->mine({MessageId{"m"}, {}}, ann).records.empty());  // not kept yet
    (void)room.commit();

    const Mine mine = room.home->mine({MessageId{"m"}, {}}, ann);
    CHECK(mine.id == MessageId{"m"});
    REQUIRE(mine.records.size() == 2);
    CHECK(mine.records[0].question == SlideId{"where"});
    CHECK(mine.records[0].round == Round{1});
    CHECK(mine.records[0].response == picks("10"));
    CHECK(mine.records[0].released);
    CHECK(mine.records[1].response == texts({"A \"quoted\" line\nand another"}));

    const std::string& stored = mine.records[0].stored;
    CHECK(stored.starts_with(R"({"question":"where","pseudonym":")"));
    CHECK(stored.ends_with(
        R"(","announcement":0,"counted_from":0,"response":{"kind":"choice","picks":"10"}})"));
    CHECK(mine.records[1].stored.ends_with(
        R"(","announcement":0,"counted_from":0,"response":{"kind":"free_text","texts":["A \"quoted\" line\nand another"]}})"));

    const Mine one = room.home->mine({MessageId{"m"}, SlideId{"more"}}, ann);
    REQUIRE(one.records.size() == 1);
    CHECK(one.records[0].stored == mine.records[1].stored);
    CHECK(room.home->mine({MessageId{"m"}, SlideId{"more"}}, ben).records.empty());
    CHECK(room.home->mine({MessageId{"m"}, SlideId{"thanks"}}, ann).records.empty());
    CHECK(room.home->mine({MessageId{"m"}, {}}, room.join()).records.empty());
}

TEST_CASE("a person's pseudonym is the same at one question, and another at the next") {
    HomeWorld room({choice("where", 2), choice("when", 2)});
    const Bytes16 ann = room.join();
    room.start("where");
    room.start("when");
    (void)room.submit(ann, "where", picks("10"));
    (void)room.submit(ann, "when", picks("10"));
    (void)room.commit();
    const auto pseudonym = [&](std::size_t record) {
        const std::string stored =
            room.home->mine({MessageId{"m"}, {}}, ann).records.at(record).stored;
        const std::size_t from = stored.find("\"pseudonym\":\"") + 13;
        return stored.substr(from, 32);
    };
    const std::string where = pseudonym(0);
    CHECK(where != pseudonym(1));
    (void)room.submit(ann, "where", picks("01"));
    (void)room.commit();
    CHECK(where == pseudonym(0));
}

TEST_CASE("under protection a person's own record says whether it has been released") {
    HomeWorld room({choice("where", 2, {.level = Level::protected_})});
    std::vector<Bytes16> people;
    for (int i = 0; i < 5; ++i) people.push_back(room.join());
    room.start("where");
    for (const Bytes16& who : people) (void)room.submit(who, "where", picks("10"));
    (void)room.commit();
    CHECK_FALSE(room.home->mine({MessageId{"m"}, {}}, people[0]).records.at(0).released);
    (void)room.control(Action::close, "where");
    (void)room.commit();
    CHECK(room.home->mine({MessageId{"m"}, {}}, people[0]).records.at(0).released);
}

// ---- presence --------------------------------------------------------------------------------

TEST_CASE("presence is told rounded to 5, and moves on its tick alone") {
    HomeWorld room({choice("where", 2)});
    struct Row {
        std::uint32_t here, said;
    };
    std::uint32_t here = 0;
    for (const Row& row : {Row{0, 0}, Row{2, 0}, Row{3, 5}, Row{7, 5}, Row{8, 10}, Row{12, 10},
                           Row{13, 15}, Row{1'000, 1'000}, Row{1'003, 1'005}}) {
        CAPTURE(row.here);
        for (; here < row.here; ++here) room.home->came(Role::participant, true);
        const std::uint32_t before = room.home->presence();
        CHECK(room.snapshot(Role::projector).present == before);
        CHECK(room.home->update_presence() == (before != row.said));
        CHECK(room.home->presence() == row.said);
        for (const Role role : all_roles) CHECK(room.snapshot(role).present == row.said);
        CHECK_FALSE(room.home->update_presence());
    }
    room.home->came(Role::facilitator, false);  // are not counted
    room.home->came(Role::projector, false);
    CHECK_FALSE(room.home->update_presence());
}
TEST_CASE("through a locked door nobody new comes in, and whoever was in comes back") {
    HomeWorld room({choice("where", 2)});
    (void)room.join();
    Hello back = room.hello(Role::participant);
    back.ticket = room.welcome.ticket;
    CHECK(room.control(Action::lock) == "");
    CHECK(room.commit() == "ack");

    CHECK(room.admits(room.hello(Role::participant)) == "room_locked");
    Hello by_the_link = room.hello(Role::participant);
    by_the_link.secret = test::fragment(room.links.join_path);
    CHECK(room.admits(by_the_link) == "room_locked");
    CHECK(room.admits(back) == "welcome");
    CHECK_FALSE(room.fresh);
    for (const Role staff : {Role::facilitator, Role::projector})
        CHECK(room.admits(room.hello(staff)) == "welcome");
    for (const Role role : all_roles) CHECK(room.snapshot(role).locked);

    CHECK(room.control(Action::unlock) == "");
    CHECK(room.commit() == "ack");
    CHECK(room.admits(room.hello(Role::participant)) == "welcome");
}

TEST_CASE("behind a locked door everybody is everybody who was let in") {
    HomeWorld room({choice("where", 2, {.level = Level::protected_})});
    std::vector<Bytes16> people;
    for (int i = 0; i < 12; ++i) people.push_back(room.join());
    (void)room.control(Action::lock);
    room.start("where");
    CHECK(room.admits(room.hello(Role::participant)) == "room_locked");  // a visitor
    for (const Bytes16& person : people) (void)room.submit(person, "where", picks("10"));
    (void)room.commit();
    CHECK(room.tally<ChoiceTally>().people == 7);
}

TEST_CASE("who is turned away leaves no trace in the order of tickets") {
    HomeWorld room({choice("where", 2)});
    (void)room.join();
    for (int i = 0; i < 5; ++i) CHECK(room.admits(room.hello(Role::participant)) == "welcome");
    CHECK(RoomKey::ordinal_of(room.join()) == 2);
    CHECK(RoomKey::ordinal_of(room.join()) == 3);
    room.home->ticket_was_lost();
    CHECK(RoomKey::ordinal_of(room.join()) == 4);
    CHECK(room.home->joined() == 3);
}

}  // namespace candour::app
