#include "benchmarks/load/options.hpp"

#include "benchmarks/load/rules/duration.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <random>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

constexpr Micros longest_phase = 30min;
constexpr std::uint32_t most_people = 1'000'000;

void add_duration(CLI::App& app, const char* name, Micros& value, const char* help) {
    app.add_option_function<std::string>(
           name,
           [&value, name](const std::string& typed) {
               const auto read = read_duration(typed);
               if (!read || *read > longest_phase)
                   throw CLI::ValidationError(
                       name, "'" + typed + "' is no time from 0 to 30 minutes, as in 60s or 1.5m");
               value = *read;
           },
           help)
        ->type_name("TIME");
}

void add_threshold(CLI::App& app, const char* name, Micros& value, const char* help) {
    app.add_option_function<std::uint32_t>(
           name, [&value](std::uint32_t ms) { value = std::chrono::milliseconds(ms); }, help)
        ->type_name("MS")
        ->group("What counts as holding, for 99 of 100");
}

}  // namespace

void add_options(CLI::App& app, Options& options) {
    auto& rehearsal = options.rehearsal;
    app.add_option("URL", options.url, "the server's address, as it prints it at its start")
        ->required();
    app.add_option("--participants", rehearsal.people,
                   "how many people (1,000); with --until-it-breaks how many to begin with")
        ->check(CLI::Range(1U, most_people))
        ->type_name("N");
    app.add_option("--rooms", rehearsal.rooms, "in how many rooms, all at the same time (1)")
        ->check(CLI::Range(1U, 1'000U))
        ->type_name("N");
    app.add_option("--slides", rehearsal.questions, "how many questions, of every kind in turn (4)")
        ->check(CLI::Range(1U, 100U))
        ->type_name("N");
    add_duration(app, "--join-over", rehearsal.join_over, "how long people take to come in (60s)");
    add_duration(app, "--answer-over", rehearsal.answer_over,
                 "how long people take to answer a question (10s)");
    app.add_option("--never-read", rehearsal.never_read_percent,
                   "of a hundred people, so many stop reading at the first question (0)")
        ->check(CLI::Range(0U, 90U))
        ->type_name("PERCENT");
    app.add_flag("--until-it-breaks", options.until_it_breaks,
                 "doubles the crowd until something breaks, then finds out where");
    app.add_option("--at-most", options.at_most, "... but tries no more than these (100,000)")
        ->check(CLI::Range(1U, most_people))
        ->type_name("N");
    app.add_option("--seed", rehearsal.seed, "the same people with the same answers every time")
        ->type_name("N");
    app.add_option("--json", options.json_file, "also write the figures to this file")
        ->type_name("FILE");
    app.add_option("--html", options.html_file, "also write a report with charts to this file")
        ->type_name("FILE");
    app.add_flag("--i-may-load-this-host", options.may_load_this_host,
                 "needed when the server is on another machine: you have asked its owner");
    auto& allowed = options.thresholds;
    add_threshold(app, "--max-join-ms", allowed.join, "coming in (2000)");
    add_threshold(app, "--max-answer-ms", allowed.answer, "an answer's confirmation (250)");
    add_threshold(app, "--max-projector-ms", allowed.projector,
                  "an answer's way to the projector (1000)");
    add_threshold(app, "--max-recovery-ms", allowed.recovery,
                  "coming back after everybody's line broke (10000)");
    app.footer(
        "It makes a rehearsal room by itself, plays people in it, and deletes it.\n"
        "Exit code: 0 when the machine holds them, 3 when it does not, 2 when it could not be "
        "tried.");
}

Read read_options(int argc, char** argv) {
    Options options;
    options.rehearsal.people = 1'000;
    options.rehearsal.seed = std::random_device{}();
    CLI::App app{std::string(about), "candour-load"};
    // As everywhere: of two that contradict each other, the later one counts.
    app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    add_options(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help
        return {{}, app.exit(asked)};
    } catch (const CLI::ParseError& error) {
        std::cerr << "candour-load: " << error.what() << '\n';
        return {{}, asked_wrongly};
    }
    if (options.rehearsal.rooms > options.rehearsal.people) {
        std::cerr << "candour-load: there are more rooms than people.\n";
        return {{}, asked_wrongly};
    }
    return {options, holds};
}

}  // namespace candour::load
