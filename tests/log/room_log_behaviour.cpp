#include "tests/log/room_log_behaviour.hpp"

#include "tests/log/asking.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

namespace candour::log {
namespace {

void gives_back_what_it_was_given(RoomLog& log) {
    CHECK(all_rooms(log).empty());
    CHECK(read(log, here).records.empty());
    const std::string binary("\0\xFF\n\0", 4);
    const std::string large(300'000, 'x');
    REQUIRE_FALSE(append(log, {record(here, 1, "one"), record(there, 1, binary)}));
    REQUIRE_FALSE(append(log, {record(here, 2, ""), record(here, 3, large)}));

    const Read all = read(log, here);
    CHECK_FALSE(all.error);
    CHECK(all.records ==
          std::vector<Record>{record(here, 1, "one"), record(here, 2, ""), record(here, 3, large)});
    CHECK(bytes_of(log, there) == std::vector<std::string>{binary});
    std::vector<RoomId> rooms = all_rooms(log);
    CHECK(rooms.size() == 2);
    CHECK(std::ranges::count(rooms, here) == 1);
}

void reads_from_a_position(RoomLog& log) {
    for (std::uint64_t i = 1; i <= 5; ++i)
        REQUIRE_FALSE(append(log, {record(here, i, std::to_string(i))}));
    const Read rest = read(log, here, 4);
    CHECK_FALSE(rest.error);
    CHECK(rest.records == std::vector<Record>{record(here, 4, "4"), record(here, 5, "5")});
    CHECK(read(log, here, 6).records.empty());
    CHECK(read(log, here, 0).records.size() == 5);
}

void takes_only_the_next_number(RoomLog& log) {
    CHECK(append(log, {record(here, 2, "early")}) == LogError::gap);
    CHECK(append(log, {record(here, 0, "none")}) == LogError::gap);
    REQUIRE_FALSE(append(log, {record(here, 1, "one")}));
    CHECK(append(log, {record(here, 1, "again")}) == LogError::gap);
    CHECK(append(log, {record(here, 3, "early")}) == LogError::gap);
    CHECK(append(log, {record(here, 2, "two"), record(here, 2, "twice")}) == LogError::gap);
    CHECK(bytes_of(log, here) == std::vector<std::string>{"one"});
}

void takes_all_of_a_call_or_nothing(RoomLog& log) {
    CHECK(append(log, {record(there, 1, "fits"), record(here, 2, "does not")}) == LogError::gap);
    CHECK(read(log, there).records.empty());
    CHECK_FALSE(append(log, {record(there, 1, "fits"), record(here, 1, "now too")}));
    CHECK_FALSE(append(log, {}));
}

void replaces_a_room_by_its_sealed_results(RoomLog& log) {
    REQUIRE_FALSE(append(log, {record(here, 1, "one"), record(there, 1, "other")}));
    REQUIRE_FALSE(append(log, {record(here, 2, "two")}));
    CHECK(all_sealed(log).empty());

    REQUIRE_FALSE(seal(log, here, "results"));
    CHECK(all_sealed(log) == Sealed{{here, "results"}});
    CHECK(read(log, here).records.empty());
    CHECK(all_rooms(log) == std::vector<RoomId>{there});
    CHECK(bytes_of(log, there) == std::vector<std::string>{"other"});
}

void takes_nothing_for_a_sealed_room(RoomLog& log) {
    REQUIRE_FALSE(append(log, {record(here, 1, "one")}));
    REQUIRE_FALSE(seal(log, here, "results"));
    CHECK(append(log, {record(here, 1, "one")}) == LogError::gap);
    CHECK(append(log, {record(here, 2, "two")}) == LogError::gap);
    CHECK_FALSE(seal(log, here, "better results"));
    CHECK(all_sealed(log) == Sealed{{here, "better results"}});
    CHECK_FALSE(seal(log, there, ""));
    CHECK(all_sealed(log).size() == 2);
}

void forgets_a_room_as_if_it_had_never_been(RoomLog& log) {
    REQUIRE_FALSE(append(log, {record(here, 1, "one"), record(there, 1, "other")}));
    REQUIRE_FALSE(seal(log, here, "results"));
    REQUIRE_FALSE(forget(log, here));
    REQUIRE_FALSE(forget(log, there));
    REQUIRE_FALSE(forget(log, room_of(3)));
    CHECK(all_sealed(log).empty());
    CHECK(all_rooms(log).empty());
    CHECK_FALSE(append(log, {record(here, 1, "afresh")}));
    CHECK(bytes_of(log, here) == std::vector<std::string>{"afresh"});
}

void tells_in_the_order_of_the_calls(RoomLog& log) {
    std::vector<int> told;  // by one thread, one after the other
    std::promise<void> last;
    for (int i = 1; i <= 200; ++i)
        log.append({record(here, static_cast<std::uint64_t>(i), std::to_string(i))},
                   [&told, &last, i](std::error_code error) {
                       CHECK_FALSE(error);
                       told.push_back(i);
                       if (i == 200) last.set_value();
                   });
    last.get_future().get();
    CHECK(told.size() == 200);
    CHECK(std::ranges::is_sorted(told));
    CHECK(read(log, here).records.size() == 200);
}

void serves_several_threads(RoomLog& log) {
    constexpr std::uint64_t each = 50;
    std::atomic<int> refused = 0;
    std::vector<std::thread> writers;
    for (std::uint64_t room = 10; room < 14; ++room)
        writers.emplace_back([&log, &refused, room] {
            for (std::uint64_t i = 1; i <= each; ++i)
                if (append(log, {record(room_of(room), i, std::to_string(room))})) ++refused;
        });
    std::atomic<bool> over = false;
    std::thread reader([&] {
        while (!over)
            for (const RoomId& room : all_rooms(log))
                if (read(log, room).error) ++refused;
    });
    for (std::thread& writer : writers) writer.join();
    over = true;
    reader.join();
    CHECK(refused == 0);
    for (std::uint64_t room = 10; room < 14; ++room)
        CHECK(bytes_of(log, room_of(room)) == std::vector<std::string>(each, std::to_string(room)));
}

/// Against the simplest model, for any order of calls.
void agrees_with_a_list(RoomLog& log) {
    constexpr std::uint64_t seed = 20221123;
    CAPTURE(seed);
    seeds::Dice dice{seed};
    std::map<RoomId, std::vector<std::string>> batches;
    std::map<RoomId, std::string> sealed;
    for (int i = 0; i < 400; ++i) {
        CAPTURE(i);
        const RoomId room = room_of(dice.below(40));
        const std::uint64_t what = dice.below(20);
        if (what == 0) {
            REQUIRE_FALSE(forget(log, room));
            batches.erase(room);
            sealed.erase(room);
        } else if (what <= 2) {
            sealed[room] = std::to_string(i);
            batches.erase(room);
            REQUIRE_FALSE(seal(log, room, sealed[room]));
        } else {
            const std::uint64_t next = batches[room].size() + 1;
            std::string bytes(dice.below(3000), static_cast<char>('a' + i % 26));
            const auto error = append(log, {record(room, next, bytes)});
            REQUIRE(error == (sealed.contains(room) ? LogError::gap : std::error_code{}));
            if (!error) batches[room].push_back(bytes);
        }
    }
    for (const auto& [room, expected] : batches) CHECK(bytes_of(log, room) == expected);
    Sealed all = all_sealed(log);
    std::ranges::sort(all);
    CHECK(all == Sealed(sealed.begin(), sealed.end()));
}

}  // namespace

void behaves_like_a_room_log(const std::function<std::unique_ptr<RoomLog>()>& make) {
    const std::unique_ptr<RoomLog> log = make();
    REQUIRE(log);
    SUBCASE("gives back what it was given") {
        gives_back_what_it_was_given(*log);
    }
    SUBCASE("reads from a position") {
        reads_from_a_position(*log);
    }
    SUBCASE("takes only the next number") {
        takes_only_the_next_number(*log);
    }
    SUBCASE("takes all of a call or nothing") {
        takes_all_of_a_call_or_nothing(*log);
    }
    SUBCASE("replaces a room by its sealed results") {
        replaces_a_room_by_its_sealed_results(*log);
    }
    SUBCASE("takes nothing for a sealed room") {
        takes_nothing_for_a_sealed_room(*log);
    }
    SUBCASE("forgets a room as if it had never been") {
        forgets_a_room_as_if_it_had_never_been(*log);
    }
    SUBCASE("tells in the order of the calls") {
        tells_in_the_order_of_the_calls(*log);
    }
    SUBCASE("serves several threads") {
        serves_several_threads(*log);
    }
    SUBCASE("agrees with a list, for any order of calls") {
        agrees_with_a_list(*log);
    }
}

}  // namespace candour::log
