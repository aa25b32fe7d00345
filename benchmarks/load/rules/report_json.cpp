#include "benchmarks/load/rules/report_json.hpp"

#include <array>
#include <cstdio>
#include <string_view>
#include <utility>

namespace candour::load {
namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
    return out += '"';
}

std::string number(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f", value);
    return text.data();
}

std::string flag(bool value) {
    return value ? "true" : "false";
}

/// Owner: report_json. An object that is being written, field by field.
class Object {
public:
    Object& add(std::string_view name, const std::string& json) {
        text_ += (text_.empty() ? "{" : ",") + quoted(name) + ":" + json;
        return *this;
    }
    Object& add(std::string_view name, std::uint64_t value) {
        return add(name, std::to_string(value));
    }
    [[nodiscard]] std::string str() const { return text_.empty() ? "{}" : text_ + "}"; }

private:
    std::string text_;
};

template <class Items, class Write>
std::string list(const Items& items, Write write) {
    std::string out = "[";
    for (const auto& item : items) out += (out.size() > 1 ? "," : "") + write(item);
    return out + "]";
}

std::string times(const Histogram& histogram) {
    return Object()
        .add("count", histogram.count())
        .add("p50_ms", number(in_ms(histogram.percentile(0.5))))
        .add("p90_ms", number(in_ms(histogram.percentile(0.9))))
        .add("p99_ms", number(in_ms(histogram.percentile(0.99))))
        .add("max_ms", number(in_ms(histogram.max())))
        .str();
}

std::string verdict_json(const Verdict& verdict) {
    return Object()
        .add("holds", flag(verdict.holds))
        .add("sentence", quoted(verdict.headline))
        .add("limit", quoted(to_string(verdict.limit)))
        .add("limit_at", verdict.limit_at ? std::to_string(*verdict.limit_at) : "null")
        .add("load_tool_was_late", flag(verdict.own_bottleneck))
        .add("faults", list(verdict.faults, quoted))
        .add("remarks", list(verdict.remarks, quoted))
        .str();
}

std::string troubles(const Outcome& outcome) {
    Object refused;
    for (std::size_t i = 0; i < outcome.refusals.size(); ++i)
        if (outcome.refusals[i] > 0)
            refused.add(to_string(static_cast<RefusalCode>(i)), outcome.refusals[i]);
    return Object()
        .add("refused", refused.str())
        .add("not_connected", outcome.lines.not_connected)
        .add("no_upgrade", outcome.lines.no_upgrade)
        .add("lost", outcome.lines.lost)
        .add("not_understood", outcome.lines.not_understood)
        .add("own_limit", outcome.lines.own_limit)
        .str();
}

std::string server_json(const ServerUse& server) {
    if (!server.known) return "null";
    return Object()
        .add("busiest_thread", number(server.busiest_thread))
        .add("machine", number(server.machine))
        .add("memory_bytes", server.memory_bytes)
        .add("descriptors", server.descriptors)
        .add("descriptor_limit", server.descriptor_limit)
        .str();
}

}  // namespace

std::string report_json(const Outcome& outcome,
                        const Verdict& verdict,
                        const Thresholds& thresholds,
                        const std::vector<std::pair<std::uint32_t, bool>>& tried) {
    Object report;
    report.add("format", quoted("candour.load/1")).add("verdict", verdict_json(verdict));
    report.add("people", outcome.people).add("rooms", outcome.rooms);
    report.add("came_in", outcome.came_in).add("most_at_once", outcome.most_at_once);
    report.add("answers_due", outcome.answers_due).add("answers_kept", outcome.answers_kept);
    report.add("stormed", outcome.stormed).add("came_back", outcome.came_back);
    report.add("locked_phones", outcome.locked);
    report.add("never_read", outcome.never_read);
    report.add("times", Object()
                            .add("join", times(outcome.join))
                            .add("answer", times(outcome.answer))
                            .add("projector", times(outcome.projector))
                            .add("phones", times(outcome.phones))
                            .add("opening", times(outcome.opening))
                            .add("last_tally", times(outcome.last_tally))
                            .add("recovery", times(outcome.recovery))
                            .str());
    report.add("allowed_p99_ms", Object()
                                     .add("join", number(in_ms(thresholds.join)))
                                     .add("answer", number(in_ms(thresholds.answer)))
                                     .add("projector", number(in_ms(thresholds.projector)))
                                     .add("recovery", number(in_ms(thresholds.recovery)))
                                     .str());
    report.add("troubles", troubles(outcome)).add("server", server_json(outcome.server));
    report.add("load_tool", Object()
                                .add("busiest_worker", number(outcome.own.busiest_worker))
                                .add("lateness", times(outcome.own.lateness))
                                .str());
    report.add("left_nothing_behind", flag(outcome.left_nothing_behind));
    report.add("tried", list(tried, [](const std::pair<std::uint32_t, bool>& step) {
                   return Object().add("people", step.first).add("held", flag(step.second)).str();
               }));
    report.add("seconds", list(outcome.seconds, [](const Second& second) {
                   return Object()
                       .add("in_room", second.in_room)
                       .add("answers", second.answers)
                       .add("server", number(second.server))
                       .str();
               }));
    return report.str() + "\n";
}

}  // namespace candour::load
