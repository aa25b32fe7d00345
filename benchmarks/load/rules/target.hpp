// Target: the server under load, from the address that an organiser types.
#pragma once

#include <boost/system/result.hpp>

#include <string>
#include <string_view>

namespace candour::load {

struct Target {
    std::string host;  // a name or an address, without brackets
    std::string port;

    /// As in the Host header.
    [[nodiscard]] std::string authority() const;
};

/// "http://HOST[:PORT][/]", as the server prints it, or "ws://..."; the error is a sentence for a
/// person.
[[nodiscard]] boost::system::result<Target, std::string> read_target(std::string_view url);

}  // namespace candour::load
