#include "benchmarks/load/rules/charts.hpp"

#include "benchmarks/load/rules/verdict.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>

namespace candour::load {
namespace {

constexpr double width = 720;
constexpr double left = 220;  // of a row's marks; its name stands before
constexpr double right = 700;
constexpr double row_height = 44;

std::string fixed(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f", value);
    return text.data();
}

std::string attribute(const char* name, double value) {
    return std::string(" ") + name + "=\"" + fixed(value) + '"';
}

std::string text_at(double x, double y, const char* anchor, const std::string& text) {
    return "<text" + attribute("x", x) + attribute("y", y) + " text-anchor=\"" + anchor + "\">" +
           text + "</text>";
}

std::string line_at(double x1, double y1, double x2, double y2, const char* look) {
    return std::string("<line class=\"") + look + '"' + attribute("x1", x1) + attribute("y1", y1) +
           attribute("x2", x2) + attribute("y2", y2) + "/>";
}

std::string circle(double x, double y, double r, const char* look, const std::string& title) {
    return std::string("<circle class=\"") + look + '"' + attribute("cx", x) + attribute("cy", y) +
           attribute("r", r) + "><title>" + title + "</title></circle>";
}

std::string svg(double height, const char* label, const std::string& inside) {
    return "<svg viewBox=\"0 0 " + fixed(width) + " " + fixed(height) +
           "\" role=\"img\" aria-label=\"" + label + "\">" + inside + "</svg>";
}

/// Powers of ten from 1 ms to 100 s.
constexpr double first_ms = 1;
constexpr double last_ms = 100'000;

double place(Micros time) {
    const double ms = std::clamp(in_ms(time), first_ms, last_ms);
    return left + (right - left) * std::log10(ms / first_ms) / std::log10(last_ms / first_ms);
}

std::string latency_row(const Measured& row, double y) {
    std::string out = text_at(0, y + 5, "start", row.name);
    if (row.times->count() == 0) return out + text_at(left, y + 5, "start", "nothing was measured");
    const auto half = row.times->percentile(0.5);
    const auto p99 = row.times->percentile(0.99);
    out += line_at(place(half), y, place(p99), y, "range");
    out += line_at(place(p99), y, place(row.times->max()), y, "tail");
    out += circle(place(half), y, 5, "hollow", "half: " + spoken(half));
    out += circle(place(row.times->percentile(0.9)), y, 4, "dot",
                  "9 of 10: " + spoken(row.times->percentile(0.9)));
    out += circle(place(p99), y, 7, "dot", "99 of 100: " + spoken(p99));
    out += text_at(place(p99), y - 12, "middle", spoken(p99));
    if (row.allowed) {
        const double x = place(*row.allowed);
        out += line_at(x, y - 14, x, y + 14, "allowed");
    }
    return out;
}

using Value = std::function<double(const Second&)>;

std::string label_of(double value, bool percent) {
    if (percent) return std::to_string(static_cast<int>(std::lround(value * 100))) + "%";
    return with_commas(static_cast<std::uint64_t>(std::llround(value)));
}

std::string time_chart(const std::vector<Second>& seconds,
                       const Value& value,
                       const char* label,
                       bool percent) {
    constexpr double from = 70, top = 16, bottom = 150;
    double most = percent ? 1 : 1e-9;
    for (const Second& second : seconds) most = std::max(most, value(second));
    const double step =
        (right - from) / static_cast<double>(std::max<std::size_t>(seconds.size(), 1));
    std::string bars;
    for (std::size_t i = 0; i < seconds.size(); ++i) {
        const double height = value(seconds[i]) / most * (bottom - top);
        if (height <= 0) continue;
        bars += "<rect class=\"bar\"" + attribute("x", from + step * static_cast<double>(i)) +
                attribute("y", bottom - height) + attribute("width", std::max(step - 1, 0.5)) +
                attribute("height", height) + "><title>second " + std::to_string(i) + ": " +
                label_of(value(seconds[i]), percent) + "</title></rect>";
    }
    std::string axis = line_at(from, bottom, right, bottom, "axis");
    axis += line_at(from, top, right, top, "grid");
    axis += text_at(from - 8, top + 5, "end", label_of(most, percent));
    axis += text_at(from - 8, bottom + 5, "end", "0");
    axis += text_at(from, bottom + 22, "start", "0 s");
    axis += text_at(right, bottom + 22, "end", std::to_string(seconds.size()) + " s");
    return svg(bottom + 30, label, axis + bars);
}

}  // namespace

std::string latency_chart(const std::vector<Measured>& rows) {
    const double bottom = row_height * static_cast<double>(rows.size()) + 12;
    std::string inside;
    for (double ms = first_ms; ms <= last_ms; ms *= 10) {
        const auto time = Micros(static_cast<std::int64_t>(ms * 1'000));
        inside += line_at(place(time), 4, place(time), bottom, "grid");
        inside += text_at(place(time), bottom + 18, "middle",
                          ms < 1'000 ? fixed(ms).substr(0, fixed(ms).find('.')) + " ms"
                                     : with_commas(static_cast<std::uint64_t>(ms / 1'000)) + " s");
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
        inside += latency_row(rows[i], row_height * (static_cast<double>(i) + 0.6));
    return svg(bottom + 26, "How long things took", inside);
}

std::string people_chart(const std::vector<Second>& seconds) {
    return time_chart(
        seconds, [](const Second& second) { return second.in_room; }, "People in the room", false);
}

std::string answers_chart(const std::vector<Second>& seconds) {
    return time_chart(
        seconds, [](const Second& second) { return second.answers; },
        "Answers confirmed in each second", false);
}

std::string server_chart(const std::vector<Second>& seconds) {
    return time_chart(
        seconds, [](const Second& second) { return std::min(second.server, 1.0); },
        "Use of one core by the server's busiest thread", true);
}

}  // namespace candour::load
