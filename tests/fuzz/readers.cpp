// The small readers of texts that others write: addresses, what proxies say, a room's ticket, the
// days on which a server ran, base64.
#include "protocol/cpp/base64.hpp"
#include "server/app/ip_address.hpp"
#include "server/app/keys/room_key.hpp"
#include "server/app/lifecycle/days_seen.hpp"
#include "server/net/client_address.hpp"
#include "tests/fuzz/target.hpp"

namespace candour::fuzz {
namespace {

/// The bytes, cut at each line's end.
std::vector<std::string_view> lines_of(std::string_view bytes) {
    std::vector<std::string_view> lines;
    while (true) {
        const std::size_t end = bytes.find('\n');
        lines.push_back(bytes.substr(0, end));
        if (end == bytes.npos) return lines;
        bytes.remove_prefix(end + 1);
    }
}

void check_addresses(const std::vector<std::string_view>& lines) {
    const app::IpAddress loopback = app::read_ip_address("127.0.0.1").value();
    app::Networks trusted{app::read_network("127.0.0.0/8").value()};
    for (const std::string_view line : lines) {
        const auto address = app::read_ip_address(line);
        const auto network = app::read_network(line);
        require(!address || network.has_value(), "an address is a network of one");
        if (address) require(network->has(*address), "which has it");
        if (network) trusted.push_back(*network);
    }
    const auto believed = net::client_address(loopback, lines, {});
    require(believed.address == loopback, "nobody is believed but a proxy that is named");
    static_cast<void>(net::client_address(loopback, lines, trusted));
}

void check_ticket(std::string_view bytes) {
    static const app::RoomKey key(Bytes32{1, 2, 3});
    static const std::string ours = key.ticket_text(Bytes16{4, 5, 6});
    const auto ticket = key.read_ticket(bytes);
    if (ticket) require(bytes == ours, "nobody makes a ticket without the key");
}

void check_days(std::string_view bytes) {
    app::DaysSeen days(bytes);
    const app::DaysSeen again(days.text());
    require(again.text() == days.text(), "the days are the same when read again");
    static_cast<void>(days.see("2026-11-22"));
    static_cast<void>(days.is_over(bytes.substr(0, 10), std::chrono::days{90}));
}

}  // namespace

void take(std::string_view bytes) {
    const auto lines = lines_of(bytes);
    check_addresses(lines);
    check_ticket(lines.front());
    check_days(bytes);
}

std::vector<std::string> first_inputs() {
    return {"192.0.2.1",
            "2001:db8::1",
            "::ffff:1.2.3.4",
            "10.0.0.0/8",
            "fd00::/8",
            "203.0.113.7, 10.0.0.1",
            "\"[2001:db8::1]:443\", unknown",
            "2026-11-20\n2026-11-21\n",
            app::RoomKey(Bytes32{1, 2, 3}).ticket_text(Bytes16{4, 5, 6})};
}

}  // namespace candour::fuzz
