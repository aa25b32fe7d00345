// The half of Room that holds what a server says after its restart against what it has promised.
#include "protocol/cpp/codec.hpp"
#include "tests/crash/room.hpp"

#include <algorithm>

namespace candour::crash {

namespace {

std::array<std::uint32_t, options.size()> people_of(const WordCloudTally& tally) {
    std::array<std::uint32_t, options.size()> people{};
    for (const WordCloudTally::Entry& entry : tally.words)
        people.at(place_of(entry.key)) = entry.people;
    return people;
}

}  // namespace

bool Room::wait_for(const std::function<bool()>& condition, const char* what) {
    if (run_until(context_, condition)) return true;
    accuse_(std::string("waited in vain for ") + what);
    return false;
}

void Room::audit() {
    const auto facilitator_knows = [this] { return shown_ || !turned_away_.empty(); };
    if (!wait_for(facilitator_knows, "the facilitator's welcome")) return;
    if (!turned_away_.empty())
        return accuse_("it is lost: its facilitator is turned away with " + turned_away_);
    if (!phase_.allows(shown_->phase))
        accuse_(shown_->phase == RoomPhase::live ? "it has ended and lives" : "it ended by itself");
    if (phase_.maybe == shown_->phase) ++tally_.rooms_ended;
    phase_.settle(shown_->phase);
    if (has_ended())
        audit_ended();
    else
        audit_live();
}

void Room::audit_live() {
    const auto everybody = [this](auto&& is_so) {
        return std::ranges::all_of(people_, [&](const auto& person) { return is_so(*person); });
    };
    const auto all_told = [&] {
        return everybody([](const Person& p) { return p.is_in() || !p.turned_away().empty(); });
    };
    if (!wait_for(all_told, "people's welcome")) return;
    for (const auto& person : people_) {
        if (!person->is_in()) return accuse_("a person is turned away: " + person->turned_away());
        // The others forget what they had said, as somebody who closes the page.
        if (dice_.one_in(2)) person->repeat();
    }
    const auto all_repeated = [&] {
        return everybody([](const Person& p) { return !p.is_repeating(); });
    };
    if (!wait_for(all_repeated, "answers to what was said again")) return;
    for (const auto& person : people_) person->ask_mine();
    const auto all_have_mine = [&] {
        return everybody([](const Person& p) { return p.has_mine(); });
    };
    if (!wait_for(all_have_mine, "people's own answers")) return;
    for (const auto& person : people_) person->audit();
    audit_phases();
    audit_tally(current_);
    if (current_ > 0) audit_tally(dice_.below(current_));
    all_closed_ = std::ranges::all_of(
        questions_, [](const Asked& asked) { return asked.phase.sure == QuestionPhase::closed; });
}

void Room::audit_phases() {
    const std::string slide = shown_->question ? shown_->question->id.str() : "";
    if (!slide_.allows(slide)) accuse_("it shows slide '" + slide + "', not '" + slide_.sure + "'");
    slide_.settle(slide);
    for (std::size_t i = 0; i < questions_.size(); ++i) {
        Asked& asked = questions_[i];
        const QuestionState& state = shown_->questions.at(i);
        if (!asked.phase.allows(state.phase))
            accuse_(asked.id.str() + " is in phase " +
                    std::to_string(static_cast<int>(state.phase)) + ", not " +
                    std::to_string(static_cast<int>(asked.phase.sure)));
        if (!asked.revealed.allows(state.revealed))
            accuse_(asked.id.str() + " is not revealed, or concealed, as was acked");
        asked.phase.settle(state.phase);
        asked.revealed.settle(state.revealed);
    }
}

void Room::audit_tally(std::size_t question) {
    const SlideId& id = questions_[question].id;
    say(Action::go_to, question);
    const auto shows_it = [&] {
        return !on_its_way_ && shown_->question && shown_->question->id == id;
    };
    if (!wait_for(shows_it, "a slide")) return;
    // What people said again since their welcome comes on a later tick.
    const auto shows_all = [&] { return counted_in(shown_->results) == recount(question); };
    (void)run_until(context_, shows_all);
    check(question, shown_->results, "the tally");
}

Room::Counted Room::recount(std::size_t question) const {
    Counted counted;
    for (const auto& person : people_) {
        if (!person->released(question)) continue;
        ++counted.people;
        const std::string& picks = person->counts(question);
        for (std::size_t i = 0; i < counted.picks.size(); ++i)
            counted.picks[i] += picks[i] == '1' ? 1U : 0U;
    }
    return counted;
}

void Room::audit_hidden(std::size_t question, const WordCloudTally& tally) {
    for (const WordCloudTally::Entry& entry : tally.words) {
        Known<bool>& hidden = questions_[question].hidden.at(place_of(entry.key));
        if (!hidden.allows(entry.hidden))
            accuse_("the word " + entry.key + " of " + questions_[question].id.str() +
                    (entry.hidden ? " is hidden" : " is not hidden") + ", against what was acked");
        hidden.settle(entry.hidden);
        if (entry.hidden) ++tally_.hidden;
    }
}

Room::Counted Room::counted_in(const Results& results) {
    Counted shown;
    if (!results.tally) return shown;
    shown.people = people_in(*results.tally);
    if (const auto* choice = std::get_if<ChoiceTally>(&*results.tally))
        std::copy_n(choice->options.begin(), shown.picks.size(), shown.picks.begin());
    else
        shown.picks = people_of(std::get<WordCloudTally>(*results.tally));
    return shown;
}

void Room::check(std::size_t question, const Results& results, const char* where) {
    if (results.tally && questions_[question].is_cloud)
        audit_hidden(question, std::get<WordCloudTally>(*results.tally));
    const Counted shown = counted_in(results);
    if (shown.people > 0 && shown.people < group_size(questions_[question].level))
        accuse_(std::string(where) + " shows fewer people than the question's level allows");
    const Counted counted = recount(question);
    if (shown == counted) return;
    accuse_(std::string(where) + " of " + questions_[question].id.str() + " has " +
            std::to_string(shown.people) + " people, where " + std::to_string(counted.people) +
            " people have an answer that is released");
}

void Room::audit_ended() {
    if (!wait_for([this] { return !report_now_.empty(); }, "the report")) return;
    if (!report_.empty() && report_ != report_now_) accuse_("its report has changed");
    report_ = report_now_;
    const auto report = std::get<Report>(*parse_server_message(report_));
    for (std::size_t i = 0; i < questions_.size(); ++i)
        check(i, report.questions.at(i).results, "the report");
}

}  // namespace candour::crash
