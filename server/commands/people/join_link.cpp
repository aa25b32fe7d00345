#include "server/commands/people/join_link.hpp"

#include "protocol/cpp/codec.hpp"

#include <utility>

namespace candour::people {
namespace {

using Result = boost::system::result<JoinLink, std::string>;

Result fault(std::string_view what) {
    return {boost::system::in_place_error,
            std::string(what) + " A join link looks like http://127.0.0.1:8080/j/ABCDEFGH#..."};
}

}  // namespace

boost::system::result<JoinLink, std::string> read_join_link(std::string_view link) {
    if (!link.starts_with("http://") && !link.starts_with("https://"))
        return fault("This is not a link.");
    // The path begins behind the server's address, which has two slashes itself.
    const auto slash = link.find('/', link.find("//") + 2);
    const auto server = client::read_server_url(link.substr(0, slash));
    if (slash == link.npos || !server) return fault("This link has no address and path.");
    JoinLink read{.server = *server, .code = {}, .secret = {}};
    auto path = link.substr(slash);
    if (const auto hash = path.find('#'); hash != path.npos) {
        read.secret = std::string(path.substr(hash + 1));
        path = path.substr(0, hash);
    }
    constexpr std::string_view prefix = "/j/";
    auto code = path.starts_with(prefix) ? read_room_code(path.substr(prefix.size()))
                                         : std::optional<RoomCode>{};
    if (!code) return fault("This link names no room.");
    read.code = *std::move(code);
    if (read.secret && read.secret->empty()) read.secret.reset();
    return read;
}

}  // namespace candour::people
