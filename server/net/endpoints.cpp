#include "server/net/endpoints.hpp"

#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/workspace.hpp"
#include "server/app/limits.hpp"
#include "server/net/authority.hpp"
#include "server/net/handlers.hpp"
#include "server/net/http_text.hpp"
#include "server/net/workspace_handlers.hpp"

#include <algorithm>
#include <optional>

namespace candour::net {
namespace {

using boost::beast::http::verb;
using Parts = PathParts;

constexpr auto small = app::limits::max_other_body_bytes;
constexpr auto a_deck = app::limits::max_deck_bytes;
constexpr auto all_links = app::limits::max_workspace_request_bytes;
constexpr auto a_box = app::limits::max_box_bytes;
constexpr auto a_room = app::limits::max_room_request_bytes;

constexpr std::array table{
    // clang-format off
    //       method       pattern              who may          body                 bytes at most   handler
    Endpoint{verb::get,   "/",                 Who::anybody,    "",                  small,          participant_page},
    Endpoint{verb::get,   "/j/{}",             Who::anybody,    "",                  small,          participant_page},
    Endpoint{verb::get,   "/f/{}",             Who::anybody,    "",                  small,          facilitator_page},
    Endpoint{verb::get,   "/p/{}",             Who::anybody,    "",                  small,          projector_page},
    Endpoint{verb::get,   "/studio",           Who::anybody,    "",                  small,          studio_page},
    Endpoint{verb::get,   "/studio/preview",   Who::anybody,    "",                  small,          preview_page},
    Endpoint{verb::get,   "/ws",               Who::own_pages,  "",                  small,          nullptr},
    Endpoint{verb::post,  "/api/rooms",        Who::openers,    "application/json",  a_room,         open_room},
    Endpoint{verb::get,   "/api/rooms/{code}", Who::anybody,    "",                  small,          room_state},
    Endpoint{verb::post,  "/api/decks/check",  Who::own_pages,  "application/json",  a_deck,         check_deck},
    Endpoint{verb::get,   "/w/{}",             Who::anybody,    "",                  small,          studio_page},
    Endpoint{verb::get,   "/api/workspaces/{}", Who::members,   "",                  small,          show_workspace},
    Endpoint{verb::post,  "/api/workspaces/{}", Who::openers,   "application/json",  all_links,      create_workspace},
    Endpoint{verb::put,   "/api/workspaces/{}", Who::members,   "application/json",  all_links,      arrange_workspace},
    Endpoint{verb::delete_, "/api/workspaces/{}", Who::members, "",                  small,          delete_workspace},
    Endpoint{verb::get,   "/api/workspaces/{}/boxes/{}", Who::members, "",           small,          read_box},
    Endpoint{verb::put,   "/api/workspaces/{}/boxes/{}", Who::members, "application/octet-stream", a_box, replace_box},
    Endpoint{verb::post,  "/api/workspaces/{}/boxes/{}", Who::members, "application/octet-stream", a_box, add_version},
    Endpoint{verb::delete_, "/api/workspaces/{}/boxes/{}", Who::members, "",         small,          erase_box},
    Endpoint{verb::get,   "/api/workspaces/{}/boxes/{}/versions", Who::members, "",  small,          list_versions},
    Endpoint{verb::get,   "/api/workspaces/{}/boxes/{}/versions/{}", Who::members, "", small,        read_version},
    Endpoint{verb::get,   "/media/{code}/{}",  Who::anybody,    "",                  small,          picture},
    Endpoint{verb::get,   "/livez",            Who::anybody,    "",                  small,          liveness},
    Endpoint{verb::get,   "/readyz",           Who::anybody,    "",                  small,          readiness},
    Endpoint{verb::get,   "/metrics",          Who::anybody,    "",                  small,          metrics},
    Endpoint{verb::get,   "/*",                Who::anybody,    "",                  small,          file},
    // clang-format on
};

/// Whether this segment of a path fits that of a pattern; notes it in `parts` if it has braces.
bool fits(std::string_view segment, std::string_view wanted, Parts& parts, std::size_t& filled) {
    if (!wanted.starts_with('{')) return segment == wanted;
    if (segment.empty() || (wanted == "{code}" && !read_room_code(segment))) return false;
    parts.at(filled++) = segment;
    return true;
}

std::optional<Parts> match(std::string_view pattern, std::string_view path) {
    Parts parts;
    std::size_t filled = 0;
    if (pattern == "/*")
        return path.starts_with('/') && !path.ends_with(".html") ? std::optional(parts)
                                                                 : std::nullopt;
    if (std::ranges::count(pattern, '/') != std::ranges::count(path, '/')) return {};
    while (!pattern.empty() || !path.empty()) {
        const auto wanted = take_until(pattern, '/');
        const auto segment = take_until(path, '/');
        if (!fits(segment, wanted, parts, filled)) return {};
    }
    return parts;
}

bool takes(const Endpoint& endpoint, verb method) {
    return endpoint.method == method ||
           (method == verb::head && endpoint.method == verb::get && endpoint.handle != nullptr);
}

void add_methods(const Endpoint& endpoint, std::string& allow) {
    if (!allow.empty()) allow += ", ";
    const auto name = boost::beast::http::to_string(endpoint.method);
    allow.append(name.data(), name.size());
    if (takes(endpoint, verb::head)) allow += ", HEAD";
}

/// Files are what no other row names, so that "/api/rooms" has no GET because of them.
bool is_for_the_rest(const Endpoint& endpoint) {
    return endpoint.pattern == "/*";
}

}  // namespace

std::span<const Endpoint> endpoints() {
    return table;
}

Found find_endpoint(verb method, std::string_view target) {
    const auto path = path_of(target);
    Found found;
    for (const Endpoint& endpoint : table) {
        if (is_for_the_rest(endpoint) && !found.allow.empty()) break;
        auto parts = match(endpoint.pattern, path);
        if (!parts) continue;
        if (takes(endpoint, method)) return {&endpoint, *std::move(parts), {}};
        add_methods(endpoint, found.allow);
    }
    return found;
}

}  // namespace candour::net
