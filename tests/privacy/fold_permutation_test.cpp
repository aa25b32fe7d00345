// Rule A2 as a property: what is shown depends neither on who sent an answer nor on the order in
// which the answers of one release arrived. One script is played twice by other casts: other people
// say the lines, under other pseudonyms, in another order. Every frame must be the same, byte by
// byte.
//
// CANDOUR_PAIRS says how many to run of each, CANDOUR_SEED which is the first.
#include "tests/domain/pools.hpp"
#include "tests/domain/world.hpp"

#include <doctest/doctest.h>

#include <map>
#include <tuple>

using namespace candour;
using namespace candour::domain_test;

namespace {

const std::array<std::string, 2> questions{"first", "second"};

/// What somebody does, without saying who. People of whom the room cannot tell one from another are
/// in one class: same question, same answer, in the same release or waiting alike.
struct Line {
    enum class Kind { answer, change, withdraw, control };
    Kind kind = Kind::answer;
    std::size_t question = 0;
    std::size_t of_class = 0;  // change, withdraw
    const Response* response = nullptr;
    Action action = Action::open;
};

/// One cast's run of a script.
class Stage {
public:
    Stage(const std::shared_ptr<const Deck>& deck,
          std::uint64_t seed,
          std::uint64_t cast,
          std::uint32_t joined)
        : dice_(mixed(seed) ^ cast),
          world_(deck, {}, {.people = mixed(seed) ^ cast, .releases = seed, .shuffles = cast}) {
        for (auto& free : free_)  // more than there are lines
            for (std::uint32_t person = 0; person < 150; ++person) free.push_back(person);
        world_.joined = joined;
        world_.look();
        world_.go_to(questions[0]);
        world_.open(questions[0]);
        world_.open(questions[1]);
        world_.commit();
    }

    /// Plays the lines of one batch, in an order of this cast's; what was decided, in the script's.
    std::string play(const std::vector<Line>& lines) {
        std::vector<std::size_t> order(lines.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        for (std::size_t left = order.size(); left > 1; --left)
            std::swap(order[left - 1], order[dice_.below(left)]);
        keep_controls_in_order(lines, order);

        std::vector<std::optional<std::uint32_t>> people;  // nobody: no such person, or a control
        Classes classes = people_by_class();
        for (const Line& line : lines) people.push_back(somebody_for(line, classes));

        std::vector<std::string> decided(lines.size());
        for (const std::size_t i : order) decided[i] = say(lines[i], people[i]);
        world_.commit();
        std::string all;
        for (const std::string& each : decided) all += each + ' ';
        return all;
    }

    [[nodiscard]] std::string shown() const { return frames(world_.room()); }
    [[nodiscard]] const World& world() const { return world_; }

    /// How many classes each question has; the same for every cast.
    [[nodiscard]] std::array<std::size_t, questions.size()> classes() const {
        const Classes classes = people_by_class();
        return {classes[0].size(), classes[1].size()};
    }
    /// How many people's answers to a question are kept.
    [[nodiscard]] std::uint32_t answered(std::size_t question) const {
        std::uint32_t count = 0;
        for (const std::uint32_t person : on_stage_[question])
            if (kept_by(person, question) != nullptr) ++count;
        return count;
    }
    /// How many people's answers to a question are released.
    [[nodiscard]] std::size_t released(std::size_t question) const {
        std::size_t count = 0;
        for (const std::uint32_t person : on_stage_[question]) {
            const auto* kept = kept_by(person, question);
            if (kept != nullptr && kept->released) ++count;
        }
        return count;
    }

private:
    struct LessByWhatIsKept {
        bool operator()(const domain::KeptResponse* a, const domain::KeptResponse* b) const {
            return std::tie(a->released, a->release, a->response) <
                   std::tie(b->released, b->release, b->response);
        }
    };
    using Classes = std::array<
        std::map<const domain::KeptResponse*, std::vector<std::uint32_t>, LessByWhatIsKept>,
        questions.size()>;

    [[nodiscard]] const domain::KeptResponse* kept_by(std::uint32_t person,
                                                      std::size_t question) const {
        return world_.fold(questions[question]).find(world_.pseudonym(person, questions[question]));
    }

    [[nodiscard]] Classes people_by_class() const {
        Classes classes;
        for (std::size_t question = 0; question < questions.size(); ++question)
            for (const std::uint32_t person : on_stage_[question])
                if (const auto* kept = kept_by(person, question))
                    classes[question][kept].push_back(person);
        return classes;
    }

    /// Two facilitators' order is no arrival of answers, so it stays.
    static void keep_controls_in_order(const std::vector<Line>& lines,
                                       std::vector<std::size_t>& order) {
        std::vector<std::size_t> controls;
        for (const std::size_t i : order)
            if (lines[i].kind == Line::Kind::control) controls.push_back(i);
        std::sort(controls.begin(), controls.end());
        auto next = controls.begin();
        for (std::size_t& i : order)
            if (lines[i].kind == Line::Kind::control) i = *next++;
    }

    static std::uint32_t take_any(Dice& dice, std::vector<std::uint32_t>& people) {
        const std::size_t place = dice.below(people.size());
        const std::uint32_t person = people[place];
        people.erase(people.begin() + static_cast<std::ptrdiff_t>(place));
        return person;
    }

    /// Everybody says one line in a batch at the most.
    std::optional<std::uint32_t> somebody_for(const Line& line, Classes& classes) {
        if (line.kind == Line::Kind::control) return std::nullopt;
        if (line.kind == Line::Kind::answer) {
            if (free_[line.question].empty()) return std::nullopt;
            on_stage_[line.question].push_back(take_any(dice_, free_[line.question]));
            return on_stage_[line.question].back();
        }
        auto& found = classes[line.question];
        if (line.of_class >= found.size()) return std::nullopt;
        auto& people = std::next(found.begin(), static_cast<std::ptrdiff_t>(line.of_class))->second;
        if (people.empty()) return std::nullopt;
        return take_any(dice_, people);
    }

    std::string say(const Line& line, std::optional<std::uint32_t> person) {
        const std::string& question = questions[line.question];
        if (line.kind == Line::Kind::control) return control(line.action, question, line.question);
        if (!person) return "nobody";
        return line.kind == Line::Kind::withdraw ? world_.withdraw(*person, question)
                                                 : answer(*person, question, *line.response);
    }

    /// Everybody had joined at the opening: when somebody came is no part of who it is.
    std::string answer(std::uint32_t person, const std::string& question, const Response& said) {
        return domain_test::line(
            world_.decide(domain::Respond{.question = SlideId{question},
                                          .round = world_.round_of(question),
                                          .who = world_.pseudonym(person, question),
                                          .response = said}));
    }

    std::string control(Action action, const std::string& question, std::size_t number) {
        const Slide& slide = *world_.room().deck()->find(SlideId{question});
        const std::string& item = item_of(slide.question()->kind.index());
        switch (action) {
            case Action::go_to: return world_.go_to(question);
            case Action::open: return world_.open(question);
            case Action::close: return world_.close(question);
            case Action::reveal: return world_.reveal(question);
            case Action::conceal: return world_.conceal(question);
            case Action::hide: return world_.hide(question, item);
            case Action::restore: return world_.restore(question, item);
            case Action::reset: on_stage_[number].clear(); return world_.reset(question);
            default: return world_.end();
        }
    }

    Dice dice_;
    World world_;
    std::array<std::vector<std::uint32_t>, questions.size()> free_;      // have not answered
    std::array<std::vector<std::uint32_t>, questions.size()> on_stage_;  // have answered, once
};

class Play {
public:
    explicit Play(std::uint64_t seed)
        : dice_(seed),
          kinds_{dice_.below(kind_count), dice_.below(kind_count)},
          deck_(deck({slide_of(kinds_[0], questions[0], some_ask()),
                      slide_of(kinds_[1], questions[1], some_ask())})),
          seed_(seed) {}

    /// Changes and withdrawals too; the casts differ in who speaks and in the order inside a batch.
    std::string with_other_people() {
        const Dice again = dice_;
        const std::uint32_t joined =
            some_crowd([&](const Stage& trial) { return some_batch(trial); });
        dice_ = again;
        Stage one(deck_, seed_, 1, joined);
        Stage other(deck_, seed_, 2, joined);
        for (tick_ = 0; tick_ < batches; ++tick_) {
            const std::vector<Line> lines = some_batch(one);
            const std::string here = one.play(lines);
            note_live(one);
            const std::string there = other.play(lines);
            if (here != there) return fault("decided", here, there);
            if (one.shown() != other.shown()) return fault("shown", one.shown(), other.shown());
        }
        return {};
    }

    /// Answers alone; those of one release change places, across batches too.
    std::string with_other_arrivals() {
        std::vector<std::vector<Line>> script(batches);
        for (std::vector<Line>& lines : script)
            for (std::size_t left = some_lines(); left > 0; --left)
                lines.push_back(some_line(nullptr));
        auto next = script.begin();
        const std::uint32_t joined = some_crowd([&](const Stage&) { return *next++; });
        std::vector<std::string> shown;
        const std::vector<Windows> windows = play_once(script, joined, shown);
        change_places(script, windows);
        Stage other(deck_, seed_, 2, joined);
        for (tick_ = 0; tick_ < script.size(); ++tick_) {
            other.play(script[tick_]);
            if (other.shown() != shown[tick_]) return fault("shown", shown[tick_], other.shown());
        }
        return {};
    }

    /// Whether something was released while its question was open, and protected.
    [[nodiscard]] bool was_live() const noexcept { return was_live_; }

private:
    static constexpr std::size_t batches = 6;

    /// So many people that at the end of some batch everybody has answered, if the script has such
    /// a batch: else nothing that is protected would show before the close.
    template <class NextBatch>
    std::uint32_t some_crowd(NextBatch&& next_batch) const {
        Stage trial(deck_, seed_, 1, 1'000);
        std::vector<std::uint32_t> crowds{12};
        for (std::size_t batch = 0; batch < batches; ++batch) {
            trial.play(next_batch(trial));
            for (std::size_t question = 0; question < questions.size(); ++question)
                if (trial.answered(question) >= 10) crowds.push_back(trial.answered(question));
        }
        Dice dice(mixed(seed_));
        return dice.any_of(crowds);
    }

    std::vector<Line> some_batch(const Stage& stage) {
        std::vector<Line> lines;
        const auto classes = stage.classes();
        for (std::size_t left = some_lines(); left > 0; --left)
            lines.push_back(some_line(&classes));
        return lines;
    }

    void note_live(const Stage& stage) {
        for (std::size_t question = 0; question < questions.size(); ++question)
            was_live_ = was_live_ || (is_open(stage, question) && stage.released(question) > 0 &&
                                      stage.world().fold(questions[question]).question().level ==
                                          Level::protected_);
    }

    /// For each question, how many times something had been released before a batch.
    using Windows = std::array<std::size_t, questions.size()>;

    Ask some_ask() {
        return {.level = static_cast<Level>(dice_.below(3)),
                .results = dice_.one_in(4) ? ResultsMode::on_reveal : ResultsMode::live};
    }

    std::size_t some_lines() {
        constexpr std::array<std::size_t, 6> counts{0, 1, 3, 6, 12, 24};
        return counts.at(dice_.below(counts.size()));
    }

    /// With classes, people of these may change what they said; without, nothing is ever reset
    /// either, as an answer that is gone has no place to change.
    Line some_line(const std::array<std::size_t, questions.size()>* classes) {
        Line line;
        line.question = dice_.below(questions.size());
        line.response = &dice_.any_of(pool(kinds_[line.question]));
        const std::size_t what = dice_.below(20);
        if (classes != nullptr && what >= 16 && (*classes)[line.question] > 0) {
            line.kind = what < 19 ? Line::Kind::change : Line::Kind::withdraw;
            line.of_class = dice_.below((*classes)[line.question]);
        } else if (what < 3) {
            constexpr std::array actions{Action::close,  Action::open,    Action::open,
                                         Action::hide,   Action::restore, Action::go_to,
                                         Action::reveal, Action::conceal, Action::reset};
            line.kind = Line::Kind::control;
            line.action = actions.at(dice_.below(actions.size() - (classes == nullptr ? 1 : 0)));
        }
        return line;
    }

    std::vector<Windows> play_once(const std::vector<std::vector<Line>>& script,
                                   std::uint32_t joined,
                                   std::vector<std::string>& shown) {
        Stage one(deck_, seed_, 1, joined);
        std::vector<Windows> windows;
        Windows window{};
        for (const std::vector<Line>& lines : script) {
            std::array<std::size_t, questions.size()> before{};
            for (std::size_t i = 0; i < before.size(); ++i) before[i] = one.released(i);
            was_open_.push_back({is_open(one, 0), is_open(one, 1)});
            one.play(lines);
            note_live(one);
            shown.push_back(one.shown());
            windows.push_back(window);
            for (std::size_t i = 0; i < before.size(); ++i)
                if (one.released(i) != before[i]) ++window[i];
        }
        return windows;
    }

    static bool is_open(const Stage& stage, std::size_t question) {
        return stage.world().fold(questions[question]).phase() == QuestionPhase::open;
    }

    /// Answers of one question that were accepted between the same two releases are dealt out anew.
    void change_places(std::vector<std::vector<Line>>& script,
                       const std::vector<Windows>& windows) {
        for (std::size_t question = 0; question < questions.size(); ++question)
            for (std::size_t first = 0; first < script.size();) {
                std::vector<Line*> answers;
                std::size_t tick = first;
                for (; tick < script.size() && windows[tick][question] == windows[first][question];
                     ++tick)
                    for (Line& line : script[tick])
                        if (line.kind == Line::Kind::answer && line.question == question &&
                            was_open_[tick][question])
                            answers.push_back(&line);
                for (std::size_t left = answers.size(); left > 1; --left)
                    std::swap(answers[left - 1]->response, answers[dice_.below(left)]->response);
                first = tick;
            }
    }

    [[nodiscard]] std::string fault(const std::string& what,
                                    const std::string& here,
                                    const std::string& there) const {
        return "tick " + std::to_string(tick_) + ", " + what + " here:\n" + here +
               "\nand there:\n" + there;
    }

    Dice dice_;
    std::array<std::size_t, questions.size()> kinds_;
    std::shared_ptr<const Deck> deck_;
    std::uint64_t seed_;
    std::vector<std::array<bool, questions.size()>> was_open_;  // before each batch
    std::size_t tick_ = 0;
    bool was_live_ = false;
};

template <class Run>
void run_pairs(Run&& run) {
    const std::uint64_t first = from_environment("CANDOUR_SEED", 1);
    const std::uint64_t count = how_many("CANDOUR_PAIRS", 5'000);
    std::uint64_t live = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        Play play(seed);
        const std::string fault = run(play);
        if (!fault.empty()) FAIL("CANDOUR_SEED=" << seed << ": " << fault);
        if (play.was_live()) ++live;
    }
    MESSAGE(live, " of ", count, " scripts showed a group before the close");
    if (count >= 1'000) CHECK(live > count / 20);
}

}  // namespace

TEST_CASE("A2: who says it makes no difference to anything that is shown or decided") {
    run_pairs([](Play& play) { return play.with_other_people(); });
}

TEST_CASE("A2: the order of the answers of one release makes no difference to what is shown") {
    run_pairs([](Play& play) { return play.with_other_arrivals(); });
}
