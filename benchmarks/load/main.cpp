// candour-load: will this machine hold a crowd? For organisers; docs/organisers.md says how.
#include "benchmarks/load/options.hpp"
#include "benchmarks/load/progress.hpp"
#include "benchmarks/load/rehearsal.hpp"
#include "benchmarks/load/rules/handshake.hpp"
#include "benchmarks/load/rules/report_html.hpp"
#include "benchmarks/load/rules/report_json.hpp"
#include "benchmarks/load/rules/search.hpp"
#include "benchmarks/load/rules/summary.hpp"
#include "benchmarks/load/wire/http.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <ctime>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

std::atomic<bool> stop{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

extern "C" void on_signal(int signal) {
    stop = true;
    std::signal(signal, SIG_DFL);  // the next one ends the program at once
}

int complain(const std::string& sentence) {
    std::cerr << "candour-load: " << sentence << '\n';
    return asked_wrongly;
}

void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

std::string today() {
    const std::time_t at = std::time(nullptr);
    std::tm parts{};
    localtime_r(&at, &parts);
    char text[16] = {};
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

/// What was found: the run that the verdict is about, and all that were tried.
struct Found {
    Outcome outcome;
    Verdict verdict;
    std::vector<std::pair<std::uint32_t, bool>> tried;
};

/// Owner: main. Everything that runs against one server.
struct Bench {
    const Options& options;
    const Endpoint& server;
    const std::string& authority;
    Progress progress;

    Outcome rehearse(std::uint32_t people) {
        RehearsalOptions asked = options.rehearsal;
        asked.people = people;
        if (options.until_it_breaks) {
            // What comes later than this has broken a threshold already.
            asked.only_if_all_come = true;
            asked.patience = std::max(options.thresholds.join, options.thresholds.answer) + 1s;
        }
        return Rehearsal(server, authority, asked, progress, stop).run();
    }

    Found once() {
        Found found{rehearse(options.rehearsal.people), {}, {}};
        found.verdict = judge(found.outcome, options.thresholds);
        found.tried.emplace_back(found.outcome.people, found.verdict.holds);
        return found;
    }

    Found until_it_breaks() {
        LimitSearch search(options.rehearsal.people, options.at_most);
        Outcome held;
        held.people = 0;
        std::optional<Outcome> broke;
        Found found;
        while (const auto people = search.next()) {
            if (stop) break;
            Outcome outcome = rehearse(*people);
            if (stop) break;
            const Verdict verdict = judge(outcome, options.thresholds);
            found.tried.emplace_back(*people, verdict.holds);
            std::cout << (verdict.holds ? "  held: " : "  not:  ") << verdict.headline << std::endl;
            if (verdict.holds) {
                search.held();
                if (outcome.people > held.people) held = std::move(outcome);
                continue;
            }
            const bool bounded = verdict.limit == Limit::room_bound ||
                                 verdict.limit == Limit::server_bound ||
                                 verdict.limit == Limit::descriptors;
            search.broke(bounded ? std::optional(outcome.most_at_once) : std::nullopt);
            if (!broke || outcome.people < broke->people) broke = std::move(outcome);
        }
        found.verdict = judge_search(held, broke, options.thresholds);
        found.outcome = held.people > 0 || !broke ? std::move(held) : *std::move(broke);
        return found;
    }
};

bool write_file(const std::string& name, const std::string& text) {
    std::ofstream file(name);
    file << text;
    file.close();
    if (file) return true;
    complain("the report could not be written to " + name + ".");
    return false;
}

bool write_reports(const Options& options, const Found& found) {
    bool written = true;
    if (!options.json_file.empty())
        written &= write_file(options.json_file, report_json(found.outcome, found.verdict,
                                                             options.thresholds, found.tried));
    if (!options.html_file.empty())
        written &= write_file(
            options.html_file,
            report_html(found.outcome, found.verdict, options.thresholds, options.url, today()));
    return written;
}

std::optional<std::string> why_not(const Endpoint& server, const std::string& authority) {
    const auto answer = exchange(server, http_request("GET", authority, "/readyz", ""), 5s);
    if (!answer) return answer.error();
    if (answer->status != 200)
        return "The server is not ready to take answers (/readyz says " +
               std::to_string(answer->status) + ").";
    return {};
}

int run(const Options& options) {
    const auto target = read_target(options.url);
    if (!target) return complain(target.error());
    const auto server = resolve(*target);
    if (!server) return complain(server.error());
    if (!server->is_loopback() && !options.may_load_this_host)
        return complain(target->host +
                        " is another machine, on which real people may be. If it is yours to load, "
                        "say so with --i-may-load-this-host.");
    const auto authority = target->authority();
    if (const auto reason = why_not(*server, authority)) return complain(*reason);
    raise_descriptor_limit();
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    std::signal(SIGPIPE, SIG_IGN);

    Bench bench{options, *server, authority, {}};
    const Found found = options.until_it_breaks ? bench.until_it_breaks() : bench.once();
    std::cout << summary(found.outcome, found.verdict) << std::flush;
    if (!write_reports(options, found)) return asked_wrongly;
    if (stop) return complain("it was interrupted; the figures are those of what was done.");
    return found.verdict.holds ? holds : does_not_hold;
}

}  // namespace
}  // namespace candour::load

int main(int argc, char** argv) {
    const auto read = candour::load::read_options(argc, argv);
    return read.options ? candour::load::run(*read.options) : read.exit_code;
}
