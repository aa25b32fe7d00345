#include "server/net/route.hpp"

#include <doctest/doctest.h>

#include <ostream>

namespace candour::net {
namespace {

using boost::beast::http::verb;

TEST_CASE("every address of the contract, and what is none") {
    const GetPage phone{"/index.html"}, desk{"/facilitator.html"}, wall{"/projector.html"};
    const WrongMethod reads{"GET, HEAD"}, posts{"POST"}, gets{"GET"};
    const GetPicture picture{RoomCode("ABCDEFGH"), SlideId("mood")};
    const struct {
        verb method;
        std::string_view target;
        Route route;
    } rows[] = {
        {verb::get, "/", phone},
        {verb::head, "/", phone},
        {verb::get, "/?from=poster", phone},
        {verb::get, "/j/ABCDEFGH", phone},
        {verb::get, "/j/abcd-efgh", phone},
        {verb::get, "/j/mistyped", phone},  // the page says so, in words
        {verb::get, "/f/ABCDEFGH", desk},
        {verb::get, "/p/ABCDEFGH", wall},
        {verb::get, "/j/", GetFile{"/j/"}},
        {verb::get, "/j/ABCDEFGH/more", GetFile{"/j/ABCDEFGH/more"}},
        {verb::get, "/assets/app-1a2b.js", GetFile{"/assets/app-1a2b.js"}},
        {verb::get, "/index.html", NotFound{}},
        {verb::get, "/media/ABCDEFGH/mood", picture},
        {verb::get, "/media/abcd-efgh/mood", picture},
        {verb::get, "/media/ABCDEFG/mood", NotFound{}},
        {verb::get, "/media/ABCDEFGH/", NotFound{}},
        {verb::get, "/media/ABCDEFGH", NotFound{}},
        {verb::get, "/media/ABCDEFGH/a/b", NotFound{}},
        {verb::post, "/api/rooms", OpenRoom{}},
        {verb::get, "/api/rooms", posts},
        {verb::get, "/ws", OpenSocket{}},
        {verb::head, "/ws", gets},
        {verb::get, "/livez", GetLive{}},
        {verb::get, "/readyz", GetReady{}},
        {verb::get, "/metrics", GetMetrics{}},
        {verb::post, "/", reads},
        {verb::put, "/metrics", reads},
        {verb::options, "/assets/app-1a2b.js", reads},
        {verb::unknown, "/livez", reads},
        {verb::get, "*", NotFound{}},
        {verb::get, "", NotFound{}},
        {verb::get, "http://elsewhere.example/", NotFound{}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.target);
        CHECK(find_route(row.method, row.target) == row.route);
    }
}

}  // namespace
}  // namespace candour::net
