// Any bytes as what a stranger says on a new line to the server. The input's first byte says in
// pieces of how many bytes the rest arrives; whatever it is, the server answers in HTTP or hangs
// up.
#include "tests/fuzz/socket_world.hpp"
#include "tests/fuzz/target.hpp"

namespace candour::fuzz {
namespace {

/// Every answer of ours has a status that we give, and a length; a handshake's is followed by
/// frames. Whoever speaks HTTP/1.0 is answered in it.
void check_answers(std::string_view heard) {
    constexpr std::string_view begin = "HTTP/1.1 ";
    if (heard.empty()) return;
    require(heard.starts_with(begin) || heard.starts_with("HTTP/1.0 "),
            "a server that speaks HTTP answers in it");
    const std::string_view status = heard.substr(begin.size(), 3);
    require(status.size() == 3 && status >= "100" && status < "600", "an answer has a status");
    require(heard.find("\r\n\r\n") != heard.npos, "an answer has a whole head");
}

std::string at_once(std::string_view request) {
    return '\0' + std::string(request);
}

std::string request(std::string_view first, std::string_view fields, std::string_view body = "") {
    return at_once(std::string(first) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) +
                   "\r\n" + std::string(body));
}

}  // namespace

void take(std::string_view bytes) {
    if (bytes.empty()) return;
    const auto piece = static_cast<unsigned char>(bytes.front());
    SocketWorld world;
    check_answers(world.converse({}, bytes.substr(1), piece));
}

std::vector<std::string> first_inputs() {
    const std::string deck =
        R"({"format":"candour.deck/1","title":"T","slides":[{"kind":"content","id":"a","title":"A"}]})";
    const std::string json = "Content-Type: application/json\r\n";
    const std::string length = "Content-Length: " + std::to_string(deck.size()) + "\r\n";
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    return {
        request("GET /livez", ""),
        request("GET /livez", "") + request("HEAD /", "").substr(1),
        request("GET /", "Accept-Encoding: br, gzip;q=0.5\r\nIf-None-Match: \"page\"\r\n"),
        request("GET /media/ABCDEFGH/hello", ""),
        request("GET /metrics", ""),
        request("GET /readyz", "Connection: close\r\nX-Forwarded-For: 203.0.113.7\r\n"),
        request("GET /j/ABCDEFGH", "Cookie: a=b\r\nX: a\r\n b\r\n"),
        request("POST /api/rooms", json + length, deck),
        request("POST /api/decks/check", json + length, deck),
        request("POST /api/rooms", json + "Content-Length: 2\r\nExpect: 100-continue\r\n", "{}"),
        request("POST /api/decks/check", json + chunked, "3;a=b\r\n{} \r\n0\r\nX: y\r\n\r\n"),
        request("POST /api/rooms", "Origin: https://evil.example\r\n" + json + length, deck),
        request("OPTIONS *", ""),
        request("GET http://localhost/livez", ""),
        at_once("GET /livez HTTP/1.0\r\n\r\n"),
        request("GET /ws",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                "Sec-WebSocket-Protocol: candour.v1\r\n"),
        "\1GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"};
}

}  // namespace candour::fuzz
