#include "benchmarks/load/rules/verdict.hpp"

#include "server/app/limits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

namespace candour::load {
namespace {

/// A thread that is this busy has nothing left for a moment that is worse.
constexpr double busy = 0.85;
/// All cores at once: other programs and the load tool count.
constexpr double machine_busy = 0.95;
/// Below this an estimate would be a guess.
constexpr double worth_estimating = 0.05;
/// Files that a server has open besides its people's lines.
constexpr std::size_t spare_descriptors = 64;

double share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// 13,874 as 14,000: an estimate that looks exact would be believed.
std::uint32_t about(double people) {
    if (people < 100) return static_cast<std::uint32_t>(std::max(people, 1.0));
    const double step = std::pow(10.0, std::floor(std::log10(people)) - 1);
    return static_cast<std::uint32_t>(std::round(people / step) * step);
}

std::string count(std::uint64_t number, const char* one, const char* many) {
    return with_commas(number) + " " + (number == 1 ? one : many);
}

bool is_own_bottleneck(const Outcome& outcome, const Thresholds& thresholds) {
    return outcome.own.busiest_worker >= busy || outcome.lines.own_limit > 0 ||
           outcome.own.lateness.percentile(0.99) > thresholds.answer / 4;
}

void check_time(std::vector<std::string>& faults,
                const Histogram& measured,
                Micros allowed,
                const char* what) {
    const auto p99 = measured.percentile(0.99);
    if (measured.count() == 0 || p99 <= allowed) return;
    faults.push_back(std::string(what) + " took up to " + spoken(p99) + " for 99 of 100, where " +
                     spoken(allowed) + " is allowed.");
}

std::vector<std::string> faults_of(const Outcome& outcome, const Thresholds& thresholds) {
    std::vector<std::string> faults;
    if (!outcome.cut_short.empty()) faults.push_back(outcome.cut_short);
    const auto outside = outcome.people - std::min(outcome.came_in, outcome.people);
    if (share(outside, outcome.people) > thresholds.failures)
        faults.push_back(count(outside, "person", "people") + " of " + with_commas(outcome.people) +
                         " did not get in.");
    const auto lost = outcome.answers_due - std::min(outcome.answers_kept, outcome.answers_due);
    if (share(lost, outcome.answers_due) > thresholds.failures)
        faults.push_back(count(lost, "answer", "answers") + " of " +
                         with_commas(outcome.answers_due) + " were not confirmed.");
    const auto away = outcome.stormed - std::min(outcome.came_back, outcome.stormed);
    if (share(away, outcome.stormed) > thresholds.failures)
        faults.push_back(count(away, "person", "people") + " of " + with_commas(outcome.stormed) +
                         " did not get back in after everybody's line had broken.");
    if (share(outcome.lines.lost, outcome.people) > thresholds.failures)
        faults.push_back(count(outcome.lines.lost, "line", "lines") +
                         " of people in the room broke.");
    check_time(faults, outcome.join, thresholds.join, "Getting in");
    check_time(faults, outcome.answer, thresholds.answer, "The confirmation of an answer");
    check_time(faults, outcome.projector, thresholds.projector, "An answer's way to the projector");
    check_time(faults, outcome.recovery, thresholds.recovery, "Coming back after a broken line");
    return faults;
}

bool ran_out_of_descriptors(const ServerUse& server) {
    return server.known && server.descriptor_limit > 0 &&
           server.descriptors + spare_descriptors >= server.descriptor_limit;
}

Limit what_broke(const Outcome& outcome, bool own_bottleneck) {
    if (outcome.refused(RefusalCode::room_full) > 0) return Limit::room_bound;
    if (outcome.refused(RefusalCode::server_full) > 0) return Limit::server_bound;
    if (outcome.refused(RefusalCode::not_kept) > 0) return Limit::disk;
    if (outcome.refused(RefusalCode::too_many_requests) > 0) return Limit::message_bound;
    if (ran_out_of_descriptors(outcome.server)) return Limit::descriptors;
    if (outcome.server.busiest_thread >= busy) return Limit::server_cpu;
    if (own_bottleneck) return Limit::load_tool;
    if (outcome.server.known && outcome.server.machine >= machine_busy) return Limit::machine_cpu;
    return Limit::unknown;
}

/// What would give way first if more came, and at how many.
void look_ahead(const Outcome& outcome, Verdict& verdict) {
    const ServerUse& server = outcome.server;
    if (!server.known) return;
    // By proportion, as a server may have a file table per thread.
    if (server.descriptor_limit > 0 && server.descriptors > outcome.people / 10) {
        verdict.limit = Limit::descriptors;
        const auto kept_back =
            std::min(app::limits::reserved_descriptors, server.descriptor_limit / 2);
        verdict.limit_at =
            about(outcome.people * static_cast<double>(server.descriptor_limit - kept_back) /
                  static_cast<double>(server.descriptors));
    }
    if (server.busiest_thread < worth_estimating) return;
    const double by_cpu = outcome.people / server.busiest_thread;
    if (verdict.limit_at && by_cpu >= *verdict.limit_at) return;
    verdict.limit = Limit::server_cpu;
    verdict.limit_at = about(by_cpu);
}

std::string name_of(Limit limit) {
    switch (limit) {
        case Limit::none_seen: return "not in sight";
        case Limit::server_cpu: return "the CPU: one core of the server is full";
        case Limit::machine_cpu:
            return "the CPU: all cores of this machine are full, candour-load's share included";
        case Limit::room_bound:
            return "how many people the server lets into a room (--max-people-per-room)";
        case Limit::server_bound:
            return "how many people the server lets in (--max-people; by itself as many as it may "
                   "open files)";
        case Limit::descriptors: return "the number of files that the server may open";
        case Limit::disk: return "the disk: the server could not write its log";
        case Limit::message_bound: return "the server's bound on messages";
        case Limit::load_tool: return "candour-load itself";
        case Limit::unknown:
            return "not known: the server does not run on this machine or had room";
    }
    return "";
}

std::string in_people(std::uint32_t people, std::uint32_t rooms) {
    auto text = with_commas(people) + " people";
    if (rooms > 1) text += " in " + with_commas(rooms) + " rooms";
    return text;
}

std::string confirmed(const Outcome& outcome) {
    if (outcome.answer.count() == 0) return "nobody answered.";
    return "answers were confirmed within " + spoken(outcome.answer.percentile(0.99)) +
           " for 99 of 100.";
}

void remark(const Outcome& outcome, Verdict& verdict) {
    if (verdict.own_bottleneck)
        verdict.remarks.push_back(
            "candour-load was itself late (by up to " +
            spoken(outcome.own.lateness.percentile(0.99)) +
            " for 99 of 100): the times above are longer than the server's own, and it may hold "
            "more "
            "than this shows. Run it on another machine, or on one that does nothing else.");
    if (outcome.lines.own_limit > 0)
        verdict.remarks.push_back("This machine gave candour-load no more sockets " +
                                  count(outcome.lines.own_limit, "time.", "times."));
    if (!outcome.left_nothing_behind)
        verdict.remarks.push_back(
            "The rehearsal room could not be deleted: the server did not answer. It ends by itself "
            "after the server's --idle-until-sealed.");
}

}  // namespace

std::string_view to_string(Limit limit) noexcept {
    constexpr std::array<std::string_view, 10> names{
        "none_seen",   "server_cpu", "machine_cpu",   "room_bound", "server_bound",
        "descriptors", "disk",       "message_bound", "load_tool",  "unknown"};
    return names.at(static_cast<std::size_t>(limit));
}

std::string with_commas(std::uint64_t number) {
    auto text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
    return text;
}

std::string spoken(Micros time) {
    const double seconds = in_seconds(time);
    const int decimals = seconds >= 9.95 ? 0 : seconds >= 0.995 ? 1 : seconds >= 0.0095 ? 2 : 3;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.*f s", decimals, seconds);
    return text.data();
}

Verdict judge(const Outcome& outcome, const Thresholds& thresholds) {
    Verdict verdict;
    verdict.faults = faults_of(outcome, thresholds);
    verdict.holds = verdict.faults.empty();
    verdict.own_bottleneck = is_own_bottleneck(outcome, thresholds);
    const auto crowd = in_people(outcome.people, outcome.rooms);
    if (verdict.holds) {
        look_ahead(outcome, verdict);
        verdict.headline = "This machine holds " + crowd + ": " + confirmed(outcome);
        if (verdict.limit_at)
            // In a large room the server spends idle time on tallies, and less when it is busy: so
            // its use says when the core is full at the earliest.
            verdict.headline +=
                " The first limit is " + name_of(verdict.limit) +
                (verdict.limit == Limit::server_cpu ? ", not before about " : ", at about ") +
                with_commas(*verdict.limit_at) + ".";
        else
            verdict.headline += " No limit was in sight.";
    } else {
        verdict.limit = what_broke(outcome, verdict.own_bottleneck);
        if (verdict.limit == Limit::room_bound || verdict.limit == Limit::server_bound ||
            verdict.limit == Limit::descriptors)
            verdict.limit_at = outcome.most_at_once;
        if (verdict.limit == Limit::load_tool)
            verdict.headline = "Whether this machine holds " + crowd +
                               " was not found out: candour-load itself was too slow here. " +
                               verdict.faults.front();
        else
            verdict.headline = "This machine does not hold " + crowd + ": " +
                               verdict.faults.front() + " What gave way first is " +
                               name_of(verdict.limit) + ".";
    }
    remark(outcome, verdict);
    return verdict;
}

Verdict judge_search(const Outcome& held,
                     const std::optional<Outcome>& broke,
                     const Thresholds& thresholds) {
    Verdict verdict = judge(held, thresholds);
    if (!broke) {
        verdict.headline = "This machine holds " + in_people(held.people, held.rooms) +
                           ", the most that were tried: " + confirmed(held);
        return verdict;
    }
    const Verdict breaking = judge(*broke, thresholds);
    verdict.holds = held.people > 0;
    verdict.own_bottleneck = breaking.own_bottleneck;
    verdict.limit = breaking.limit;
    verdict.limit_at = held.people;
    verdict.faults = breaking.faults;
    verdict.remarks = breaking.remarks;
    if (held.people == 0) {
        verdict.headline = "This machine holds nobody: " + breaking.faults.front();
        return verdict;
    }
    verdict.headline = "This machine holds " + in_people(held.people, held.rooms) + ": " +
                       confirmed(held) + " The first limit is " + name_of(breaking.limit) +
                       ", at about " + with_commas(held.people) + ". With " +
                       with_commas(broke->people) + ": " + breaking.faults.front();
    return verdict;
}

}  // namespace candour::load
