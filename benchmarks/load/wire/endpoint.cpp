#include "benchmarks/load/wire/endpoint.hpp"

#include <arpa/inet.h>
#include <netdb.h>

#include <cstring>

namespace candour::load {
namespace {

constexpr std::uint32_t people_per_address = 1'000;

}  // namespace

bool Endpoint::is_loopback() const {
    if (family() == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return ntohl(v4.sin_addr.s_addr) >> 24U == 127;
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return family() == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
}

std::uint16_t Endpoint::port() const {
    // The port stands at the same place for both families.
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return ntohs(v4.sin_port);
}

boost::system::result<Endpoint, std::string> resolve(const Target& target) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_family = AF_UNSPEC;
    addrinfo* found = nullptr;
    const int error = getaddrinfo(target.host.c_str(), target.port.c_str(), &hints, &found);
    if (error != 0)
        return {boost::system::in_place_error,
                "There is no host called " + target.host + ": " + gai_strerror(error) + "."};
    Endpoint endpoint;
    std::memcpy(&endpoint.address, found->ai_addr, found->ai_addrlen);
    endpoint.size = found->ai_addrlen;
    freeaddrinfo(found);
    return endpoint;
}

Endpoint loopback_source(std::uint32_t index) {
    const std::uint32_t number = index / people_per_address;
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_addr.s_addr = htonl(127U << 24U | 1U << 16U | (number / 250) << 8U | (number % 250 + 1));
    Endpoint endpoint;
    std::memcpy(&endpoint.address, &v4, sizeof v4);
    endpoint.size = sizeof v4;
    return endpoint;
}

}  // namespace candour::load
