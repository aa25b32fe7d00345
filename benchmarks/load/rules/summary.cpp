#include "benchmarks/load/rules/summary.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace candour::load {
namespace {

std::string ms(Micros time) {
    std::array<char, 32> text{};
    const double value = in_ms(time);
    std::snprintf(text.data(), text.size(), value < 10 ? "%.1f" : "%.0f", value);
    return text.data();
}

std::string padded(const std::string& text, std::size_t width) {
    return text.size() >= width ? text : std::string(width - text.size(), ' ') + text;
}

void row(std::string& out, const char* name, const Histogram& times) {
    std::string line = name;
    line.resize(30, ' ');
    for (const double share : {0.5, 0.9, 0.99})
        line += padded(times.count() == 0 ? "-" : ms(times.percentile(share)), 9);
    line += padded(times.count() == 0 ? "-" : ms(times.max()), 9);
    out += line + padded(with_commas(times.count()), 11) + '\n';
}

std::string percent(double share) {
    return std::to_string(std::lround(share * 100)) + "%";
}

void add_troubles(std::string& out, const Outcome& outcome) {
    for (std::size_t i = 0; i < outcome.refusals.size(); ++i)
        if (outcome.refusals[i] > 0)
            out += "Refused (" + std::string(to_string(static_cast<RefusalCode>(i))) +
                   "): " + with_commas(outcome.refusals[i]) + '\n';
    const auto line = [&out](const char* what, std::uint64_t count) {
        if (count > 0) out += std::string(what) + ": " + with_commas(count) + '\n';
    };
    line("Lines that did not come about", outcome.lines.not_connected);
    line("Lines without WebSocket", outcome.lines.no_upgrade);
    line("Lines that broke", outcome.lines.lost);
    line("Messages not understood", outcome.lines.not_understood);
    line("Sockets that this machine refused candour-load", outcome.lines.own_limit);
}

}  // namespace

std::string summary(const Outcome& outcome, const Verdict& verdict) {
    std::string out = verdict.headline + "\n";
    for (std::size_t i = 1; i < verdict.faults.size(); ++i) out += verdict.faults[i] + '\n';
    for (const auto& remark : verdict.remarks) out += remark + '\n';
    out += "\nms, from the scheduled time         half   9 of 10  99 of 100  longest    counted\n";
    row(out, "coming in", outcome.join);
    row(out, "answer to its confirmation", outcome.answer);
    row(out, "answer to the projector", outcome.projector);
    row(out, "answer to other phones", outcome.phones);
    row(out, "a question's opening to phones", outcome.opening);
    row(out, "the last tally to all phones", outcome.last_tally);
    row(out, "coming back, all at once", outcome.recovery);
    out += '\n' + with_commas(outcome.came_in) + " of " + with_commas(outcome.people) +
           " came in; " + with_commas(outcome.answers_kept) + " of " +
           with_commas(outcome.answers_due) + " answers were confirmed; " +
           with_commas(outcome.locked) + " phones were locked for a while; " +
           with_commas(outcome.came_back) + " of " + with_commas(outcome.stormed) + " came back.\n";
    if (outcome.never_read > 0)
        out += with_commas(outcome.never_read) + " of them stopped reading and kept their line.\n";
    add_troubles(out, outcome);
    if (outcome.server.known)
        out += "While people answered the server's busiest thread used " +
               percent(outcome.server.busiest_thread) + " of a core, this machine " +
               percent(outcome.server.machine) + " of all; the server had " +
               with_commas(outcome.server.memory_bytes / 1'000'000) + " MB.\n";
    out += "candour-load used " + percent(outcome.own.busiest_worker) +
           " of a core in its busiest thread and was late by up to " +
           ms(outcome.own.lateness.percentile(0.99)) + " ms for 99 of 100.\n";
    return out;
}

}  // namespace candour::load
