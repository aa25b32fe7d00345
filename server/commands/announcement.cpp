#include "server/commands/announcement.hpp"

#include "server/commands/limits.hpp"
#include "server/ops/terminal_qr.hpp"

#include <arpa/inet.h>
#include <boost/asio/ip/address.hpp>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string_view>

namespace candour::commands {
namespace {

using boost::asio::ip::make_address;

/// The first IPv4 address of this machine by which another one might reach it.
std::optional<std::string> reachable_address() {
    ifaddrs* list = nullptr;
    if (getifaddrs(&list) != 0) return {};
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owned(list, freeifaddrs);
    for (const auto* each = list; each != nullptr; each = each->ifa_next) {
        const bool usable = (each->ifa_flags & (IFF_UP | IFF_LOOPBACK)) == IFF_UP;
        if (!usable || each->ifa_addr == nullptr || each->ifa_addr->sa_family != AF_INET) continue;
        const auto* address = reinterpret_cast<const sockaddr_in*>(each->ifa_addr);
        std::array<char, INET_ADDRSTRLEN> text{};
        inet_ntop(AF_INET, &address->sin_addr, text.data(), text.size());
        return text.data();
    }
    return {};
}

std::string in_url(const std::string& address) {
    return address.find(':') == address.npos ? address : "[" + address + "]";
}

}  // namespace

std::string own_url(const ops::Config& config, std::uint16_t port) {
    if (!config.public_url.empty()) return config.public_url;
    auto address = config.address;
    if (make_address(address).is_unspecified()) address = reachable_address().value_or("localhost");
    return "http://" + in_url(address) + (port == 80 ? "" : ":" + std::to_string(port));
}

std::string greeting(const ops::Config& config, const std::string& url) {
    // Who starts a server without a deck is about to build one.
    auto text = config.deck ? std::string() : "To hold a session, open " + url + "/studio\n";
    text += "Candour is listening on " + url + "\n";
    if (config.memory)
        text += "Nothing is written to disk: rooms and answers are gone when this ends.\n";
    if (make_address(config.address).is_loopback() && config.public_url.empty())
        text +=
            "Only this machine can reach it. For phones in the same network: --listen "
            "0.0.0.0:8080\n";
    if (anyone_may_come_and_open(config))
        text +=
            "Anyone who reaches this address can open rooms on it. To ask for a pass: "
            "--open-rooms pass, and candour pass add NAME\n";
    return text;
}

bool anyone_may_come_and_open(const ops::Config& config) {
    const bool is_reached =
        !make_address(config.address).is_loopback() || !config.public_url.empty();
    return is_reached && config.open_rooms == ops::OpenRooms::anyone;
}

namespace {

std::string grouped(const RoomCode& code) {
    return code.str().substr(0, 4) + "-" + code.str().substr(4);
}

std::string way_in(const RoomCode& code, const std::string& join, const std::string& url) {
    return "  Join         " + join + "\n" +  //
           "               or type " + grouped(code) + " at " + url + "\n";
}

}  // namespace

std::string room_announcement(const app::OpenedRoom& room,
                              const std::string& title,
                              const std::string& url,
                              bool colours) {
    const auto join = url + room.join_path;
    return "\n  " + title + "\n\n" + way_in(room.code, join, url) +  //
           "  Facilitator  " + url + room.facilitator_path + "\n" +  //
           "  Projector    " + url + room.projector_path + "\n\n" +  //
           ops::terminal_qr(join, colours) + "\n" +                  //
           "The facilitator's link steers the room: keep it to yourself. It is printed this "
           "once.\n";
}

std::string going_room_announcement(const app::GoingRoom& room,
                                    const std::string& url,
                                    bool colours) {
    const auto join = url + room.join_path;
    return "\n  " + room.deck->title + "\n  The room of an earlier start goes on.\n\n" +
           way_in(room.code, join, url) +
           "  Facilitator  by the link that was printed when the room was opened; no copy of it\n"
           "               is kept here\n"
           "  Projector    by its link of then, or from the facilitator's page\n\n" +
           ops::terminal_qr(join, colours) +
           "\nIf the facilitator's link is lost, nobody can lead this room: --new-room opens "
           "another "
           "one\nfor the deck.\n";
}

std::string others_announcement(const std::vector<RoomCode>& others) {
    if (others.empty()) return {};
    std::string codes;
    for (std::size_t i = 0; i < std::min(others.size(), limits::deck_rooms_named); ++i)
        codes += (i == 0 ? "" : ", ") + grouped(others[others.size() - 1 - i]);
    if (others.size() > limits::deck_rooms_named)
        codes += " and " + std::to_string(others.size() - limits::deck_rooms_named) + " more";
    return "Of earlier starts, for another deck or for this one, there go on too: " + codes + ".\n";
}

}  // namespace candour::commands
