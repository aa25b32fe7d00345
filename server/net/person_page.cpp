#include "server/net/person_page.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/net/http_text.hpp"

#include <boost/beast/http/field.hpp>
#include <boost/beast/http/verb.hpp>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace candour::net {
namespace {

namespace http = boost::beast::http;

std::string as_html(std::string_view text) {
    std::string html;
    for (const char c : text) switch (c) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            default: html += c;
        }
    return html;
}

/// What stands between the slashes, those that are empty left out.
std::vector<std::string> segments_of(std::string_view path) {
    std::vector<std::string> segments;
    while (!path.empty())
        if (const auto segment = take_until(path, '/'); !segment.empty())
            segments.emplace_back(segment);
    return segments;
}

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), lower);
    return small;
}

/// The code in this segment, as people copy one: in two groups, or with the full stop of the
/// sentence that it ended.
std::optional<RoomCode> code_in(std::string segment) {
    constexpr std::string_view gap = "%20";
    for (auto at = segment.find(gap); at != segment.npos; at = segment.find(gap, at))
        segment.erase(at, gap.size());
    segment.erase(segment.find_last_not_of(".,;:!?)") + 1);
    return read_room_code(segment);
}

/// A link's mark before its secret, as programs write it that take the whole link for a path.
constexpr std::string_view escaped_mark = "%23";

/// Takes what stands behind such a mark off the segment, for the browser to keep to itself again.
std::string take_secret(std::string& segment) {
    const auto mark = segment.find(escaped_mark);
    if (mark == segment.npos) return {};
    std::string secret = '#' + segment.substr(mark + escaped_mark.size());
    segment.erase(mark);
    return secret;
}

/// What a program may ask for is no help to somebody who has an address from an invitation.
std::string help_of(unsigned status, const Refusal& refusal) {
    constexpr unsigned upgrade_required = 426;
    if (refusal.code == RefusalCode::wrong_method || status == upgrade_required)
        return "This address is there for programs.";
    const bool is_usual = refusal.allowed == refuse(RefusalCode::not_found).allowed;
    if (is_usual) return "If somebody gave you this address, perhaps a part of it is missing.";
    return "What would help: " + refusal.allowed;
}

/// A way on, but not from a name that the server does not answer to: every page is refused there.
std::string_view way_on(unsigned status) {
    constexpr unsigned misdirected = 421;
    if (status == misdirected) return "";
    return "<p><a href=\"/\">Type a room’s code, or hold a session</a></p>\n";
}

/// Its own style only: the pages' scripts would be of no use to it.
std::string html_of(unsigned status, const Refusal& refusal) {
    const std::string said = as_html(refusal.message);
    return R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>)" + said +
           R"(</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/refused.css">
</head>
<body>
<main>
<h1>)" + said +
           "</h1>\n<p>" + as_html(help_of(status, refusal)) + "</p>\n" +
           std::string(way_on(status)) + "</main>\n</body>\n</html>\n";
}

Reply see(std::string address) {
    Reply reply;
    reply.status = 302;
    reply.fields.emplace_back("Location", std::move(address));
    return reply;
}

}  // namespace

bool is_for_a_person(const RequestHead& request) {
    if (request.method() != http::verb::get && request.method() != http::verb::head) return false;
    const auto accepted = field(request, http::field::accept);
    return accepts(accepted, "text/html") && !accepts(accepted, "application/json");
}

std::optional<std::string> page_meant_by(std::string_view path) {
    std::vector<std::string> segments = segments_of(path);
    if (segments.empty() || segments.size() > 2) return std::nullopt;
    const std::string secret = take_secret(segments.back());
    std::string meant;
    const std::string first = in_small_letters(segments[0]);
    if (segments.size() == 1) {
        if (first == "studio")
            meant = "/studio";
        else if (first == "j" || first == "join" || first.starts_with("index."))
            meant = "/";
        else if (const auto code = code_in(segments[0]))
            meant = "/j/" + code->str();
    } else if (first == "join") {
        meant = "/j/" + segments[1];
    } else if (first == "j" || first == "f" || first == "p" || first == "w") {
        meant = '/' + first + '/' + segments[1];
    }
    if (meant.empty()) return std::nullopt;
    meant += secret;
    return meant == path ? std::nullopt : std::optional(std::move(meant));
}

Reply for_a_person(Reply reply, std::string_view path) {
    const bool is_shown = !reply.refusal;
    if (is_shown && path.find(escaped_mark) == path.npos) return reply;
    if (is_shown || reply.refusal->code == RefusalCode::not_found)
        if (auto meant = page_meant_by(path)) {
            Reply elsewhere = see(*std::move(meant));
            elsewhere.hang_up = reply.hang_up;
            return elsewhere;
        }
    if (is_shown) return reply;
    reply.content_type = "text/html; charset=utf-8";
    reply.content = html_of(reply.status, *reply.refusal);
    return reply;
}

}  // namespace candour::net
