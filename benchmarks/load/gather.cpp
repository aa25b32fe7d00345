// From workers' figures to an outcome: the end of a Rehearsal.
#include "benchmarks/load/rehearsal.hpp"

#include <algorithm>
#include <cmath>

namespace candour::load {
namespace {

/// What all but a tenth stay below; one odd moment does not count.
double high(std::vector<double> values) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto at = static_cast<std::size_t>(std::ceil(0.9 * static_cast<double>(values.size())));
    return values[at - 1];
}

void add(LineTroubles& sum, const LineTroubles& more) {
    sum.not_connected += more.not_connected;
    sum.no_upgrade += more.no_upgrade;
    sum.lost += more.lost;
    sum.not_understood += more.not_understood;
    sum.own_limit += more.own_limit;
}

void add(Outcome& outcome, const WorkerFigures& figures) {
    outcome.join.merge(figures.join);
    outcome.answer.merge(figures.answer);
    outcome.opening.merge(figures.opening);
    outcome.last_tally.merge(figures.last_tally);
    outcome.recovery.merge(figures.recovery);
    outcome.own.lateness.merge(figures.lateness);
    outcome.own.busiest_worker = std::max(outcome.own.busiest_worker, high(figures.busy));
    outcome.answers_due += figures.answers_due;
    outcome.answers_kept += figures.answers_kept;
    outcome.locked += figures.locked;
    outcome.never_read += figures.never_read;
    add(outcome.lines, figures.lines);
    for (std::size_t i = 0; i < figures.refusals.size(); ++i)
        outcome.refusals[i] += figures.refusals[i];
    const auto& seconds = figures.answers_in_second;
    if (outcome.seconds.size() < seconds.size()) outcome.seconds.resize(seconds.size());
    for (std::size_t i = 0; i < seconds.size(); ++i) outcome.seconds[i].answers += seconds[i];
}

}  // namespace

void Rehearsal::gather() {
    // What these say lives in the workers, so before they end.
    outcome_.came_in = static_cast<std::uint32_t>(total(&LiveFigures::came_in));
    outcome_.stormed = static_cast<std::uint32_t>(total(&LiveFigures::stormed));
    outcome_.came_back = static_cast<std::uint32_t>(total(&LiveFigures::came_back));
    for (const auto& worker : workers_) worker->finish();
    for (const auto& worker : workers_) add(outcome_, worker->figures());
    for (std::uint32_t question = 0; question < seen_.size(); ++question) {
        if (setup_.questions[question].level != Level::open) continue;
        for (std::uint32_t room = 0; room < seen_[question].size(); ++room) {
            std::vector<Time> due;
            std::vector<const std::vector<std::vector<Sighting>>*> phones;
            for (const auto& worker : workers_) {
                const auto& figures = worker->figures();
                if (const auto own = figures.due.find({question, room}); own != figures.due.end())
                    due.insert(due.end(), own->second.begin(), own->second.end());
                if (const auto own = figures.seen.find({question, room}); own != figures.seen.end())
                    phones.push_back(&own->second);
            }
            add_latencies(outcome_.projector, due, seen_[question][room]);
            for (const auto* sampled : phones)
                for (const auto& phone : *sampled)
                    if (!phone.empty()) add_latencies(outcome_.phones, due, phone);
        }
    }
    outcome_.server.known = watch_.knows();
    outcome_.server.descriptor_limit = watch_.descriptor_limit();
    outcome_.server.busiest_thread = high(busy_);
    outcome_.server.machine = high(machine_);
}

}  // namespace candour::load
