#include "server/net/route.hpp"

#include "protocol/cpp/codec.hpp"

#include <optional>
#include <utility>

namespace candour::net {
namespace {

using boost::beast::http::verb;

constexpr std::string_view reads = "GET, HEAD";

/// What stands after `prefix`, when it is one segment: not empty, no further '/'.
std::optional<std::string_view> segment_after(std::string_view path, std::string_view prefix) {
    if (!path.starts_with(prefix)) return {};
    path.remove_prefix(prefix.size());
    if (path.empty() || path.find('/') != path.npos) return {};
    return path;
}

/// A room's pages are given for any code: the page itself says what is wrong with one.
std::optional<GetPage> page_at(std::string_view path) {
    if (path == "/") return GetPage{"/index.html"};
    if (segment_after(path, "/j/")) return GetPage{"/index.html"};
    if (segment_after(path, "/f/")) return GetPage{"/facilitator.html"};
    if (segment_after(path, "/p/")) return GetPage{"/projector.html"};
    return {};
}

Route picture_at(std::string_view path) {
    path.remove_prefix(std::string_view("/media/").size());
    const auto slash = path.find('/');
    if (slash == path.npos) return NotFound{};
    auto code = read_room_code(path.substr(0, slash));
    const auto slide = segment_after(path.substr(slash), "/");
    if (!code || !slide) return NotFound{};
    return GetPicture{*std::move(code), SlideId(std::string(*slide))};
}

Route readable_at(std::string_view path) {
    if (auto page = page_at(path)) return *page;
    if (path == "/livez") return GetLive{};
    if (path == "/readyz") return GetReady{};
    if (path == "/metrics") return GetMetrics{};
    if (path.starts_with("/media/")) return picture_at(path);
    if (!path.starts_with('/') || path.ends_with(".html")) return NotFound{};
    return GetFile{std::string(path)};
}

}  // namespace

Route find_route(verb method, std::string_view target) {
    const auto path = target.substr(0, target.find('?'));
    if (path == "/api/rooms") {
        if (method != verb::post) return WrongMethod{"POST"};
        return OpenRoom{};
    }
    if (path == "/ws") {
        if (method != verb::get) return WrongMethod{"GET"};
        return OpenSocket{};
    }
    auto route = readable_at(path);
    const bool reading = method == verb::get || method == verb::head;
    if (!reading && !std::holds_alternative<NotFound>(route)) return WrongMethod{reads};
    return route;
}

}  // namespace candour::net
