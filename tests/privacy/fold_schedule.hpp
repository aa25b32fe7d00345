// Schedule: one random schedule of one question, and a naive recount of what must be so after each
// of its batches (rule A3). A test has it play from seeds, a fuzzer from bytes.
#pragma once

#include "tests/domain/pools.hpp"
#include "tests/domain/recount.hpp"
#include "tests/domain/world.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <span>

namespace candour::privacy_test {

using namespace domain_test;

inline const SlideId asked{"asked"};

inline std::shared_ptr<const Deck> deck_of(std::size_t kind, Level level) {
    static std::array<std::array<std::shared_ptr<const Deck>, 3>, kind_count> decks;
    auto& found = decks.at(kind).at(static_cast<std::size_t>(level));
    if (!found) found = deck({slide_of(kind, asked.str(), {.level = level})});
    return found;
}

/// One random schedule of one question, and what must be so after each of its batches.
class Schedule {
public:
    explicit Schedule(std::uint64_t seed) : Schedule(Dice(seed), seed) {}
    /// As the dice fall, with keys made from `seed`.
    Schedule(const Dice& dice, std::uint64_t seed)
        : dice_(dice),
          kind_(dice_.below(kind_count)),
          level_(static_cast<Level>(dice_.below(3))),
          k_(static_cast<std::uint32_t>(group_size(level_))),
          limits_{.words = dice_.one_in(4) ? 3U : 10'000U},
          world_(deck_of(kind_, level_), limits_, {seed, seed + 1, seed + 2}),
          fold_(world_.fold(asked.str())),
          people_(4 + dice_.below(28)),
          is_eager_(dice_.one_in(2)) {
        world_.joined = 0;
        for (std::uint32_t person = 0; person < people_.size(); ++person)
            people_[person].who = world_.pseudonym(person, asked.str());
        join(is_eager_ ? people_.size() : dice_.below(dice_.one_in(2) ? 6 : people_.size() + 1));
    }

    /// Empty when every rule held, else what was broken and when.
    std::string run() {
        world_.start(asked.str());
        looked_at_ = world_.joined;
        announced_ = {world_.joined};
        const std::size_t ticks = 2 + dice_.below(5);
        for (tick_ = 0; tick_ < ticks && fault_.empty(); ++tick_) {
            for (std::size_t left = commands_in_a_batch(); left > 0; --left) command();
            if (dice_.one_in(is_eager_ ? 12 : 2)) join(dice_.below(9));
            if (tick_ + 1 == ticks) control(dice_.one_in(2) ? Action::end : Action::close);
            looks_ = dice_.one_in(2);
            if (looks_) world_.tick();
            world_.commit();
            controls_take_effect();
            check_what_is_kept();
            check_release();
            check_what_is_shown();
        }
        return fault_;
    }

    /// Under protection, before the close: what a schedule must reach now and then to show
    /// anything.
    [[nodiscard]] bool released_while_open() const noexcept { return released_while_open_; }
    /// At a close some answers were shown and others, for want of company, were not.
    [[nodiscard]] bool withheld_some() const noexcept { return withheld_some_; }

private:
    struct Person {
        Pseudonym who;
        std::uint32_t ticket = 0;          // none yet
        const Response* answer = nullptr;  // the last one that was accepted
        std::size_t given = 0;             // by which announcement
        bool released = false;
        bool newly = false;  // by the last batch
    };

    /// Some more come in; now and then a ticket reaches nobody.
    void join(std::size_t count) {
        for (; count > 0 && world_.joined < people_.size(); --count) {
            if (dice_.one_in(8)) ++world_.lost;
            Person& person = people_[world_.joined++];
            person.ticket = world_.joined + world_.lost;
        }
    }

    std::size_t commands_in_a_batch() {
        constexpr std::array<std::size_t, 8> sizes{0, 1, 2, 3, 5, 8, 13, 30};
        return sizes.at(dice_.below(sizes.size()));
    }

    void expect(bool holds, const char* rule) {
        if (!holds && fault_.empty()) fault_ = "tick " + std::to_string(tick_) + ": " + rule;
    }

    // ---- what happens ---------------------------------------------------------------------------

    void command() {
        const std::size_t what = dice_.below(is_eager_ && !dice_.one_in(4) ? 24 : 32);
        if (fold_.phase() == QuestionPhase::waiting && what < 8) return control(Action::open);
        if (what < 24) return answer();
        if (what < 28) return withdraw();
        constexpr std::array usual{Action::close, Action::open, Action::hide, Action::restore};
        constexpr std::array rare{Action::reset, Action::reveal, Action::conceal, Action::open};
        control(what < 31 ? usual.at(dice_.below(4)) : rare.at(dice_.below(4)));
    }

    void answer() {
        if (world_.joined == 0) return;
        Person& person = who_answers();
        const bool again = person.answer != nullptr && dice_.one_in(3);  // one tap
        const Response& response = again ? *person.answer : dice_.any_of(pool(kind_));
        const std::size_t newest = announced_.empty() ? 0 : announced_.size() - 1;
        const std::size_t given = newest - (dice_.one_in(3) ? dice_.below(newest + 1) : 0);
        const auto decision = world_.decide(domain::Respond{.question = asked,
                                                            .round = fold_.round(),
                                                            .who = person.who,
                                                            .response = response,
                                                            .announcement = Announcement{given},
                                                            .ticket = person.ticket});
        if (std::holds_alternative<domain::AlreadySo>(decision))
            return expect(person.answer != nullptr && *person.answer == response &&
                              (level_ == Level::open || person.released || given <= person.given),
                          "what is not kept was called kept");
        const bool accepted = std::holds_alternative<domain::Accepted>(decision);
        if (accepted) person.given = given;
        expect(!accepted || can_change(person), "an answer was accepted too late");
        expect(accepted || !can_change(person) || kind_ == word_cloud_kind,
               "an answer was refused in vain");
        if (accepted) person.answer = &response;
    }

    Person& who_answers() {
        const auto here = std::span(people_).first(world_.joined);
        const auto silent = std::ranges::find(here, nullptr, &Person::answer);
        return is_eager_ && silent != here.end() ? *silent : here[dice_.below(here.size())];
    }

    void withdraw() {
        Person& person = dice_.any_of(people_);
        const auto decision =
            world_.decide(domain::WithdrawResponse{asked, fold_.round(), person.who});
        const bool accepted = std::holds_alternative<domain::Accepted>(decision);
        expect(accepted == (can_change(person) && (person.answer != nullptr || accepted)),
               "an answer was taken back too late, or could not be");
        if (accepted) person.answer = nullptr;
    }

    [[nodiscard]] bool can_change(const Person& person) const {
        return fold_.phase() == QuestionPhase::open && !(person.released && level_ != Level::open);
    }

    void control(Action action) {
        Control control;
        control.action = action;
        control.question = asked;
        control.item = ItemId{item_of(kind_)};
        if (std::holds_alternative<domain::Accepted>(world_.decide(control)))
            controls_.push_back(action);
    }

    void controls_take_effect() {
        is_quiet_ = level_ != Level::open && controls_.empty() && tick_ > 0;
        was_reset_ = false;
        was_hidden_ = false;
        was_open_ = phase_ == QuestionPhase::open;
        for (const Action action : controls_) {
            note_phase(action);
            if (action == Action::end) ended_ = true;
            if (action == Action::hide || action == Action::restore) was_hidden_ = true;
            if (action == Action::hide) hidden_.insert(item_of(kind_));
            if (action == Action::restore) hidden_.clear();
            if (action != Action::reset) continue;
            was_reset_ = true;
            hidden_.clear();
            for (Person& person : people_) person.answer = nullptr;
        }
        controls_.clear();
        if (looks_) look();
    }

    void note_phase(Action action) {
        if (action == Action::reset) {
            phase_ = QuestionPhase::waiting;
            announced_.clear();
        }
        if (action == Action::open &&
            (phase_ == QuestionPhase::waiting ||
             (phase_ == QuestionPhase::closed && level_ == Level::open))) {
            phase_ = QuestionPhase::open;
            if (announced_.empty() || announced_.back() != looked_at_)
                announced_.push_back(looked_at_);
        }
        const bool closes = action == Action::close || action == Action::end;
        if (closes && phase_ == QuestionPhase::open) phase_ = QuestionPhase::closed;
    }

    void look() {
        if (ended_) return;
        looked_at_ = world_.joined;
        if (phase_ == QuestionPhase::open && announced_.back() != looked_at_)
            announced_.push_back(looked_at_);
    }

    // ---- what must be so ------------------------------------------------------------------------

    void check_what_is_kept() {
        const bool can_return = was_reset_ || level_ == Level::open;
        const Answers before = std::exchange(released_, {});
        waiting_ = 0;
        newly_ = 0;
        for (Person& person : people_) {
            const domain::KeptResponse* kept = fold_.find(person.who);
            expect((kept != nullptr) == (person.answer != nullptr), "an answer is lost, or extra");
            const bool released = kept != nullptr && kept->released;
            expect(released || !person.released || can_return, "a released answer left");
            person.newly = released && !person.released;
            if (kept != nullptr && person.answer != nullptr) {
                expect(kept->response == *person.answer,
                       "another answer is kept than was accepted");
                if (released) released_.push_back(person.answer);
                if (released && !person.released) ++newly_;
                if (!released) ++waiting_;
            }
            person.released = released;
        }
        is_quiet_ = is_quiet_ && released_ == before;
    }

    void check_release() {
        if (level_ == Level::open) return expect(waiting_ == 0, "open: an answer waits");
        expect(newly_ == 0 || newly_ >= k_, "fewer than a group were released");
        expect(phase_ == fold_.phase(), "a question is in another phase than it should be");
        if (fold_.phase() == QuestionPhase::closed) return check_company();
        if (level_ == Level::strict)
            return expect(newly_ == 0, "strict: released before the close");
        if (newly_ > 0) released_while_open_ = true;
        // A group waits for the close; the others go when all who were there at the opening have
        // answered, and nobody has come since.
        const std::size_t answered = released_.size() + waiting_;
        if (answered != world_.joined || announced_.empty() || announced_[0] != world_.joined)
            return expect(newly_ == 0, "protected: released before everybody had answered");
        expect(waiting_ < 2 * k_, "protected: everybody has answered, and two groups wait");
        expect(newly_ == 0 || waiting_ == k_, "protected: not just a group waits for the close");
    }

    /// At the close exactly those show that are left when whoever has too little company goes,
    /// again and again until nobody has to go; after it nobody comes or goes any more.
    void check_company() {
        if (!was_open_) return expect(newly_ == 0, "closed: an answer showed later");
        std::vector<const Person*> shown;
        for (const Person& person : people_)
            if (person.answer != nullptr && (person.newly || !person.released))
                shown.push_back(&person);
        const std::size_t waited = shown.size();
        for (bool somebody_went = true; somebody_went;) {
            const std::vector<const Person*> among = shown;
            somebody_went =
                0 < std::erase_if(shown, [&](const Person* one) {
                    // Person 3 was the fourth to come: of those whom the page counted, if it
                    // said 4.
                    const std::size_t told = announced_.at(one->given);
                    const auto company = std::ranges::count_if(among, [&](const Person* other) {
                        return static_cast<std::size_t>(other - people_.data()) < told;
                    });
                    return static_cast<std::size_t>(company) < k_;
                });
        }
        expect(std::ranges::all_of(shown, &Person::newly), "an answer with company is not shown");
        expect(shown.size() == newly_, "an answer without company is shown");
        withheld_some_ = withheld_some_ || (!shown.empty() && shown.size() < waited);
    }

    void check_what_is_shown() {
        for (const Role role : all_roles) {
            const Results now = world_.room().tally(role)->results;
            Results& earlier = shown_.at(index_of(role));
            check_step(earlier, now);
            if (is_quiet_)
                expect(now == earlier, "a tally changed though nothing happened");
            else
                check_recount(role == Role::facilitator, now);
            earlier = now;
        }
        const Role role = all_roles.at(dice_.below(all_roles.size()));
        expect(world_.room().snapshot(role, 0).results == shown_.at(index_of(role)),
               "a snapshot shows other results than the tally");
        const Results report = world_.room().report().front().results;
        expect(report.withheld == shown_[1].withheld,
               "the report does not withhold what others do");
        expect(people_in(report) == people_in(shown_[1]), "the report counts other people");
    }

    /// The rule itself, from the outside: only what is shown goes in.
    void check_step(const Results& earlier, const Results& now) {
        const std::uint32_t a = people_in(earlier);
        const std::uint32_t b = people_in(now);
        expect(b == 0 || b >= k_, "fewer than a group are shown");
        if (was_reset_ || level_ == Level::open) return;
        expect(a == b || (a > b ? a - b : b - a) >= k_, "fewer than a group came or went");
        if (a != b || was_hidden_ || !earlier.tally || !now.tally) return;
        expect(earlier.tally == now.tally, "a tally changed though nobody came or went");
    }

    void check_recount(bool facilitator, const Results& now) {
        const QuestionPhase phase = fold_.phase();
        Results expected;
        if (phase == QuestionPhase::waiting) return expect(now == expected, "shown unopened");
        if (!facilitator && !fold_.revealed()) {
            expected.withheld = Withheld::not_revealed;
        } else if (level_ != Level::open && released_.empty()) {
            expected.withheld = phase == QuestionPhase::closed ? Withheld::too_few
                                : level_ == Level::strict      ? Withheld::until_close
                                                               : Withheld::until_enough;
        }
        expect(now.withheld == expected.withheld, "withheld, or not, for another reason");
        expect(now.tally.has_value() == !expected.withheld, "a tally is there, or not, wrongly");
        if (!now.tally) return;
        if (kind_ == free_text_kind) return check_texts(facilitator, *now.tally);

        if (limits_.words < 100 && kind_ == word_cloud_kind) return check_few_words(*now.tally);
        Tally counted = recount(fold_.question().kind, released_);
        hide(counted, facilitator, [&](const auto& word) {
            if constexpr (requires { word.key; })
                return hidden_.contains(word.key);
            else
                return false;
        });
        Tally shown = *now.tally;
        if (const auto* cloud = std::get_if<WordCloudTally>(&shown))
            expect(std::ranges::is_sorted(cloud->words, std::greater<>{},
                                          &WordCloudTally::Entry::people),
                   "a word stands before one that more people said");
        forget_lots(shown);
        expect(shown == counted, "a tally is not the recount of the released answers");
    }

    /// In a full room some words are let go, at one release more than at another.
    void check_few_words(const Tally& now) {
        const auto& shown = std::get<WordCloudTally>(now);
        const Tally counted = recount(fold_.question().kind, released_);
        const auto& all = std::get<WordCloudTally>(counted);
        expect(shown.people == all.people, "a full room counts other people");
        expect(shown.words.size() <= limits_.words, "a full room keeps more words than it may");
        for (const auto& word : shown.words)
            expect(std::any_of(all.words.begin(), all.words.end(),
                               [&](const auto& other) {
                                   return other.key == word.key && other.people >= word.people;
                               }),
                   "a word has people that it does not have");
    }

    void check_texts(bool facilitator, Tally now) {
        auto& shown = std::get<FreeTextTally>(now);
        if (!facilitator) {
            auto all =
                std::get<FreeTextTally>(*world_.room().tally(Role::facilitator)->results.tally);
            std::erase_if(all.texts, [](const auto& text) { return text.hidden; });
            return expect(shown == all, "not what facilitators see without what is hidden");
        }
        for (auto& text : shown.texts) {
            expect(text.hidden == hidden_.contains(text.id), "the wrong text is hidden");
            text.hidden = false;
        }
        forget_ids(now);
        expect(now == recount(fold_.question().kind, released_),
               "the texts are not the recount of the released answers");
    }

    Dice dice_;
    std::size_t kind_;
    Level level_;
    std::uint32_t k_;
    domain::RoomLimits limits_;
    World world_;
    const domain::QuestionFold& fold_;

    std::vector<Person> people_;
    bool is_eager_;                 // those who are there answer, before anybody thinks again
    std::vector<Action> controls_;  // accepted, in the draft
    std::set<std::string> hidden_;
    bool was_reset_ = false;   // in the last batch
    bool was_hidden_ = false;  // something was, or restored, in the last batch
    bool is_quiet_ = false;    // the last batch had nothing that anybody may see
    Answers released_;
    std::size_t newly_ = 0;
    std::size_t waiting_ = 0;
    QuestionPhase phase_ = QuestionPhase::open;
    bool was_open_ = false;  // before the controls of the last batch
    bool ended_ = false;
    bool looks_ = false;                  // the tick comes in this batch
    std::size_t looked_at_ = 0;           // how many had joined at the last
    std::vector<std::size_t> announced_;  // how many were announced, in this round
    bool withheld_some_ = false;
    bool released_while_open_ = false;
    std::array<Results, role_count> shown_;
    std::size_t tick_ = 0;
    std::string fault_;
};

}  // namespace candour::privacy_test
