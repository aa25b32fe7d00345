// Endpoint: where the server listens, as the kernel takes it.
#pragma once

#include "benchmarks/load/rules/target.hpp"

#include <boost/system/result.hpp>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>
#include <string>

namespace candour::load {

struct Endpoint {
    sockaddr_storage address{};
    socklen_t size = 0;

    [[nodiscard]] int family() const { return address.ss_family; }
    [[nodiscard]] const sockaddr* raw() const {
        return reinterpret_cast<const sockaddr*>(&address);
    }
    [[nodiscard]] bool is_loopback() const;
    [[nodiscard]] std::uint16_t port() const;
};

/// The first address of the target; the error is a sentence for a person.
[[nodiscard]] boost::system::result<Endpoint, std::string> resolve(const Target& target);

/// Where person `index` comes from when the server listens on 127.0.0.0/8: an address of that
/// network for every thousand people, as one address has 28,000 ports.
[[nodiscard]] Endpoint loopback_source(std::uint32_t index);

}  // namespace candour::load
