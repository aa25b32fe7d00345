// Where a server is.
#pragma once

#include <cstdint>
#include <string>

namespace candour::client {

struct Address {
    std::string ip = "127.0.0.1";  // without brackets
    std::uint16_t port = 0;
    /// What it is called in a request's Host; empty: "IP:PORT".
    std::string host{};

    /// The Host header.
    [[nodiscard]] std::string authority() const {
        if (!host.empty()) return host;
        const bool is_v6 = ip.find(':') != ip.npos;
        return (is_v6 ? "[" + ip + "]" : ip) + ":" + std::to_string(port);
    }
};

}  // namespace candour::client
