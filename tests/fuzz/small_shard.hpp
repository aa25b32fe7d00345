// SmallShard: one shard without threads, timers, sockets and a disk: the real seats, door and room
// table, a log that keeps everything at once, and a clock that stands still until it is moved. So
// a thousand conversations a second can be had with it, each the same when it is had again.
#pragma once

#include "server/app/audience/audiences.hpp"
#include "server/app/audience/counters.hpp"
#include "server/app/audience/door.hpp"
#include "server/app/audience/doorkeeper.hpp"
#include "server/app/audience/seat.hpp"
#include "server/app/audience/seat_host.hpp"
#include "server/app/audience/slow_lane.hpp"
#include "server/app/room/opened_room.hpp"
#include "server/app/shard/effect.hpp"
#include "server/app/shard/room_table.hpp"
#include "tests/app/seeded_random.hpp"

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace candour::fuzz {

/// Owner: a fuzz target. Thread: one. Lifetime: one input.
class SmallShard final : public app::SeatHost {
public:
    SmallShard();
    ~SmallShard() override;

    app::OpenedRoom open(const std::shared_ptr<const Deck>& deck);

    // ---- what time brings --------------------------------------------------------------------

    /// Two ticks: what there is goes to the log, and is shown and acked.
    void commit();
    /// The tick of 10 s: how many are here, how many have joined, rooms that end.
    void look();
    void pass(std::chrono::milliseconds time);
    /// Who waits because of a wrong code is looked after.
    void look_at_slow_lane();

    // SeatHost
    void ask(app::ToRoom message) override;
    [[nodiscard]] std::size_t index() const noexcept override { return 0; }
    [[nodiscard]] std::chrono::steady_clock::time_point now() const override { return now_; }
    [[nodiscard]] app::Audiences& audiences() noexcept override { return audiences_; }
    [[nodiscard]] app::Counters& counters() noexcept override { return counters_; }
    [[nodiscard]] const app::Door& door() const noexcept override { return door_; }
    [[nodiscard]] app::Doorkeeper& doorkeeper() noexcept override { return doorkeeper_; }
    void wait_as_guess(app::SeatId seat) override;
    [[nodiscard]] app::Random& random() noexcept override { return random_; }
    [[nodiscard]] const app::Frame& pong() const noexcept override { return pong_; }

private:
    template <class Decide>
    void decide(Decide decide);
    void tick();

    // What the room table wants done. What is not here is the disk's, and there is none.
    void perform(app::ToSeats& message);
    void perform(app::WantTick& want);
    void perform(app::Append& append);
    void perform(app::Seal& seal);
    void perform(app::Forget& forget);
    void perform(app::DestroyKey& destroy);
    template <class Other>
    void perform(Other& /*other*/) {}

    void hear(app::Welcomed& welcomed);
    void hear(app::TurnedAway& away);
    void hear(app::HeldBack& held);
    void hear(app::Reply& reply);
    void hear(app::Shown& shown);
    void hear(app::PresenceTold& presence);
    void hear(app::Told& told);
    void hear(app::WhetherKept& kept);
    void hear(app::Goodbye& goodbye);

    std::chrono::steady_clock::time_point now_{};
    app::test::SeededRandom random_{1};
    app::Counters counters_;
    app::Audiences audiences_{counters_};
    app::Quota people_{1'000};
    app::RoomTable table_;
    std::vector<RoomCode> due_;  // the rooms that want a tick
    app::Door door_;
    app::Doorkeeper doorkeeper_;
    app::SlowLane slow_lane_;
    app::Frame pong_;
};

/// A connection without a socket: what it is sent stays here, to be looked at.
/// Owner: a fuzz target. Thread: one. Lifetime: shorter than its shard's.
class SmallPeer final : public app::Peer {
public:
    SmallPeer(SmallShard& shard, std::uint64_t address)
        : seat_(std::in_place, shard, *this, app::AddressMark{address, false}) {}

    void say(std::string_view text) {
        if (seat_ && !closed_) seat_->on_text(text);
    }
    void say_binary() {
        if (seat_ && !closed_) seat_->on_binary();
    }
    void say_nothing_in_a_frame() {
        if (seat_ && !closed_) seat_->on_idle_frame();
    }
    void hang_up() { seat_.reset(); }
    /// What it has been sent since it was last asked.
    [[nodiscard]] std::vector<app::Frame> take() {
        std::vector<app::Frame> frames;
        if (seat_) seat_->outbox().take(frames);
        return frames;
    }

    // Peer
    void wake(app::Urgency /*urgency*/) override {}
    void close(CloseCode /*code*/, std::string_view /*reason*/) override { closed_ = true; }

private:
    std::optional<app::Seat> seat_;
    bool closed_ = false;
};

}  // namespace candour::fuzz
