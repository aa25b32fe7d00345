// Any bytes behind a good handshake. The input's first byte says in pieces of how many bytes the
// rest arrives, and who speaks: nobody yet, a participant, a facilitator or a projector of a room.
// Whatever comes, what the server sends is whole frames, each of which a client can read.
#include "protocol/cpp/codec.hpp"
#include "tests/fuzz/socket_world.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/net/websocket_frames.hpp"

namespace candour::fuzz {
namespace {

using net::test::client_frame;
using net::test::Opcode;

constexpr std::string_view handshake =
    "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: candour.v1\r\n\r\n";

std::string hello(unsigned who, const app::OpenedRoom& room) {
    if (who == 0) return {};
    Hello message{.role = all_roles.at(who - 1),
                  .code = room.code,
                  .secret = {},
                  .ticket = {},
                  .capability = {}};
    const auto& path = who == 2 ? room.facilitator_path : room.projector_path;
    if (who != 1) message.capability = path.substr(path.find('#') + 1);
    return client_frame(Opcode::text, encode(message));
}

void check_frames(std::string heard) {
    require(heard.starts_with("HTTP/1.1 101 "), "a good handshake is answered");
    heard.erase(0, heard.find("\r\n\r\n") + 4);
    bool closed = false;
    while (const auto frame = net::test::take_frame(heard)) {
        require(!closed, "nothing follows a goodbye");
        require(frame->last, "a server's frame is whole");
        if (frame->opcode == Opcode::text)
            require(parse_server_message(frame->payload).has_value(), "a client can read it");
        else
            require(frame->opcode == Opcode::pong || frame->opcode == Opcode::close,
                    "a server says messages, pongs and goodbye");
        closed = frame->opcode == Opcode::close;
    }
    require(heard.empty(), "and no half of one");
}

/// A client's frame under a mask of nought, so that a fuzzer sees what it says.
std::string plain(Opcode opcode, std::string_view payload, bool last = true) {
    std::string masked = client_frame(opcode, payload, last);
    const std::size_t head = masked.size() - payload.size();
    masked.replace(head - 4, 4, 4, '\0');
    return masked.replace(head, payload.size(), payload);
}

}  // namespace

void take(std::string_view bytes) {
    if (bytes.empty()) return;
    const auto how = static_cast<unsigned char>(bytes.front());
    SocketWorld world;
    const app::OpenedRoom room = world.open_room();
    // The handshake is answered before a client may say more.
    const std::string rest = hello(how % 4U, room) + std::string(bytes.substr(1));
    check_frames(world.converse(handshake, rest, how / 4U));
}

std::vector<std::string> first_inputs() {
    const std::string ping = R"({"type":"ping"})";
    std::vector<std::string> all;
    for (char who = 0; who < 4; ++who) {
        const std::string how(1, who);
        all.push_back(how + plain(Opcode::text, ping) + plain(Opcode::close, "\x03\xe8why"));
        all.push_back(how + plain(Opcode::text, ping.substr(0, 5), false) +
                      plain(Opcode::ping, "x") + plain(Opcode::more, ping.substr(5)));
        all.push_back(how + plain(Opcode::text, R"({"type":"resync"})") +
                      plain(Opcode::binary, ping) + plain(Opcode::pong, ""));
    }
    all.push_back(
        '\2' +
        plain(
            Opcode::text,
            R"({"type":"control","id":"mBq3xYz0123456789abcde","action":"go_to","slide":"mood"})"));
    all.push_back('\1' + plain(Opcode::text, R"({"type":"mine","id":"mBq3xYz0123456789abcde"})"));
    all.push_back('\5' + plain(Opcode::text, std::string(200, ' ') + ping));
    all.push_back(std::string("\0\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", 15));
    return all;
}

}  // namespace candour::fuzz
