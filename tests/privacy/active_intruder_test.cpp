// The active intruder: facilitates, has any number of phones of their own, brings them in before or
// after people answer, closes when it suits, tries to open again, resets and asks once more, hides
// single texts, and sees every frame. They know what their own phones said, and want to know what
// one person said. (What a second room of theirs on the same server tells them, and the moments of
// their own acks: tests/app/shard/own_ticks_test.cpp.)
//
// Whoever's phone showed an honest number (no fake among those who had joined) must be hidden among
// k people who are none of the intruder's. CANDOUR_ROOMS says how many are played.
#include "tests/privacy/canary_room.hpp"
#include "tests/seeds.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace candour::privacy_test {
namespace {

using seeds::Dice;

const SlideId question{"question"};

Deck one_question(Level level) {
    Deck deck{"Active intruder", "en", {}};
    deck.slides.push_back(
        {.id = question,
         .warning = {},
         .body = Question{.prompt = "How was it?", .level = level, .kind = FreeTextQuestion{}}});
    return deck;
}

/// Somebody in the room, the intruder's or not.
struct Somebody {
    Bytes16 ticket{};
    bool fake = false;
    std::string text{};   // their answer; empty: none yet
    bool honest = false;  // no fake was in the number under which they answered
};

class Intrusion {
public:
    Intrusion(std::uint64_t seed, Level level)
        : dice_(seed), level_(level), room_(seed, one_question(level)) {}

    void play() {
        come(1 + dice_.below(20), false);
        if (dice_.one_in(3)) come(dice_.below(8), true);  // early fakes, which the number shows
        room_.start(question);
        note_announcement();
        for (std::size_t rounds = 1 + dice_.below(3); rounds > 0; --rounds) {
            play_round();
            if (rounds > 1) ask_once_more();
        }
    }

    /// Everybody whose number was honest and whose answer shows: among how many answers of real
    /// people?
    void judge(double& right, double& chance, std::size_t& people) const {
        right += right_;
        chance += chance_;
        people += judged_;
    }

private:
    void play_round() {
        for (std::size_t act = 3 + dice_.below(24); act > 0; --act) something();
        if (dice_.one_in(2)) everybody_answers(false);
        CHECK_FALSE(hiding_tells());
        room_.control(Action::close, question);
        // Closing is final: whatever else they try, nothing more comes out.
        const std::set<std::string> shown = shown_texts();
        try_to_open_again();
        hide_one_by_one();
        CHECK(shown_texts() == shown);
        judge_round(shown);
    }

    void judge_round(const std::set<std::string>& shown) {
        const auto real = static_cast<std::size_t>(std::ranges::count_if(
            people_, [&](const Somebody& one) { return !one.fake && shown.contains(one.text); }));
        for (const Somebody& one : people_) {
            if (one.fake || !one.honest || !shown.contains(one.text)) continue;
            ++judged_;
            chance_ += 1 / static_cast<double>(group_size(level_));
            CHECK(real >= group_size(level_));
            right_ += 1 / static_cast<double>(real);  // they guess among what is not their own
        }
    }

    /// Everybody says something else the next time, if they say anything.
    void ask_once_more() {
        room_.control(Action::reset, question);
        for (Somebody& one : people_) one.text.clear();
        fakes_announced_.clear();
        room_.look();
        room_.control(Action::open, question);
        note_announcement();
    }

    /// Whether an order to hide something is taken before it has been shown: that would tell that
    /// it is there.
    bool hiding_tells() {
        const std::set<std::string> shown = shown_texts();
        room_.commit();  // who has joined
        const auto batch = room_.home->room().last_batch();
        for (const Somebody& one : people_)
            if (!one.text.empty() && !shown.contains(one.text)) hide(ItemId{one.text});
        for (int number = 0; number < 40 && shown.empty(); ++number)
            hide(ItemId{std::to_string(number)});
        return room_.home->room().last_batch() != batch;
    }
    /// What hiding leaves on the screen: nothing that was not there before.
    void hide_one_by_one() {
        const auto report = room_.home->room().report();
        if (!report[0].results.tally) return;
        for (const auto& entry : std::get<FreeTextTally>(*report[0].results.tally).texts)
            if (dice_.one_in(2)) hide(ItemId{entry.id});
    }
    void hide(const ItemId& item) {
        app::Replies replies;
        auto control = verify::control_message(Action::hide, question);
        control.item = item;
        room_.home->request({}, MessageId{}, control, replies);
        room_.commit();
    }

    void come(std::size_t count, bool fake) {
        for (; count > 0; --count) {
            people_.push_back({.ticket = room_.join(), .fake = fake});
            fakes_ += fake ? 1U : 0U;
        }
    }

    void something() {
        switch (dice_.below(8)) {
            case 0: return come(1 + dice_.below(6), true);
            case 1: return come(1 + dice_.below(4), false);
            case 2: room_.look(); return note_announcement();
            case 3: return order(dice_.one_in(2) ? Action::conceal : Action::reveal);
            case 4: return everybody_answers(true);  // all fakes at once
            default: return somebody_answers();
        }
    }

    void somebody_answers() { answer(dice_.any_of(people_)); }
    void everybody_answers(bool fakes) {
        for (Somebody& one : people_)
            if (one.fake == fakes && one.text.empty()) answer(one);
    }
    void answer(Somebody& one) {
        if (in_report().contains(one.text)) return;  // what shows cannot be changed any more
        const std::size_t newest = fakes_announced_.size() - 1;
        // Fakes say whatever announcement suits; people's pages have the newest or the one before.
        const std::size_t given = one.fake || dice_.one_in(4) ? dice_.below(newest + 1) : newest;
        one.text = (one.fake ? "fake " : "real ") + std::to_string(said_++);
        one.honest = fakes_announced_[given] == 0;
        room_.answer(question, one.ticket, FreeTextResponse{{one.text}}, Announcement{given});
        room_.commit();
    }
    void note_announcement() {
        const std::size_t count = room_.home->room().find(question)->announced().size();
        while (fakes_announced_.size() < count) fakes_announced_.push_back(fakes_);
    }

    /// Whatever is said to it: it may be so already, or refused.
    void order(Action action) {
        app::Replies replies;
        room_.home->request({}, MessageId{}, verify::control_message(action, question), replies);
        room_.commit();
    }

    void try_to_open_again() {
        for (const Action action : {Action::open, Action::conceal, Action::open, Action::reveal})
            order(action);
        CHECK(room_.home->room().find(question)->phase() == QuestionPhase::closed);
    }

    /// All that a facilitator ever saw of this question, and what the report will say.
    [[nodiscard]] std::set<std::string> shown_texts() const {
        std::set<std::string> texts;
        for (const auto& heard : room_.facilitator)
            if (const auto* update = std::get_if<TallyUpdate>(&heard.message))
                add_texts(update->results, texts);
        texts.merge(in_report());
        return texts;
    }
    [[nodiscard]] std::set<std::string> in_report() const {
        std::set<std::string> texts;
        for (const auto& entry : room_.home->room().report()) add_texts(entry.results, texts);
        return texts;
    }
    static void add_texts(const Results& results, std::set<std::string>& texts) {
        if (!results.tally) return;
        for (const auto& entry : std::get<FreeTextTally>(*results.tally).texts)
            texts.insert(entry.text);
    }

    Dice dice_;
    Level level_;
    CanaryRoom room_;
    std::vector<Somebody> people_;
    std::size_t fakes_ = 0;                     // who have come
    std::vector<std::size_t> fakes_announced_;  // by announcement
    std::size_t said_ = 0;
    double right_ = 0, chance_ = 0;
    std::size_t judged_ = 0;
};

TEST_CASE(
    "An active intruder with any number of fakes learns of nobody with an honest number more than "
    "by guessing among k") {
    const std::uint64_t rooms = seeds::how_many("CANDOUR_ROOMS", 1'000);
    for (const Level level : {Level::protected_, Level::strict}) {
        double right = 0;
        double chance = 0;
        std::size_t people = 0;
        for (std::uint64_t seed = 1; seed <= rooms; ++seed) {
            CAPTURE(seed);
            Intrusion intrusion(seed, level);
            intrusion.play();
            intrusion.judge(right, chance, people);
        }
        REQUIRE(people > 0);
        const auto all = static_cast<double>(people);
        MESSAGE(std::string(level == Level::strict ? "strict" : "protected"), ": ", people,
                " shown answers under an honest number, named rightly ", 100 * right / all,
                " of 100; by guessing among k ", 100 * chance / all);
        CHECK(right <= chance);
    }
}

TEST_CASE(
    "The active intruder is a good one: of six people one who has answered before four late "
    "fakes") {
    CanaryRoom room(1, one_question(Level::protected_));
    std::vector<Bytes16> people;
    for (int i = 0; i < 6; ++i) people.push_back(room.join());
    room.start(question);
    room.answer(question, people[0], FreeTextResponse{{"the only real one"}});
    room.commit();
    std::vector<Bytes16> fakes;
    for (int i = 0; i < 4; ++i) fakes.push_back(room.join());
    room.look();
    for (std::size_t i = 0; i < fakes.size(); ++i)
        room.answer(question, fakes[i], FreeTextResponse{{"fake " + std::to_string(i)}});
    SUBCASE("is not shown") {
        room.control(Action::close, question);
        CHECK_FALSE(room.home->room().report()[0].results.tally.has_value());
    }
    SUBCASE("would be, had the phone said that it may stand among them") {
        room.answer(question, people[0], FreeTextResponse{{"the only real one"}});
        room.control(Action::close, question);
        CHECK(room.home->room().report()[0].results.tally.has_value());
    }
}

}  // namespace
}  // namespace candour::privacy_test
