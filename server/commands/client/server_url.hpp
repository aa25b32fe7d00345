// A server's address as people write it: "https://polls.example.org", "http://[::1]:8080".
#pragma once

#include <boost/system/result.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace candour::client {

/// What stands between "//" and the next '/'.
struct Authority {
    std::string host;                 // a name or an address, without brackets
    std::optional<std::string> port;  // digits
};

/// "HOST", "HOST:PORT" or "[ADDRESS]:PORT"; nothing when it is none of them.
[[nodiscard]] std::optional<Authority> read_authority(std::string_view text);

struct ServerUrl {
    bool tls = false;
    std::string host;
    std::string port;

    /// The Host header.
    [[nodiscard]] std::string authority() const;
};

/// An address alone, with nothing behind it; the error is a sentence for a person.
[[nodiscard]] boost::system::result<ServerUrl, std::string> read_server_url(std::string_view text);

}  // namespace candour::client
