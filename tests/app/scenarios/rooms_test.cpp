// A running server: how rooms go from their opening to the answers on the projector.
#include "server/app/shard/shard.hpp"
#include "server/app/shard/shards.hpp"
#include "tests/app/test_server.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <future>

namespace candour::app {
namespace {

using namespace domain_test;
using namespace test;

}  // namespace

TEST_CASE("a room works from its opening to the answers on the projector") {
    const std::size_t shards = one_shard_or_three();
    CAPTURE(shards);
    Disk disk;
    TestServer server(disk, shards);
    const OpenedRoom room = server.open({content("hello"), word_cloud("mood")});
    CHECK(disk.rooms().size() == 1);
    CHECK(disk.keys.size() == 1);

    Line& facilitator = server.line(server.away_from(room));
    REQUIRE(facilitator.hello(TestServer::hello(room, Role::facilitator)) == "welcome");
    REQUIRE(facilitator.welcome().deck != nullptr);
    CHECK(facilitator.welcome().join_path == room.join_path);
    const auto at_first = facilitator.next<Snapshot>();
    CHECK(at_first.phase == RoomPhase::live);
    CHECK_FALSE(at_first.index);

    Line& projector = server.join(room, Role::projector, server.home_of(room));
    std::vector<Line*> phones;
    for (std::size_t i = 0; i < 2 * shards; ++i)
        phones.push_back(&server.join(room, Role::participant, i));

    server.look_at_rooms();
    start(facilitator, "mood");
    const auto is_open = [](const Snapshot& shown) {
        return shown.question && shown.question->phase == QuestionPhase::open;
    };
    const auto opened = projector.next<Snapshot>(is_open);
    CHECK(opened.question->id == SlideId{"mood"});
    CHECK(opened.question->joined == 2 * shards);
    CHECK(opened.revision > at_first.revision);
    for (Line* phone : phones) {
        CHECK(phone->next<Snapshot>(is_open).revision == opened.revision);
        CHECK(phone->ask(submit("mood", words({"Safe-space"}))) == "ack");
    }

    const auto count = static_cast<std::uint32_t>(phones.size());
    for (Line* line : {&projector, &facilitator, phones.front(), phones.back()}) {
        const TallyUpdate tally = tally_of(*line, count);
        CHECK(tally.revision == opened.revision);
        const auto& cloud = std::get<WordCloudTally>(*tally.results.tally);
        REQUIRE(cloud.words.size() == 1);
        CHECK(cloud.words[0].key == "safe space");  // folded at the door
        CHECK(cloud.words[0].people == count);
    }

    const Figures figures = server.shards.figures();
    CHECK(figures.rooms == 1);
    CHECK(figures.participants == count);
    CHECK(figures.facilitators == 1);
    CHECK(figures.projectors == 1);
    CHECK(figures.responses_kept == count);
    CHECK(figures.acks == count + 2);
    CHECK(figures.refusals == 0);
    CHECK(figures.batch_failures == 0);
}

TEST_CASE("everybody of one role is sent the same bytes, on every shard") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    std::vector<Line*> projectors;
    for (std::size_t i = 0; i < 3; ++i)
        projectors.push_back(&server.join(room, Role::projector, i));
    start(facilitator, "where");
    Line& phone = server.join(room, Role::participant, 1);
    REQUIRE(phone.ask(submit("where", picks("10"))) == "ack");
    for (Line* projector : projectors) (void)tally_of(*projector, 1);
    const Frame frame = projectors[0]->last_frame<TallyUpdate>();
    for (Line* projector : projectors) CHECK(projector->last_frame<TallyUpdate>() == frame);
}

TEST_CASE("what changes nothing that a role may see sends it nothing") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2, {.level = Level::protected_})});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    Line& projector = server.join(room, Role::projector, 1);
    std::vector<Line*> phones;
    for (std::size_t i = 0; i < 10; ++i) phones.push_back(&server.join(room, Role::participant, i));
    server.look_at_rooms();
    start(facilitator, "where");

    const auto frames = [](Line& line) {
        return line.count<Snapshot>() + line.count<TallyUpdate>();
    };
    server.show_everything();
    const std::size_t seen_by_projector = frames(projector);
    const std::size_t seen_by_phones = frames(*phones[9]);
    const std::size_t seen_by_facilitator = frames(facilitator);
    // Groups of 5, once 10 have answered: until then nothing may tell that anybody has.
    for (std::size_t i = 0; i < 9; ++i) {
        REQUIRE(phones[i]->ask(submit("where", picks("01"))) == "ack");
        server.show_everything();
        CHECK(frames(projector) == seen_by_projector);
        CHECK(frames(*phones[9]) == seen_by_phones);
    }
    CHECK(frames(facilitator) <= seen_by_facilitator + 2);  // few, about half, most: in words alone
    REQUIRE(phones[9]->ask(submit("where", picks("01"))) == "ack");
    server.show_everything();
    CHECK(frames(projector) == seen_by_projector + 1);
    CHECK(frames(*phones[9]) == seen_by_phones + 1);
}

TEST_CASE("an ack waits until the log has the answer") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    Line& phone = server.join(room, Role::participant, server.away_from(room));
    Line& projector = server.join(room, Role::projector, 2);
    start(facilitator, "where");

    disk.log.hold();
    Submit answer = submit("where", picks("10"));
    answer.id = MessageId{std::string(22, 'a')};
    phone.say(answer);
    REQUIRE(becomes_true([&] { return disk.log.held() == 1; }));
    server.settle();
    CHECK(phone.count<Ack>() == 0);
    CHECK(phone.count<TallyUpdate>() == 0);
    CHECK(server.shards.figures().responses_kept == 0);

    disk.log.release();
    CHECK(phone.next<Ack>().id == answer.id);
    (void)tally_of(projector, 1);
}

TEST_CASE("one person has one answer across reconnects, on whatever shard") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    start(facilitator, "where");
    Line& first = server.join(room, Role::participant, 0);
    const std::string ticket = first.welcome().ticket;
    REQUIRE(first.ask(submit("where", picks("10"))) == "ack");
    first.hang_up();

    for (std::size_t shard = 0; shard < 3; ++shard) {
        Line& again = server.join(room, Role::participant, shard, ticket);
        CHECK(again.welcome().ticket == ticket);
        REQUIRE(again.ask(MineRequest{}) == "mine");
        REQUIRE(again.mine().records.size() == 1);
        // The ack was lost, so the phone sends again; then the person thinks again.
        CHECK(again.ask(submit("where", shard == 0 ? picks("10") : picks("01"))) == "ack");
        CHECK(again.ask(submit("where", picks("01"))) == "ack");
    }
    const TallyUpdate tally = facilitator.next<TallyUpdate>([](const TallyUpdate& update) {
        const auto& choice = std::get<ChoiceTally>(*update.results.tally);
        return choice.options[1] > 0;
    });
    CHECK(std::get<ChoiceTally>(*tally.results.tally).options == std::vector<std::uint32_t>{0, 1});
    CHECK(people_in(tally.results) == 1);
}

TEST_CASE("an answer can be changed and withdrawn, and its person sees what is stored") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open({choice("where", 2), free_text("more")});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    Line& phone = server.join(room, Role::participant, 0);
    start(facilitator, "where");
    CHECK(phone.ask(withdraw("where")) == "nothing_to_withdraw");
    CHECK(phone.ask(submit("where", picks("10"))) == "ack");
    CHECK(phone.ask(submit("where", picks("01"))) == "ack");
    REQUIRE(phone.ask(MineRequest{}) == "mine");
    REQUIRE(phone.mine().records.size() == 1);
    CHECK(phone.mine().records[0].response == picks("01"));
    CHECK(phone.mine().records[0].stored.find(R"("picks":"01")") != std::string::npos);
    CHECK(phone.ask(withdraw("where")) == "ack");
    REQUIRE(phone.ask(MineRequest{{}, SlideId{"where"}}) == "mine");
    CHECK(phone.mine().records.empty());
    CHECK(phone.ask(withdraw("where")) == "nothing_to_withdraw");
}

TEST_CASE("whoever asks again gets the whole state, of the same revision too") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    start(facilitator, "where");
    for (const Role role : {Role::participant, Role::projector, Role::facilitator}) {
        Line& line = server.join(room, role, server.away_from(room));
        const std::size_t before = line.count<Snapshot>();
        line.say(Resync{});
        const auto again = line.next<Snapshot>();
        CHECK(again.question->phase == QuestionPhase::open);
        CHECK(line.count<Snapshot>() == before + 1);
        line.say(Resync{});
        CHECK(line.next<Snapshot>().revision == again.revision);
    }
}

TEST_CASE("two facilitators see the same and never trip over each other") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({content("hello"), choice("where", 2)});
    Line& ann = server.join(room, Role::facilitator, 0);
    Line& ben = server.join(room, Role::facilitator, 1);
    CHECK(ann.ask(control(Action::go_to, "where")) == "ack");
    CHECK(ben.ask(control(Action::go_to, "where")) == "ack");
    CHECK(ann.ask(control(Action::open, "where")) == "ack");
    CHECK(ben.ask(control(Action::open, "where")) == "ack");
    const auto both_see = [&](const std::function<bool(const Snapshot&)>& it) {
        return becomes_true([&] {
            const auto of_ann = ann.last<Snapshot>();
            const auto of_ben = ben.last<Snapshot>();
            return it(of_ann) && it(of_ben) && of_ann.revision == of_ben.revision;
        });
    };
    CHECK(both_see([](const Snapshot& shown) {
        return shown.question && shown.question->phase == QuestionPhase::open;
    }));
    CHECK(ann.ask(control(Action::go_to)) == "ack");
    CHECK(both_see([](const Snapshot& shown) { return !shown.index; }));
}

TEST_CASE("a hidden word leaves all screens but the facilitator's, and comes back") {
    Disk disk;
    TestServer server(disk, 1);
    const OpenedRoom room = server.open({word_cloud("mood")});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    Line& projector = server.join(room, Role::projector, 0);
    Line& phone = server.join(room, Role::participant, 0);
    start(facilitator, "mood");
    REQUIRE(phone.ask(submit("mood", words({"rude", "kind"}))) == "ack");
    (void)tally_of(facilitator, 1);

    const auto words_shown = [](Line& line, std::size_t count) {
        const auto shown = line.next<Snapshot>([&](const Snapshot& snapshot) {
            const auto* tally = snapshot.results.tally
                                    ? std::get_if<WordCloudTally>(&*snapshot.results.tally)
                                    : nullptr;
            return tally != nullptr && tally->words.size() == count;
        });
        auto words = std::get<WordCloudTally>(*shown.results.tally).words;
        std::ranges::sort(words, {}, &WordCloudTally::Entry::key);  // equals stand by lot
        return words;
    };
    REQUIRE(facilitator.ask(item(Action::hide, "mood", "rude")) == "ack");
    CHECK(words_shown(projector, 1)[0].key == "kind");
    const auto of_facilitator = words_shown(facilitator, 2);
    CHECK(of_facilitator[1].key == "rude");
    CHECK(of_facilitator[1].hidden);
    REQUIRE(facilitator.ask(item(Action::restore, "mood", "rude")) == "ack");
    CHECK(words_shown(projector, 2)[1].key == "rude");
}

TEST_CASE("presence is told rounded, to those who lead, and to nobody else") {
    Disk disk;
    TestServer server(disk, 3);
    const OpenedRoom room = server.open({choice("where", 2)});
    Line& facilitator = server.join(room, Role::facilitator, 0);
    Line& projector = server.join(room, Role::projector, 1);
    std::vector<Line*> phones;
    for (std::size_t i = 0; i < 10; ++i) phones.push_back(&server.join(room, Role::participant, i));
    const auto tick = [&] {
        server.on_shard(server.home_of(room), [](Shard& home) { home.tell_presence(); });
        server.settle();
    };
    CHECK(facilitator.count<Presence>() == 0);  // nobody is told when somebody comes
    tick();
    CHECK(facilitator.next<Presence>().present == 10);
    CHECK(projector.next<Presence>().present == 10);
    tick();
    phones[0]->hang_up();
    server.settle();
    tick();
    CHECK(facilitator.count<Presence>() == 1);
    projector.say(Resync{});  // after which the number is no older
    CHECK(projector.next<Snapshot>().present == 0);
    CHECK(projector.next<Presence>().present == 10);
    for (std::size_t i = 1; i < 10; ++i) phones[i]->hang_up();
    server.settle();
    tick();
    CHECK(facilitator.next<Presence>().present == 0);
    CHECK(projector.next<Presence>().present == 0);
    for (Line* phone : phones) CHECK(phone->count<Presence>() == 0);
}

TEST_CASE("a picture is found where the deck has one") {
    Disk disk;
    TestServer server(disk, 3);
    Slide slide = content("ward");
    std::get<Content>(slide.body).picture =
        Picture{"image/png", std::make_shared<const std::string>("picture"), "A ward"};
    const OpenedRoom room = server.open({slide, content("bare"), choice("where", 2)});
    const auto find = [&](const RoomCode& code, const std::string& id) {
        std::promise<std::string> found;
        server.shards.find_picture(code, SlideId{id},
                                   [&](std::shared_ptr<const Deck>, const Picture* picture) {
                                       found.set_value(picture == nullptr ? "" : *picture->bytes);
                                   });
        return found.get_future().get();
    };
    CHECK(find(room.code, "ward") == "picture");
    CHECK(find(room.code, "bare") == "");
    CHECK(find(room.code, "where") == "");
    CHECK(find(room.code, "nowhere") == "");
    CHECK(find(RoomCode{"22222222"}, "ward") == "");
}

}  // namespace candour::app
