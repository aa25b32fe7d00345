#include "tests/crash/wire.hpp"

#include "protocol/cpp/codec.hpp"

#include <thread>
#include <utility>

namespace candour::crash {

namespace {

/// Longer than anything here takes, even under a sanitizer on a busy machine.
constexpr std::chrono::seconds patience{60};

client::Address here(std::uint16_t port) {
    return {.port = port};
}

}  // namespace

std::shared_ptr<Line> come_in(asio::io_context& context,
                              std::uint16_t port,
                              const Hello& hello,
                              OnMessage on_message) {
    Line::Handlers handlers;
    handlers.on_message = [hear = std::move(on_message)](const ServerMessage& message,
                                                         const std::string& text) {
        hear(message, text);
    };
    auto line = client::open_line(
        context, {.server = here(port), .from = {}, .user_agent = {}, .open_within = patience},
        std::move(handlers));
    say(*line, hello);
    return line;
}

void say(Line& line, const ClientMessage& message) {
    line.say(encode(message));
}

void get(asio::io_context& context, std::uint16_t port, const std::string& path, OnAnswer done) {
    client::ask_http(context, here(port), {.path = path}, std::move(done));
}

void open_room(asio::io_context& context, std::uint16_t port, std::string deck, OnAnswer done) {
    client::ask_http(context, here(port), {.path = "/api/rooms", .body = std::move(deck)},
                     std::move(done));
}

bool run_until(asio::io_context& context, const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        context.restart();
        context.run_one_for(std::chrono::milliseconds(1));
    }
    return true;
}

void run_until(asio::io_context& context, std::chrono::steady_clock::time_point then) {
    context.restart();
    context.run_until(then);
    std::this_thread::sleep_until(then);  // when there is nothing to do until then
}

}  // namespace candour::crash
