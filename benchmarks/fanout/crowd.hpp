// Crowd: connections to one server, which count what they get.
#pragma once

#include "benchmarks/load/rules/frames.hpp"
#include "benchmarks/load/rules/histogram.hpp"
#include "benchmarks/load/wire/wire.hpp"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace candour::fanout {

using load::Micros;
using load::Time;

/// How one talks to a kind of server once the line is a WebSocket.
struct Dialect {
    std::string path = "/ws";
    std::string protocol;      // subprotocol
    std::string hello;         // said first; nothing when there is none
    std::string joined_by;     // the beginning of the frame after which one is in; none: at once
    std::string broadcast_by;  // the beginning of a frame that is a broadcast; none: every frame
    std::string or_by;         // of another that may carry the same; none: there is no other
    std::string ping, pong;    // of socket.io, which pings in its own way
    std::string ack_by;        // the beginning of an answer's confirmation
};

/// Owner: a peer. Thread: its own, with its own file table. Lifetime: a benchmark.
class Crowd {
public:
    Crowd(const load::Endpoint& server,
          std::string authority,
          Dialect dialect,
          std::uint32_t count);
    ~Crowd();
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    // Main's thread:

    [[nodiscard]] std::uint32_t joined() const { return joined_; }
    [[nodiscard]] std::uint32_t lost() const { return lost_; }
    /// Counts from now on.
    void expect_broadcast();
    [[nodiscard]] std::uint32_t reached() const { return reached_; }
    [[nodiscard]] Time first() const { return Time(Micros(first_.load())); }
    [[nodiscard]] Time last() const { return Time(Micros(last_.load())); }
    /// Everybody sends one answer, evenly over the time: `before`, a number, `after`.
    void answer(std::string before, std::string after, Micros over);
    [[nodiscard]] std::uint32_t acked() const { return acked_; }
    /// From the scheduled time; when acked() is what it should be.
    [[nodiscard]] const load::Histogram& ack_times() const { return ack_times_; }

private:
    enum class State : std::uint8_t { outside, connecting, upgrading, greeting, inside };
    struct Seat {
        load::Wire wire;
        State state = State::outside;
        Time due{};  // of its answer
    };

    void run();
    void connect_some();
    void answer_due();
    void on_event(std::uint32_t seat, std::uint32_t events);
    [[nodiscard]] std::size_t take(std::uint32_t seat, std::string_view bytes);
    void on_text(std::uint32_t seat, std::string_view text);
    void say(Seat& seat, std::string_view text);
    void lose(Seat& seat);

    const load::Endpoint server_;
    const Dialect dialect_;
    const std::string upgrade_;
    std::vector<Seat> seats_;
    std::vector<char> scratch_;
    std::string frame_;
    int epoll_ = -1;
    std::uint32_t next_ = 0;     // to connect
    std::uint32_t pending_ = 0;  // on their way in
    std::string before_, after_;
    Time answers_begin_{};
    Micros answers_over_{};
    std::uint32_t next_answer_ = 0;
    load::Histogram ack_times_;

    std::atomic<std::uint32_t> joined_{0}, lost_{0}, reached_{0}, acked_{0};
    std::atomic<std::int64_t> first_{0}, last_{0};
    std::atomic<bool> answering_{false}, ending_{false};
    std::thread thread_;
};

}  // namespace candour::fanout
