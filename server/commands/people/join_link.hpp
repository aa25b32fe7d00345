// A room's join link, taken apart.
#pragma once

#include "protocol/cpp/ids.hpp"
#include "server/commands/client/server_url.hpp"

#include <boost/system/result.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace candour::people {

struct JoinLink {
    client::ServerUrl server;
    RoomCode code;
    std::optional<std::string> secret;
};

/// "https://HOST[:PORT]/j/CODE[#SECRET]", or http; the error is a sentence for a person.
[[nodiscard]] boost::system::result<JoinLink, std::string> read_join_link(std::string_view link);

}  // namespace candour::people
