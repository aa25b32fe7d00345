#include "benchmarks/fanout/crowd.hpp"

#include "benchmarks/load/rules/handshake.hpp"
#include "benchmarks/load/rules/peek.hpp"

#include <sched.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace candour::fanout {
namespace {

constexpr std::size_t scratch_bytes = 262'144;
/// Lines on their way in at the same time: the accept queues of all servers hold as many.
constexpr std::uint32_t most_pending = 256;

}  // namespace

Crowd::Crowd(const load::Endpoint& server,
             std::string authority,
             Dialect dialect,
             std::uint32_t count)
    : server_(server),
      dialect_(std::move(dialect)),
      upgrade_(load::upgrade_request(authority, dialect_.path, dialect_.protocol)),
      seats_(count),
      scratch_(scratch_bytes),
      thread_([this] { run(); }) {}

Crowd::~Crowd() {
    ending_ = true;
    thread_.join();
}

void Crowd::expect_broadcast() {
    first_ = 0;
    reached_ = 0;
}

void Crowd::answer(std::string before, std::string after, Micros over) {
    before_ = std::move(before);
    after_ = std::move(after);
    answers_over_ = over;
    answers_begin_ = load::now();
    answering_.store(true, std::memory_order_release);
}

void Crowd::run() {
    unshare(CLONE_FILES);
    epoll_ = epoll_create1(EPOLL_CLOEXEC);
    std::array<epoll_event, 256> events{};
    while (!ending_) {
        connect_some();
        if (answering_.load(std::memory_order_acquire)) answer_due();
        const int count = epoll_wait(epoll_, events.data(), events.size(), 1);
        for (int i = 0; i < count; ++i) {
            const auto& event = events[static_cast<std::size_t>(i)];
            on_event(event.data.u32, event.events);
        }
    }
    for (Seat& seat : seats_) seat.wire.close();
    close(epoll_);
}

void Crowd::connect_some() {
    while (next_ < seats_.size() && pending_ < most_pending) {
        Seat& seat = seats_[next_];
        const auto source = load::loopback_source(next_);
        ++pending_;
        if (seat.wire.open(server_, server_.is_loopback() ? &source : nullptr)) {
            lose(seat);
        } else {
            seat.state = State::connecting;
            epoll_event event{};
            event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
            event.data.u32 = next_;
            epoll_ctl(epoll_, EPOLL_CTL_ADD, seat.wire.fd(), &event);
        }
        ++next_;
    }
}

void Crowd::answer_due() {
    const auto count = static_cast<std::int64_t>(seats_.size());
    for (const Time now = load::now(); next_answer_ < seats_.size(); ++next_answer_) {
        const Time due = answers_begin_ + answers_over_ * next_answer_ / count;
        if (due > now) return;
        Seat& seat = seats_[next_answer_];
        if (seat.state != State::inside) continue;
        seat.due = due;
        say(seat, before_ + load::message_id(next_answer_, 1) + after_);
    }
}

void Crowd::on_event(std::uint32_t index, std::uint32_t events) {
    Seat& seat = seats_[index];
    if (!seat.wire.is_open()) return;
    if (seat.state == State::connecting) {
        if (seat.wire.opened() || !seat.wire.say(upgrade_)) return lose(seat);
        seat.state = State::upgrading;
    }
    if (!seat.wire.flush()) return lose(seat);
    if ((events & ~static_cast<std::uint32_t>(EPOLLOUT)) == 0) return;
    const bool closing = (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
    const bool whole = seat.wire.hear(
        scratch_, closing, [this, index](std::string_view bytes) { return take(index, bytes); });
    if (!whole && seat.wire.is_open()) lose(seat);
}

std::size_t Crowd::take(std::uint32_t index, std::string_view bytes) {
    Seat& seat = seats_[index];
    std::size_t used = 0;
    if (seat.state == State::upgrading) {
        const auto head = load::parse_http_head(bytes);
        if (!head) return 0;
        used = head->size;
        if (head->status != 101) {
            lose(seat);
            return used;
        }
        seat.state = State::greeting;
        if (!dialect_.hello.empty()) say(seat, dialect_.hello);
        if (dialect_.joined_by.empty()) on_text(index, {});
    }
    while (seat.wire.is_open()) {
        const auto parsed = load::parse_frame(bytes.substr(used));
        if (parsed.status == load::Parsed::Status::partial) return used;
        used += parsed.size;
        if (parsed.status == load::Parsed::Status::broken ||
            parsed.frame.opcode == load::Opcode::close)
            lose(seat);
        else if (parsed.frame.opcode == load::Opcode::text)
            on_text(index, parsed.frame.payload);
    }
    return used;
}

void Crowd::on_text(std::uint32_t index, std::string_view text) {
    Seat& seat = seats_[index];
    if (seat.state == State::greeting) {
        if (!text.starts_with(dialect_.joined_by)) return;
        seat.state = State::inside;
        --pending_;
        ++joined_;
        return;
    }
    if (!dialect_.ping.empty() && text == dialect_.ping) return say(seat, dialect_.pong);
    if (seat.due != Time{} && text.starts_with(dialect_.ack_by)) {
        ack_times_.add(load::now() - std::exchange(seat.due, Time{}));
        ++acked_;
        return;
    }
    const bool other = !dialect_.or_by.empty() && text.starts_with(dialect_.or_by);
    if (!other && !text.starts_with(dialect_.broadcast_by)) return;
    const auto at = load::now().time_since_epoch().count();
    if (first_ == 0) first_ = at;
    last_ = at;
    ++reached_;
}

void Crowd::say(Seat& seat, std::string_view text) {
    frame_.clear();
    load::append_frame(frame_, load::Opcode::text, text, 0x5eed5eedU);
    if (!seat.wire.say(frame_)) lose(seat);
}

void Crowd::lose(Seat& seat) {
    if (seat.state != State::inside) --pending_;
    seat.wire.close();
    seat.state = State::outside;
    ++lost_;
}

}  // namespace candour::fanout
