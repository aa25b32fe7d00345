#include "server/commands/people/join_link.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/commands/client/server_url.hpp"

#include <utility>

namespace candour::people {
namespace {

constexpr std::string_view scheme = "http://";

using Result = boost::system::result<JoinLink, std::string>;

Result fault(std::string_view what) {
    return {boost::system::in_place_error,
            std::string(what) + " A join link looks like http://127.0.0.1:8080/j/ABCDEFGH#..."};
}

}  // namespace

std::string JoinLink::authority() const {
    const auto name = host.find(':') == host.npos ? host : "[" + host + "]";
    return name + ":" + port;
}

boost::system::result<JoinLink, std::string> read_join_link(std::string_view link) {
    if (link.starts_with("https://"))
        return fault("Made-up people do not speak TLS: give the server's own http address.");
    if (!link.starts_with(scheme)) return fault("This is not a link.");
    link.remove_prefix(scheme.size());
    const auto slash = link.find('/');
    JoinLink read;
    const auto server = client::read_authority(link.substr(0, slash));
    if (slash == link.npos || !server) return fault("This link has no address and path.");
    read.host = server->host;
    read.port = server->port.value_or("80");
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
