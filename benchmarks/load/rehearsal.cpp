#include "benchmarks/load/rehearsal.hpp"

#include "benchmarks/load/rules/verdict.hpp"
#include "protocol/cpp/codec_deck.hpp"

#include <poll.h>

#include <algorithm>
#include <utility>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

constexpr Micros order_within = 10s;
constexpr Micros look_every = 500ms;
constexpr Micros ping_every = 20s;
constexpr auto turn_ms = 20;
/// The last tally may be on its way when the last answer is acked: to the phones of a full room,
/// and to the projector.
constexpr Micros last_tally_within = 5s;
constexpr Micros projector_within = 500ms;
constexpr std::size_t scratch_bytes = 262'144;
/// Phones that read whole messages, about.
constexpr std::uint32_t samples = 100;

Deck deck_for(const RehearsalOptions& options) {
    return rehearsal_deck(options.questions);
}

}  // namespace

Rehearsal::Rehearsal(const Endpoint& server,
                     std::string authority,
                     RehearsalOptions options,
                     Progress& progress,
                     const std::atomic<bool>& stop)
    : server_(server),
      authority_(std::move(authority)),
      options_(options),
      progress_(progress),
      stop_(stop),
      watch_(server.is_loopback() ? server.port() : std::uint16_t{0}),
      scratch_(scratch_bytes) {
    outcome_.people = options.people;
    outcome_.rooms = options.rooms;
    setup_.server = server;
    setup_.authority = authority_;
    setup_.spread_sources = server.is_loopback() && server.family() == AF_INET;
    setup_.questions = questions_of(deck_for(options), options.seed);
    setup_.people = options.people;
    setup_.sample_every = std::max(1U, options.people / samples);
    setup_.seed = options.seed;
    setup_.never_read_percent = options.never_read_percent;
    setup_.begin = now();
}

Outcome Rehearsal::run() {
    if (make_rooms()) {
        start_workers();
        [[maybe_unused]] const bool whole = open_stages() && join() && ask_all() && storm();
    }
    gather();
    clean_up();
    progress_.end();
    return std::move(outcome_);
}

bool Rehearsal::make_rooms() {
    const auto deck = encode_deck(deck_for(options_));
    for (std::uint32_t i = 0; i < options_.rooms && !stop_; ++i) {
        auto links = Stage::make_room(server_, authority_, deck);
        if (!links) {
            cut_short(links.error());
            return false;
        }
        setup_.rooms.push_back(links->room);
        links_.push_back(*std::move(links));
    }
    setup_.boards.resize(setup_.rooms.size());
    if (stop_) cut_short("It was interrupted.");
    return !stop_;
}

/// Before there is any line: a worker with its own file table would hold it open.
void Rehearsal::start_workers() {
    const auto count = (options_.people + people_per_worker - 1) / people_per_worker;
    std::uint32_t first = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto next =
            static_cast<std::uint32_t>(std::uint64_t{options_.people} * (i + 1) / count);
        workers_.push_back(std::make_unique<Worker>(
            setup_, Worker::Part{.first = first, .count = next - first, .own_files = count > 1}));
        first = next;
    }
}

bool Rehearsal::open_stages() {
    for (const auto& links : links_) {
        stages_.push_back(std::make_unique<Stage>(server_, authority_, links));
        stages_.back()->connect();
    }
    show("opening the room");
    const bool ready = pump(now() + order_within, [this] {
        return std::ranges::all_of(stages_, [](const auto& stage) { return stage->is_ready(); });
    });
    if (!ready) cut_short("The facilitator and the projector could not join.");
    return ready && everywhere(Action::go_to, SlideId("welcome"));
}

bool Rehearsal::join() {
    show("people come in");
    const Time from = now() + 50ms;
    for (const auto& worker : workers_) worker->come(from, options_.join_over);
    pump(from + options_.join_over + options_.patience, [this] {
        return total(&LiveFigures::came_in) + total(&LiveFigures::gone) >= options_.people;
    });
    look(now());  // how many are in the room
    const auto came = total(&LiveFigures::came_in);
    if (came == 0) cut_short("Nobody got in.");
    return !is_cut_short() && (came == options_.people || !options_.only_if_all_come);
}

bool Rehearsal::ask_all() {
    for (std::uint32_t i = 0; i < setup_.questions.size(); ++i)
        if (!ask(i)) return false;
    return true;
}

bool Rehearsal::ask(std::uint32_t question) {
    show("question " + std::to_string(question + 1) + " of " +
         std::to_string(setup_.questions.size()));
    const SlideId& id = setup_.questions[question].id;
    if (!everywhere(Action::go_to, id)) return false;
    for (std::size_t i = 0; i < stages_.size(); ++i) {
        setup_.boards[i].since = now().time_since_epoch().count();
        setup_.boards[i].revision = stages_[i]->revision() + 1;
        setup_.boards[i].answered = 0;
    }
    if (!everywhere(Action::open, id)) return false;
    const Time from = now();
    for (const auto& worker : workers_) worker->ask(question, from, options_.answer_over);
    asking_ = true;
    pump(from + options_.answer_over + options_.patience,
         [this] { return total(&LiveFigures::outstanding) == 0; });
    asking_ = false;
    if (setup_.questions[question].level == Level::open) {
        for (const auto& worker : workers_) worker->await_last_tally();
        pump(now() + last_tally_within,
             [this] { return total(&LiveFigures::without_last_tally) == 0; });
    }
    for (const auto& worker : workers_) worker->hush();
    pump(now() + projector_within, [] { return false; });
    seen_.emplace_back();
    for (const auto& stage : stages_) seen_.back().push_back(stage->take_sightings());
    return !is_cut_short() && everywhere(Action::close, id);
}

bool Rehearsal::storm() {
    show("every line breaks at once");
    for (const auto& worker : workers_) worker->storm();
    pump(now() + options_.patience * 2, [this] {
        return total(&LiveFigures::came_back) + total(&LiveFigures::gone_in_storm) >=
               total(&LiveFigures::stormed);
    });
    return !is_cut_short();
}

/// Asks for nothing while people are still there: they have left by now (gather).
void Rehearsal::clean_up() {
    cleaning_ = true;
    outcome_.left_nothing_behind = true;
    if (stages_.empty())
        for (const auto& links : links_)
            stages_.push_back(std::make_unique<Stage>(server_, authority_, links));
    if (!stages_.empty()) show("deleting the room");
    for (const auto& stage : stages_) end_and_forget(*stage);
}

void Rehearsal::end_and_forget(Stage& stage) {
    const Time until = now() + order_within;
    bool done = false;
    for (const Action action : {Action::end, Action::forget}) {
        stage.connect();
        done = pump(until, [&stage] { return stage.facilitator_is_ready(); });
        if (!done) break;
        stage.order(action);
        done = pump(until, [&stage] { return stage.is_done(); }) && stage.refused().empty();
        if (!done) break;
    }
    outcome_.left_nothing_behind = outcome_.left_nothing_behind && done;
}

bool Rehearsal::everywhere(Action action, const SlideId& what) {
    for (const auto& stage : stages_) stage->order(action, what);
    const bool done = pump(now() + order_within, [this] {
        return std::ranges::all_of(stages_, [](const auto& stage) { return stage->is_done(); });
    });
    if (!done) cut_short("The server did not do what the facilitator asked for within 10 s.");
    for (const auto& stage : stages_)
        if (!stage->refused().empty())
            cut_short("The facilitator was refused: " + stage->refused());
    return !is_cut_short();
}

bool Rehearsal::pump(Time until, const Done& done) {
    while (!done()) {
        const Time at = now();
        if (at >= until) return false;
        if (stop_ && !cleaning_) {
            cut_short("It was interrupted.");
            return false;
        }
        turn();
        if (at >= next_look_) look(at);
    }
    return true;
}

void Rehearsal::turn() {
    std::vector<pollfd> waiting;
    std::vector<Line*> lines;
    for (const auto& stage : stages_)
        for (Line* line : stage->lines())
            if (line->is_open()) {
                waiting.push_back({line->fd(), line->wanted_events(), 0});
                lines.push_back(line);
            }
    if (poll(waiting.data(), waiting.size(), turn_ms) <= 0) return;
    for (std::size_t i = 0; i < waiting.size(); ++i)
        if (waiting[i].revents != 0) lines[i]->on_events(waiting[i].revents, scratch_);
}

void Rehearsal::look(Time at) {
    next_look_ = at + look_every;
    if (at >= next_ping_) {
        next_ping_ = at + ping_every;
        for (const auto& stage : stages_) stage->keep_alive();
    }
    if (!cleaning_)
        for (const auto& stage : stages_) stage->connect();
    const auto inside = static_cast<std::uint32_t>(total(&LiveFigures::inside));
    outcome_.most_at_once = std::max(outcome_.most_at_once, inside);
    const auto second = static_cast<std::size_t>(in_seconds(at - setup_.begin));
    if (outcome_.seconds.size() <= second) outcome_.seconds.resize(second + 1);
    outcome_.seconds[second].in_room = inside;
    if (const auto sample = watch_.sample(at)) {
        auto& server = outcome_.server;
        server.memory_bytes = std::max(server.memory_bytes, sample->memory_bytes);
        server.descriptors = std::max(server.descriptors, sample->descriptors);
        outcome_.seconds[second].server = sample->busiest_thread;
        if (asking_) busy_.push_back(sample->busiest_thread);
        if (asking_) machine_.push_back(sample->machine);
    }
    show(phase_);
}

void Rehearsal::cut_short(std::string why) {
    if (!is_cut_short()) outcome_.cut_short = std::move(why);
}

void Rehearsal::show(const std::string& what) {
    phase_ = what;
    auto line = with_commas(options_.people) + " people: " + what;
    if (!workers_.empty() && !cleaning_) {
        line += "; " + with_commas(total(&LiveFigures::inside)) + " in the room, " +
                with_commas(total(&LiveFigures::kept)) + " answers confirmed";
        if (const auto troubles = total(&LiveFigures::troubles); troubles > 0)
            line += ", " + with_commas(troubles) + " refused or broken";
    }
    progress_.show(line);
}

}  // namespace candour::load
