#include "benchmarks/load/rules/report_html.hpp"

#include "benchmarks/load/rules/charts.hpp"

#include <vector>

namespace candour::load {
namespace {

/// Ink, paper and accent as in client-web/src/shared/tokens.css; marks in Okabe and Ito's blue and
/// vermilion, told apart by shape besides.
constexpr std::string_view style = R"(
:root{color-scheme:light dark;--paper:#fbf9f5;--ink:#1b2426;--soft:#475053;--line:#d9d4ca;
--good:#14564f;--bad:#8f1d14;--mark:#0072b2;--limit:#d55e00}
@media(prefers-color-scheme:dark){:root{--paper:#14191a;--ink:#edeae3;--soft:#b9c0c1;--line:#39423f;
--good:#7fd0c4;--bad:#ffb4a8;--mark:#56b4e9;--limit:#e69f00}}
body{margin:2rem auto;max-width:46rem;padding:0 1rem;background:var(--paper);color:var(--ink);
font:1.0625rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}
h1{font-size:1.4rem;line-height:1.35;margin:0 0 1rem;padding-inline-start:1rem;
border-inline-start:6px solid var(--good)}
h1.no{border-color:var(--bad)}h2{font-size:1.1rem;margin:2.5rem 0 .5rem}p{margin:.5rem 0}
.soft{color:var(--soft)}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:end;padding:.35rem .25rem;border-bottom:1px solid var(--line);font-weight:normal}
th:first-child,td:first-child{text-align:start}td+td{white-space:nowrap}thead th{color:var(--soft)}
.over{color:var(--bad);font-weight:bold}.scroll{overflow-x:auto}
svg{width:100%;height:auto;font-size:14px}svg text{fill:var(--ink)}
.grid,.axis{stroke:var(--line);stroke-width:1}.axis{stroke:var(--soft)}
.range{stroke:var(--mark);stroke-width:4}.tail{stroke:var(--mark);stroke-width:1.5;stroke-dasharray:3 4}
.dot,.bar{fill:var(--mark)}.hollow{fill:var(--paper);stroke:var(--mark);stroke-width:2.5}
.allowed{stroke:var(--limit);stroke-width:3}
@media print{body{margin:0;max-width:none}}
)";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string paragraph(std::string_view text) {
    return "<p>" + escaped(text) + "</p>\n";
}

std::string cell(Micros time, bool over) {
    return (over ? "<td class=\"over\">" : "<td>") + spoken(time) + "</td>";
}

std::string table(const std::vector<Measured>& rows) {
    std::string out =
        "<div class=\"scroll\"><table><thead><tr><th>From the scheduled time</th><th>half</th>"
        "<th>9 of 10</th><th>99 of 100</th><th>longest</th><th>allowed</th><th>counted</th></tr>"
        "</thead><tbody>\n";
    for (const auto& row : rows) {
        const auto p99 = row.times->percentile(0.99);
        out += "<tr><td>" + row.name + "</td>" + cell(row.times->percentile(0.5), false) +
               cell(row.times->percentile(0.9), false) +
               cell(p99, row.allowed && p99 > *row.allowed) + cell(row.times->max(), false) +
               "<td>" + (row.allowed ? spoken(*row.allowed) : "") + "</td><td>" +
               with_commas(row.times->count()) + "</td></tr>\n";
    }
    return out + "</tbody></table></div>\n";
}

std::string counts(const Outcome& outcome) {
    const auto of = [](std::uint64_t part, std::uint64_t whole) {
        return with_commas(part) + " of " + with_commas(whole);
    };
    std::string out =
        paragraph(of(outcome.came_in, outcome.people) + " people came in. " +
                  of(outcome.answers_kept, outcome.answers_due) + " answers were confirmed. " +
                  with_commas(outcome.locked) + " phones were locked for a while. " +
                  of(outcome.came_back, outcome.stormed) +
                  " came back after everybody's line had broken at once.");
    for (std::size_t i = 0; i < outcome.refusals.size(); ++i)
        if (outcome.refusals[i] > 0)
            out += paragraph("Refused as " + std::string(to_string(static_cast<RefusalCode>(i))) +
                             ": " + with_commas(outcome.refusals[i]) + ".");
    if (outcome.lines.all() > 0)
        out += paragraph("Lines that did not come about: " +
                         with_commas(outcome.lines.not_connected + outcome.lines.no_upgrade) +
                         "; that broke: " + with_commas(outcome.lines.lost) +
                         "; messages not understood: " + with_commas(outcome.lines.not_understood) +
                         "; sockets that candour-load was not given: " +
                         with_commas(outcome.lines.own_limit) + ".");
    return out;
}

std::string figure(const char* title, const std::string& chart) {
    return std::string("<h2>") + title + "</h2>\n" + chart + "\n";
}

}  // namespace

std::string report_html(const Outcome& outcome,
                        const Verdict& verdict,
                        const Thresholds& thresholds,
                        std::string_view server,
                        std::string_view date) {
    const std::vector<Measured> rows{
        {"Coming in", &outcome.join, thresholds.join},
        {"Answer to its confirmation", &outcome.answer, thresholds.answer},
        {"Answer to the projector", &outcome.projector, thresholds.projector},
        {"Answer to other phones", &outcome.phones, {}},
        {"A question's opening to phones", &outcome.opening, {}},
        {"The last tally to all phones", &outcome.last_tally, {}},
        {"Coming back, all at once", &outcome.recovery, thresholds.recovery},
    };
    std::string page = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">";
    page += "<meta name=\"viewport\" content=\"width=device-width\"><title>";
    page += "Rehearsal with " + with_commas(outcome.people) + " people</title><style>";
    page.append(style).append("</style></head><body>\n");
    page += std::string(verdict.holds ? "<h1>" : "<h1 class=\"no\">") + escaped(verdict.headline) +
            "</h1>\n";
    page += "<p class=\"soft\">" + escaped(server) + ", " + escaped(date) + "</p>\n";
    for (std::size_t i = 1; i < verdict.faults.size(); ++i) page += paragraph(verdict.faults[i]);
    for (const auto& remark : verdict.remarks) page += paragraph(remark);
    page += figure("How long things took", latency_chart(rows));
    page +=
        "<p class=\"soft\">Ring: half. Small dot: 9 of 10. Large dot, with its figure: 99 of "
        "100. Dashes: to the longest. Upright mark: what is allowed for 99 of 100.</p>\n";
    page += table(rows) + counts(outcome);
    page += figure("People in the room", people_chart(outcome.seconds));
    page += figure("Answers confirmed in each second", answers_chart(outcome.seconds));
    if (outcome.server.known)
        page += figure("The server's busiest thread, of one core", server_chart(outcome.seconds));
    return page + "</body></html>\n";
}

}  // namespace candour::load
