#include "server/ops/metrics.hpp"

#include "server/app/limits.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <utility>
#include <vector>

namespace candour::ops {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

/// Any smaller and a single answer or join would show.
constexpr std::uint64_t coarse = 10;

double rounded(std::uint64_t people) {
    constexpr std::uint64_t step = app::limits::presence_step_people;
    const std::uint64_t steps = (people + step / 2) / step;
    return static_cast<double>(steps * step);
}

/// A counter that moves in tens.
double in_tens(std::uint64_t count) {
    const std::uint64_t whole = count / coarse;
    return static_cast<double>(whole * coarse);
}

double in_seconds(std::chrono::nanoseconds time) {
    return std::chrono::duration<double>(time).count();
}

/// Finer, it would tell how many people there are: it is so many times what one of them costs.
double in_steps(std::chrono::nanoseconds time) {
    constexpr std::chrono::nanoseconds step = std::chrono::milliseconds{50};
    return in_seconds((time + step - std::chrono::nanoseconds{1}) / step * step);
}

/// Finer, a single answer would show.
double in_steps(std::uint64_t bytes, std::uint64_t step) {
    const std::uint64_t whole = bytes / step;
    return static_cast<double>(whole * step);
}

MetricFamily family(MetricType type, std::string name, std::string help) {
    MetricFamily made;
    made.name = std::move(name);
    made.help = std::move(help);
    made.type = type;
    return made;
}

MetricFamily counter(std::string name, std::string help, double value) {
    auto made = family(MetricType::Counter, std::move(name), std::move(help));
    ClientMetric metric;
    metric.counter.value = value;
    made.metric.push_back(metric);
    return made;
}

MetricFamily gauge(std::string name, std::string help, double value) {
    auto made = family(MetricType::Gauge, std::move(name), std::move(help));
    ClientMetric metric;
    metric.gauge.value = value;
    made.metric.push_back(metric);
    return made;
}

MetricFamily connections(const app::Figures& figures) {
    auto made = family(MetricType::Gauge, "candour_connections",
                       "People connected, by role, rounded to 5.");
    const auto add = [&made](const char* role, std::uint64_t people) {
        ClientMetric metric;
        metric.label = {{"role", role}};
        metric.gauge.value = rounded(people);
        made.metric.push_back(metric);
    };
    add("participant", figures.participants);
    add("facilitator", figures.facilitators);
    add("projector", figures.projectors);
    return made;
}

}  // namespace

std::string metrics_text(const app::Figures& figures, const app::Readiness& readiness) {
    const std::vector<MetricFamily> families{
        gauge("candour_ready", "1 when answers can be taken.", readiness.ready ? 1 : 0),
        gauge("candour_rooms", "Rooms held.", static_cast<double>(figures.rooms)),
        gauge("candour_sealed_rooms", "Ended rooms of which the results are kept.",
              static_cast<double>(figures.sealed_rooms)),
        counter("candour_rooms_given_up_total",
                "Rooms that nobody had used, and that made way for others.",
                static_cast<double>(figures.rooms_given_up)),
        gauge("candour_deck_bytes", "Decks in memory, each picture once, in steps of 1 MB.",
              in_steps(figures.deck_bytes, 1'000'000)),
        gauge("candour_log_bytes", "What rooms have written, in steps of 64 MB.",
              in_steps(figures.log_bytes, 64'000'000)),
        connections(figures),
        counter("candour_messages_in_total", "Messages from clients, in tens.",
                in_tens(figures.messages_in)),
        counter("candour_refusals_total", "Messages refused, in tens.", in_tens(figures.refusals)),
        counter("candour_hellos_held_back_total",
                "Hellos that waited, as their code may have been a guess, in tens.",
                in_tens(figures.held_back)),
        counter("candour_joins_put_off_total",
                "People who were to come again later, as very many came to their room at once, in "
                "tens.",
                in_tens(figures.joins_put_off)),
        gauge("candour_body_bytes", "Bodies of requests in memory, in steps of 1 MB.",
              in_steps(figures.body_bytes, 1'000'000)),
        counter("candour_bodies_refused_total",
                "Requests whose body was not read, as others took all the memory for it.",
                static_cast<double>(figures.bodies_refused)),
        gauge("candour_waiting_bytes",
              "What waits for lines that do not take it, in steps of 1 MB.",
              in_steps(figures.waiting_bytes, 1'000'000)),
        counter("candour_lines_cut_total", "Lines that were cut as too much waited for them.",
                static_cast<double>(figures.lines_cut)),
        counter("candour_out_of_memory_total",
                "Requests and lines that were given up as memory had run out.",
                static_cast<double>(figures.out_of_memory)),
        counter("candour_responses_kept_total", "Responses made durable, in tens.",
                in_tens(figures.responses_kept)),
        counter("candour_acks_total", "Acks sent, in tens.", in_tens(figures.acks)),
        counter("candour_batches_total", "Batches written to the log, in tens.",
                in_tens(figures.batches)),
        counter("candour_batch_failures_total", "Batches that the log did not take.",
                static_cast<double>(figures.batch_failures)),
        counter("candour_broadcasts_total", "Broadcasts encoded, in tens.",
                in_tens(figures.broadcasts)),
        counter("candour_deliveries_total", "Frames offered to connections, in tens.",
                in_tens(figures.deliveries)),
        counter("candour_deliveries_skipped_total",
                "Frames that a newer one replaced on a slow line, in tens.",
                in_tens(figures.skipped)),
        gauge("candour_delivery_cost_seconds",
              "What one delivery lately cost the busiest shard, of elapsed time.",
              in_seconds(figures.delivery_cost)),
        gauge("candour_tally_interval_seconds",
              "Between two tallies for the participants of the largest room, in steps of 0.05; "
              "facilitators and projectors get theirs at every tick.",
              in_steps(figures.tally_interval)),
    };
    return prometheus::TextSerializer().Serialize(families);
}

Metrics::Metrics(std::function<std::string()> fresh, Clock now)
    : fresh_(std::move(fresh)), now_(std::move(now)) {}

std::string Metrics::text() {
    const std::lock_guard lock(mutex_);
    const auto now = now_();
    if (text_.empty() || now >= until_) {
        text_ = fresh_();
        until_ = now + app::limits::presence_tick;
    }
    return text_;
}

}  // namespace candour::ops
