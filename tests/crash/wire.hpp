// How the trials talk to the server: the client that `candour people` has too, and waiting on it.
#pragma once

#include "protocol/cpp/messages.hpp"
#include "server/commands/client/http.hpp"
#include "server/commands/client/line.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace candour::crash {

namespace asio = boost::asio;

using Answer = client::HttpAnswer;
using Line = client::Line;
using OnAnswer = std::function<void(Answer)>;
using OnMessage = std::function<void(const ServerMessage& message, std::string_view text)>;

/// Connects and says hello.
[[nodiscard]] std::shared_ptr<Line> come_in(asio::io_context& context,
                                            std::uint16_t port,
                                            const Hello& hello,
                                            OnMessage on_message);
void say(Line& line, const ClientMessage& message);

void get(asio::io_context& context, std::uint16_t port, const std::string& path, OnAnswer done);
/// Posts a deck.
void open_room(asio::io_context& context, std::uint16_t port, std::string deck, OnAnswer done);

/// Runs the context until the condition holds; false when patience runs out first.
[[nodiscard]] bool run_until(asio::io_context& context, const std::function<bool()>& condition);
/// Runs the context until then.
void run_until(asio::io_context& context, std::chrono::steady_clock::time_point then);

}  // namespace candour::crash
