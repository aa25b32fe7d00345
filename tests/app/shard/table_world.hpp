// A room table alone: no shard, no thread, no log and no clock. What it wants done is looked at,
// and what became of that is told to it.
#pragma once

#include "server/app/limits.hpp"
#include "server/app/room/opening.hpp"
#include "server/app/shard/room_table.hpp"
#include "tests/app/seeded_random.hpp"
#include "tests/domain/decks.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace candour::app::test {

using namespace domain_test;
using namespace std::chrono_literals;

inline const std::string today = "2026-11-22";

template <class Kind, class Variant>
inline constexpr bool is_one_of = false;
template <class Kind, class... Kinds>
inline constexpr bool is_one_of<Kind, std::variant<Kinds...>> =
    (std::is_same_v<Kind, Kinds> || ...);

/// A table with rooms, and what it asked for.
class Table {
public:
    explicit Table(std::size_t people = 100, std::uint32_t people_per_room = 100)
        : quota(people),
          table({.shard = 0,
                 .shards = 2,
                 .people_per_room = people_per_room,
                 .idle_until_sealed = 24h,
                 .keep_unused = std::chrono::days{14},
                 .keep_sealed = std::chrono::days{90},
                 .fault_injection = {}},
                quota,
                random,
                counters) {}

    /// Opens a room with one question.
    OpenedRoom open(const Slide& slide = choice("where", 2)) {
        RoomOpening opening = prepare_room(deck({slide}), random);
        const OpenedRoom links = opening.links;
        id = opening.id;
        rooms.push_back(opening.code);
        table.add(begin_room(std::move(opening), random), now_since_boot);
        return links;
    }
    /// Says hello on a seat of its own; the shards take turns.
    SeatAddress knock(const OpenedRoom& room,
                      Role role,
                      const std::string& capability = {},
                      bool may_guess = true,
                      bool from_many = true) {
        Hello hello;
        hello.role = role;
        hello.code = room.code;
        if (!capability.empty()) hello.capability = capability;
        const SeatAddress from{seats++ % 2, SeatId{seats}};
        table.hello({room.code, from, hello, may_guess, from_many}, now_since_boot, today, effects);
        return from;
    }
    SeatAddress facilitate(const OpenedRoom& room) {
        const std::string& path = room.facilitator_path;
        return knock(room, Role::facilitator, path.substr(path.find('#') + 1));
    }
    SeatAddress project(const OpenedRoom& room) {
        const std::string& path = room.projector_path;
        return knock(room, Role::projector, path.substr(path.find('#') + 1));
    }
    /// A participant who is let in, with its ticket.
    std::pair<SeatAddress, Bytes16> join(const OpenedRoom& room) {
        const SeatAddress seat = knock(room, Role::participant);
        return {seat, take<Welcomed>().ticket};
    }
    void ask(const OpenedRoom& room, const SeatAddress& from, Request request) {
        Ask ask{room.code, from, MessageId{"message " + std::to_string(++asked)},
                std::move(request)};
        table.request(ask, now_since_boot, effects);
    }
    void control(const OpenedRoom& room, const SeatAddress& from, Action action) {
        Control control;
        control.action = action;
        if (action == Action::go_to)
            control.slide = SlideId{"where"};
        else if (action == Action::open)
            control.question = SlideId{"where"};
        ask(room, from, control);
    }
    /// The tick of every room, whether or not it wants one.
    void tick() {
        const std::array<std::chrono::nanoseconds, 2> costs{9us, 9us};
        table.tick(rooms, {now, costs, today}, effects);
    }
    /// Two ticks: what there is goes to the log, which takes it at once; and is shown and acked.
    void commit() {
        tick();
        table.written(take<Append>().records, effects);
        effects.clear();
        tick();
    }
    /// The question is shown and opened.
    void start(const OpenedRoom& room, const SeatAddress& facilitator) {
        control(room, facilitator, Action::go_to);
        control(room, facilitator, Action::open);
        effects.clear();
        commit();
    }
    /// Somebody joins and writes a text, which is kept, and shown to whom it is time to.
    void write(const OpenedRoom& room, const char* text) {
        const auto [phone, ticket] = join(room);
        ask(room, phone, SubmitRequest{SlideId{"where"}, Round{1}, ticket, texts({text}), {}});
        commit();
        effects.clear();
    }
    /// The facilitator ends the room, and the log is given its results.
    Seal end(const OpenedRoom& room, const SeatAddress& facilitator) {
        control(room, facilitator, Action::end);
        commit();
        return take<Seal>();
    }
    void seal(const OpenedRoom& room, std::error_code error = {}) {
        results = table.results(room.code, today);
        effects.clear();
        table.sealed(room.code, error, effects);
    }

    // ---- what it asked for ---------------------------------------------------------------------

    template <class Wanted>
    [[nodiscard]] static const Wanted* as(const Effect& effect) {
        if constexpr (is_one_of<Wanted, ToSeats>) {
            const auto* message = std::get_if<ToSeats>(&effect);
            return message == nullptr ? nullptr : std::get_if<Wanted>(message);
        } else {
            return std::get_if<Wanted>(&effect);
        }
    }
    template <class Wanted>
    [[nodiscard]] std::vector<Wanted> all() const {
        std::vector<Wanted> all;
        for (const Effect& effect : effects)
            if (const Wanted* wanted = as<Wanted>(effect)) all.push_back(*wanted);
        return all;
    }
    /// The one thing of this kind; then all is forgotten.
    template <class Wanted>
    Wanted take() {
        const std::vector<Wanted> found = all<Wanted>();
        REQUIRE(found.size() == 1);
        effects.clear();
        return found.front();
    }
    /// What the one reply says: "ack" or the refusal's code.
    std::string reply() {
        const auto message = parse_server_message(take<Reply>().frame.message());
        REQUIRE(message.has_value());
        if (const auto* refusal = std::get_if<Refusal>(&*message))
            return std::string(to_string(refusal->code));
        return std::holds_alternative<Ack>(*message) ? "ack" : "another message";
    }

    SeededRandom random{1};
    Quota quota;
    Counters counters;
    RoomTable table;
    Effects effects;
    RoomId id;
    std::vector<RoomCode> rooms;
    std::string results;
    RoomTable::TimePoint now{1h};
    std::chrono::nanoseconds now_since_boot = 1h;
    std::size_t seats = 0;
    std::uint64_t asked = 0;
};

}  // namespace candour::app::test
