// Acked means durable: a real server is killed again and again while people answer; no answer that
// it acked may be lost, counted twice, or counted after the close.
//
// CANDOUR_CRASH_CYCLES (100) and CANDOUR_SEED choose how long and which; CANDOUR_CRASH_BINARY
// another server.
#include "protocol/cpp/codec.hpp"
#include "tests/crash/folder.hpp"
#include "tests/crash/room.hpp"
#include "tests/crash/server.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace candour::crash {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t live_rooms = 2;
/// A failing server fails in many ways at once; the first few say enough.
constexpr std::size_t max_accusations = 10;

/// Owner and thread: the test.
class Trial {
public:
    explicit Trial(std::uint64_t seed) : dice_(seed), server_(server_in(folder_.path())) {}
    ~Trial() {
        server_.kill();
        if (!accusations_.empty()) folder_.keep();
    }

    /// One life of the server, from its start to its end, and what people find in it.
    void live_once() {
        ++life_;
        const std::uint16_t port = start();
        if (port == 0) return accuse("the server does not start");
        for (const auto& room : rooms_) room->come(port);
        for (const auto& room : rooms_) room->audit();
        if (!accusations_.empty()) return;
        if (rooms_.empty()) open_room_and_wait(port);
        work(port, milliseconds(dice_.below(180)));
        end();
    }
    /// A last life in which nothing happens but the audit.
    void audit() {
        ++life_;
        const std::uint16_t port = start();
        if (port == 0) return accuse("the server does not start");
        for (const auto& room : rooms_) room->come(port);
        for (const auto& room : rooms_) room->audit();
        end();
    }

    [[nodiscard]] bool goes_on() const { return accusations_.empty(); }
    [[nodiscard]] std::uint64_t kills() const noexcept { return kills_; }
    [[nodiscard]] const Tally& tally() const noexcept { return tally_; }
    [[nodiscard]] std::string accusations() const {
        std::string all = "data and output of the server: " + folder_.path().string() + '\n';
        for (const std::string& one : accusations_) all += one + '\n';
        return all;
    }

private:
    [[nodiscard]] std::uint16_t start() {
        // Rooms may find another home at each start.
        const std::vector<std::string> arguments{"--shards", std::to_string(1 + life_ % 3)};
        server_.start(arguments);
        if (dice_.one_in(8)) {
            // Also while it reads its log.
            run_until(context_, std::chrono::steady_clock::now() + milliseconds(dice_.below(40)));
            server_.kill();
            server_.start(arguments);
        }
        return server_.port();
    }

    /// People answer and facilitators lead, for so long.
    void work(std::uint16_t port, milliseconds time) {
        const auto end = std::chrono::steady_clock::now() + time;
        for (const auto& room : rooms_) room->answer();
        for (auto now = end - time; now < end; now = std::chrono::steady_clock::now()) {
            run_until(context_, std::min(end, now + milliseconds(1 + dice_.below(25))));
            for (const auto& room : rooms_) room->act();
            const auto live =
                std::ranges::count_if(rooms_, [](const auto& room) { return !room->has_ended(); });
            if (!opening_ && static_cast<std::size_t>(live) < live_rooms) open_room(port);
        }
    }

    void end() {
        if (dice_.one_in(12)) {
            if (!server_.stop()) accuse("the server does not stop when it is told to");
        } else {
            server_.kill();
            ++kills_;
        }
        // What it had sent before is still heard.
        if (!run_until(context_, [this] {
                return !opening_ && std::ranges::all_of(
                                        rooms_, [](const auto& room) { return room->is_gone(); });
            }))
            accuse("a connection outlives the server");
        for (const auto& room : rooms_) room->cut_off();
    }

    void open_room(std::uint16_t port) {
        opening_ = true;
        crash::open_room(context_, port, trial_deck(), [this, port](const Answer& answer) {
            opening_ = false;
            if (answer.status == 0) return;  // cut off: nobody was promised anything
            const auto opened = parse_room_opened(answer.body);
            if (!opened) return accuse("not a room: " + answer.body);
            ++tally_.rooms_opened;
            rooms_.push_back(
                std::make_unique<Room>(context_, *opened, 1'000 * ++room_seed_ + dice_.below(1'000),
                                       tally_, [this](const std::string& what) { accuse(what); }));
            rooms_.back()->come(port);
        });
    }
    void open_room_and_wait(std::uint16_t port) {
        open_room(port);
        if (!run_until(context_, [this] { return !opening_; })) accuse("no room opens");
    }

    void accuse(const std::string& what) {
        if (accusations_.size() < max_accusations)
            accusations_.push_back("life " + std::to_string(life_) + ": " + what);
    }

    Folder folder_;
    Dice dice_;
    asio::io_context context_;
    ServerProcess server_;
    std::vector<std::unique_ptr<Room>> rooms_;
    std::vector<std::string> accusations_;
    Tally tally_;
    std::uint64_t life_ = 0;
    std::uint64_t kills_ = 0;  // the other lives ended by SIGTERM
    std::uint64_t room_seed_ = 0;
    bool opening_ = false;
};

}  // namespace

TEST_CASE(
    "killed at any moment, a server has lost no acked answer and counted none twice or late") {
    const std::uint64_t cycles = seeds::from_environment("CANDOUR_CRASH_CYCLES", 100);
    const std::uint64_t seed = seeds::from_environment("CANDOUR_SEED", 20'261'122);
    CAPTURE(seed);
    Trial trial(seed);
    while (trial.kills() < cycles && trial.goes_on()) trial.live_once();
    if (trial.goes_on()) trial.audit();
    CHECK_MESSAGE(trial.goes_on(), trial.accusations());

    // A trial in which nothing happened would prove nothing.
    const Tally& tally = trial.tally();
    MESSAGE(trial.kills() << " kills: " << tally.acked << " answers acked, " << tally.cut_off
                          << " cut off (of which kept all the same: " << tally.cut_off_kept
                          << "; said again: " << tally.repeated << "), " << tally.too_late
                          << " sent too late; " << tally.controls
                          << " controls; hidden words found: " << tally.hidden << "; rooms: "
                          << tally.rooms_opened << " opened, " << tally.rooms_ended << " ended");
    if (cycles < 50) return;
    CHECK(tally.acked > 10 * cycles);
    CHECK(tally.cut_off > cycles);
    CHECK(tally.cut_off_kept > 0);
    CHECK(tally.too_late > cycles / 10);
    CHECK(tally.repeated > cycles / 2);
    CHECK(tally.hidden > 0);
    CHECK(tally.rooms_ended > 0);
}

}  // namespace candour::crash
