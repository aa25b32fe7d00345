#include "server/commands/verify/frame_checks.hpp"

#include <algorithm>
#include <optional>

namespace candour::verify {
namespace {

using namespace std::chrono_literals;

/// Ten seconds, less what the way from shard to shard may hold a frame back.
constexpr auto presence_apart = 9s;

/// What one listener has been shown of one question so far.
class Watched {
public:
    Watched(const CanaryQuestion& question, std::string who)
        : question_(question), where_(question.id.str() + " at " + std::move(who)) {}

    void see(Findings& findings, const Results& results) {
        const auto people = people_in(results);
        const auto moved = people > people_ ? people - people_ : people_ - people;
        const auto k = group_size(question_.level);
        findings.check(Rule::a3, moved == 0 || moved >= k, "looks at protected results",
                       where_ + ": shown people went from " + std::to_string(people_) + " to " +
                           std::to_string(people) + ", a group has " + std::to_string(k));
        if (question_.level == Level::strict && open_ && results.tally)
            findings.broken(Rule::a3, where_ + ": strict, but shown before the close");
        people_ = people;
    }
    void see_phase(QuestionPhase phase) { open_ = phase == QuestionPhase::open; }
    [[nodiscard]] const SlideId& id() const noexcept { return question_.id; }

private:
    const CanaryQuestion& question_;
    std::string where_;
    std::uint32_t people_ = 0;
    bool open_ = false;
};

}  // namespace

void check_groups(Findings& findings,
                  const std::deque<Heard>& heard,
                  const std::string& who,
                  const std::vector<CanaryQuestion>& questions) {
    for (const CanaryQuestion& question : questions) {
        if (question.level == Level::open) continue;
        Watched watched(question, who);
        for (const Heard& each : heard) {
            if (const auto* snapshot = std::get_if<Snapshot>(&each.message)) {
                if (!snapshot->question || snapshot->question->id != watched.id()) continue;
                watched.see_phase(snapshot->question->phase);
                watched.see(findings, snapshot->results);
            } else if (const auto* update = std::get_if<TallyUpdate>(&each.message)) {
                if (update->question == watched.id()) watched.see(findings, update->results);
            } else if (const auto* report = std::get_if<Report>(&each.message)) {
                watched.see_phase(QuestionPhase::closed);
                for (const auto& entry : report->questions)
                    if (entry.id == watched.id()) watched.see(findings, entry.results);
            }
        }
    }
}

void check_presence(Findings& findings, const std::deque<Heard>& heard, const std::string& who) {
    std::optional<std::uint32_t> shown;
    std::optional<std::chrono::steady_clock::time_point> changed;
    std::uint32_t joined = 0;
    std::optional<std::chrono::steady_clock::time_point> joined_moved;
    for (const Heard& each : heard) {
        const auto* state = std::get_if<Snapshot>(&each.message);
        if (state != nullptr && state->phase == RoomPhase::live && state->joined != joined) {
            if (joined_moved && each.at - *joined_moved < presence_apart)
                findings.broken(Rule::a4,
                                who + " was told twice within ten seconds who had joined");
            findings.checked(Rule::a4, 1, "moves of the number of people who have joined");
            joined = state->joined;
            joined_moved = each.after;
        }
        const auto* snapshot = std::get_if<Snapshot>(&each.message);
        const auto* presence = std::get_if<Presence>(&each.message);
        // After the end nobody is here, whoever was.
        if (presence == nullptr && (snapshot == nullptr || snapshot->phase == RoomPhase::ended))
            continue;
        const auto present = presence != nullptr ? presence->present : snapshot->present;
        findings.check(Rule::a4, present % 5 == 0, "numbers of people, rounded to five",
                       who + " was told that " + std::to_string(present) + " people are here");
        if (presence != nullptr) findings.checked(Rule::a4, 1, "presence updates");
        if (shown && *shown != present) {
            // From the earliest that the one may have been sent to the latest that the other was:
            // a busy machine, which holds frames back, breaks no rule.
            if (changed && each.at - *changed < presence_apart)
                findings.broken(Rule::a4, who + " was told of presence twice within ten seconds");
            changed = each.after;
        }
        shown = present;
    }
}

}  // namespace candour::verify
