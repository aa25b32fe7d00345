#include "server/net/endpoints.hpp"

#include <doctest/doctest.h>

#include <set>
#include <utility>

namespace candour::net {
namespace {

using boost::beast::http::verb;

TEST_CASE("every address of the contract, and what is none") {
    const std::string reads = "GET, HEAD", posts = "POST", gets = "GET", nowhere;
    const struct {
        verb method;
        std::string_view target;
        std::string_view pattern;  // of the row that takes it; empty when none does
        PathParts parts;
        std::string allow;
    } rows[] = {
        {verb::get, "/", "/", {}, {}},
        {verb::head, "/", "/", {}, {}},
        {verb::get, "/?from=poster", "/", {}, {}},
        {verb::get, "/j/ABCDEFGH", "/j/{}", {"ABCDEFGH"}, {}},
        {verb::get, "/j/abcd-efgh", "/j/{}", {"abcd-efgh"}, {}},
        {verb::get, "/j/mistyped", "/j/{}", {"mistyped"}, {}},  // the page says so, in words
        {verb::get, "/f/ABCDEFGH", "/f/{}", {"ABCDEFGH"}, {}},
        {verb::get, "/p/ABCDEFGH", "/p/{}", {"ABCDEFGH"}, {}},
        {verb::get, "/studio", "/studio", {}, {}},
        {verb::get, "/studio/preview", "/studio/preview", {}, {}},
        {verb::get, "/studio/more", "/*", {}, {}},
        {verb::get, "/studio.html", {}, {}, nowhere},
        {verb::get, "/j/", "/*", {}, {}},
        {verb::get, "/j/ABCDEFGH/more", "/*", {}, {}},
        {verb::get, "/assets/app-1a2b.js", "/*", {}, {}},
        {verb::get, "/index.html", {}, {}, nowhere},
        {verb::get, "/media/ABCDEFGH/mood", "/media/{code}/{}", {"ABCDEFGH", "mood"}, {}},
        {verb::get, "/media/abcd-efgh/mood", "/media/{code}/{}", {"abcd-efgh", "mood"}, {}},
        // No pictures: files, of which there are none.
        {verb::get, "/media/ABCDEFG/mood", "/*", {}, {}},
        {verb::get, "/media/ABCDEFGH/", "/*", {}, {}},
        {verb::get, "/media/ABCDEFGH", "/*", {}, {}},
        {verb::get, "/media/ABCDEFGH/a/b", "/*", {}, {}},
        {verb::post, "/api/rooms", "/api/rooms", {}, {}},
        {verb::get, "/api/rooms", {}, {}, posts},
        {verb::get, "/api/rooms/abcd-efgh", "/api/rooms/{code}", {"abcd-efgh"}, {}},
        {verb::post, "/api/decks/check", "/api/decks/check", {}, {}},
        {verb::get, "/api/decks/check", {}, {}, posts},
        {verb::get, "/w/abc", "/w/{}", {"abc"}, {}},
        {verb::get, "/w/", "/*", {}, {}},
        {verb::get, "/api/workspaces/abc", "/api/workspaces/{}", {"abc"}, {}},
        {verb::delete_, "/api/workspaces/abc", "/api/workspaces/{}", {"abc"}, {}},
        {verb::put, "/api/workspaces/abc/boxes/d", "/api/workspaces/{}/boxes/{}", {"abc", "d"}, {}},
        {verb::get,
         "/api/workspaces/abc/boxes/d/versions/3",
         "/api/workspaces/{}/boxes/{}/versions/{}",
         {"abc", "d", "3"},
         {}},
        {verb::get, "/ws", "/ws", {}, {}},
        {verb::head, "/ws", {}, {}, gets},
        {verb::get, "/livez", "/livez", {}, {}},
        {verb::get, "/readyz", "/readyz", {}, {}},
        {verb::get, "/metrics", "/metrics", {}, {}},
        {verb::post, "/", {}, {}, reads},
        {verb::put, "/metrics", {}, {}, reads},
        {verb::options, "/assets/app-1a2b.js", {}, {}, reads},
        {verb::unknown, "/livez", {}, {}, reads},
        {verb::get, "*", {}, {}, nowhere},
        {verb::get, "", {}, {}, nowhere},
        // For whom it is, is looked at before (request_rules).
        {verb::get, "http://elsewhere.example/livez?x", "/livez", {}, {}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.target);
        const Found found = find_endpoint(row.method, row.target);
        CHECK((found.endpoint == nullptr ? "" : found.endpoint->pattern) == row.pattern);
        CHECK(found.parts == row.parts);
        CHECK(found.allow == row.allow);
    }
}

TEST_CASE("an endpoint that changes something is only for this server's own pages") {
    for (const Endpoint& endpoint : endpoints()) {
        CAPTURE(endpoint.pattern);
        if (endpoint.method != verb::get) CHECK(endpoint.who != Who::anybody);
    }
}

TEST_CASE("no row of the table stands behind one that takes all of its requests") {
    std::set<std::pair<verb, std::string_view>> seen;
    for (const Endpoint& endpoint : endpoints()) {
        CAPTURE(endpoint.pattern);
        CHECK(seen.emplace(endpoint.method, endpoint.pattern).second);
    }
    CHECK(endpoints().back().pattern == "/*");
}

}  // namespace
}  // namespace candour::net
