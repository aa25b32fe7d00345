// Coming and going: the half of Worker that deals with lines.
#include "benchmarks/load/rules/handshake.hpp"
#include "benchmarks/load/wire/worker.hpp"
#include "protocol/cpp/codec.hpp"

#include <sys/epoll.h>

#include <optional>
#include <utility>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

/// As client-web's machine.ts: a line that is not there by then will not come.
constexpr Micros give_up_after = 10s;
/// A person who was sent away so often puts the phone down. With the client's own delays: 30 s.
constexpr std::uint8_t most_failures = 6;

bool is_own_limit(std::error_code error) {
    return error == std::errc::too_many_files_open ||
           error == std::errc::too_many_files_open_in_system ||
           error == std::errc::address_not_available ||
           error == std::errc::resource_unavailable_try_again ||
           error == std::errc::no_buffer_space;
}

}  // namespace

void Worker::begin_coming(std::uint32_t index) {
    Guest& guest = guests_[index];
    std::optional<Endpoint> source;
    if (setup_.spread_sources) source = loopback_source(person(index));
    if (const auto error = guest.wire.open(setup_.server, source ? &*source : nullptr)) {
        ++(is_own_limit(error) ? figures_.lines.own_limit : figures_.lines.not_connected);
        return on_lost(index);
    }
    guest.state = State::connecting;
    epoll_event event{};
    // Edge-triggered: one registration for the line's whole life.
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.u64 = index;
    epoll_ctl(epoll_, EPOLL_CTL_ADD, guest.wire.fd(), &event);
    timers_.push(
        {.due = now() + give_up_after, .guest = index, .line = guest.line, .act = Act::give_up});
}

void Worker::on_event(std::uint32_t index, std::uint32_t events) {
    Guest& guest = guests_[index];
    if (!guest.wire.is_open() || guest.state == State::dark) return;
    if (guest.state == State::connecting && (events & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0)
        on_connected(index);
    if (!guest.wire.is_open()) return;
    if ((events & EPOLLOUT) != 0 && !guest.wire.flush()) return on_lost(index);
    if ((events & ~static_cast<std::uint32_t>(EPOLLOUT)) == 0) return;
    const bool closing = (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
    const bool whole = guest.wire.hear(
        scratch_, closing, [this, index](std::string_view bytes) { return take(index, bytes); });
    if (!whole && guest.wire.is_open()) on_lost(index);
}

void Worker::on_connected(std::uint32_t index) {
    Guest& guest = guests_[index];
    if (guest.wire.opened() || !guest.wire.say(upgrade_)) {
        ++figures_.lines.not_connected;
        return on_lost(index);
    }
    guest.state = State::upgrading;
}

std::size_t Worker::take(std::uint32_t index, std::string_view bytes) {
    Guest& guest = guests_[index];
    std::size_t used = 0;
    if (guest.state == State::upgrading) used = take_upgrade(index, bytes);
    while (guest.state == State::greeting || guest.state == State::inside) {
        const auto parsed = parse_frame(bytes.substr(used));
        if (parsed.status == Parsed::Status::partial) return used;
        const bool fragment = !parsed.frame.final || parsed.frame.opcode == Opcode::continuation;
        if (parsed.status == Parsed::Status::broken || fragment) {
            ++figures_.lines.not_understood;
            on_lost(index);
            return used;
        }
        used += parsed.size;
        on_frame(index, parsed.frame);
    }
    return used;
}

std::size_t Worker::take_upgrade(std::uint32_t index, std::string_view bytes) {
    const auto head = parse_http_head(bytes);
    if (!head) return 0;
    if (head->status != 101 || !head->accepts_upgrade) {
        ++figures_.lines.no_upgrade;
        on_lost(index);
        return bytes.size();
    }
    guests_[index].state = State::greeting;
    say_hello(index);
    return head->size;
}

void Worker::say_hello(std::uint32_t index) {
    const RoomAddress& address = setup_.rooms[room(index)];
    Hello hello;
    hello.code = address.code;
    hello.secret = address.join_secret;
    if (!guests_[index].ticket.empty()) hello.ticket = guests_[index].ticket;
    say(index, Opcode::text, encode(hello));
}

void Worker::on_inside(std::uint32_t index, Time at) {
    Guest& guest = guests_[index];
    guest.state = State::inside;
    guest.failures = 0;
    live_.inside += 1;
    if (!guest.was_inside) {
        guest.was_inside = true;
        figures_.join.add(at - guest.due);
        live_.came_in += 1;
    } else if (guest.in_storm) {
        guest.in_storm = false;
        figures_.recovery.add(at - guest.due);
        live_.came_back += 1;
    }
    for (const auto& owed : guest.owed)
        if (owed.message != 0) say_owed(index, owed);
}

/// The line is gone, by whatever cause; people come back after the client's own delay.
void Worker::on_lost(std::uint32_t index) {
    Guest& guest = guests_[index];
    if (guest.state == State::gone) return;
    if (guest.state == State::inside) ++figures_.lines.lost;
    live_.troubles += 1;
    break_line(index);
    if (++guest.failures >= most_failures) return give_up_for_good(index);
    come_again(index, back_off(guest.failures, dice_));
}

void Worker::break_line(std::uint32_t index) {
    Guest& guest = guests_[index];
    leave_room(guest);
    guest.wire.close();
    guest.state = State::outside;
    ++guest.line;
}

void Worker::leave_room(Guest& guest) {
    if (guest.state == State::inside) live_.inside -= 1;
}

void Worker::come_again(std::uint32_t index, Micros after) {
    timers_.push({.due = now() + after, .guest = index, .line = guests_[index].line});
}

void Worker::give_up_for_good(std::uint32_t index) {
    Guest& guest = guests_[index];
    break_line(index);
    guest.state = State::gone;
    live_.gone += 1;
    if (guest.in_storm) live_.gone_in_storm += 1;
    for (auto& owed : guest.owed)
        if (owed.message != 0) settle(owed);
}

void Worker::lock(std::uint32_t index) {
    if (guests_[index].state != State::inside) return;
    stop_reading(index);
    ++figures_.locked;
}

void Worker::stop_reading(std::uint32_t index) {
    Guest& guest = guests_[index];
    // As if the radio slept: the server finds out by itself.
    epoll_ctl(epoll_, EPOLL_CTL_DEL, guest.wire.fd(), nullptr);
    leave_room(guest);
    guest.state = State::dark;
}

void Worker::unlock(std::uint32_t index, Time due) {
    Guest& guest = guests_[index];
    if (guest.state != State::dark) return;
    guest.due = due;
    break_line(index);
    begin_coming(index);
}

}  // namespace candour::load
