// A room's join link, taken apart.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <boost/system/result.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace candour::people {

struct JoinLink {
    std::string host;  // a name or an address, without brackets
    std::string port;
    RoomCode code;
    std::optional<std::string> secret;

    /// As in the Host header.
    [[nodiscard]] std::string authority() const;
};

/// "http://HOST[:PORT]/j/CODE[#SECRET]"; the error is a sentence for a person.
[[nodiscard]] boost::system::result<JoinLink, std::string> read_join_link(std::string_view link);

}  // namespace candour::people
