// Worker: up to 15,000 made-up people on one thread with one epoll.
#pragma once

#include "benchmarks/load/rules/frames.hpp"
#include "benchmarks/load/rules/peek.hpp"
#include "benchmarks/load/rules/schedule.hpp"
#include "benchmarks/load/wire/guest.hpp"
#include "benchmarks/load/wire/setup.hpp"
#include "benchmarks/load/wire/worker_figures.hpp"
#include "server/commands/people/dice.hpp"

#include <functional>
#include <mutex>
#include <queue>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace candour::load {

/// A process may open 20,000 files on many systems; a thread with a file table of its own may
/// again.
inline constexpr std::uint32_t people_per_worker = 15'000;

/// Owner: a rehearsal. Thread: its own, which posted commands reach. Lifetime: one rehearsal; the
/// destructor ends the thread.
class Worker {
public:
    struct Part {
        std::uint32_t first = 0;  // person
        std::uint32_t count = 0;
        /// Whether the thread leaves the process's file table: needed when there are more people
        /// than files in one.
        bool own_files = false;
    };

    Worker(const Setup& setup, Part part);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Any thread:

    /// Everybody comes, spread over the time.
    void come(Time from, Micros over);
    /// Question number `question` has been opened at `from`.
    void ask(std::uint32_t question, Time from, Micros over);
    /// All answers are acked; measures when each phone showed the tally that counts them all.
    void await_last_tally();
    /// It closes: what was not acked is not waited for any more.
    void hush();
    /// Everybody's line breaks at once.
    void storm();
    /// Everybody goes, and the thread ends. Call figures() after it.
    void finish();

    [[nodiscard]] const LiveFigures& live() const noexcept { return live_; }
    [[nodiscard]] const WorkerFigures& figures() const noexcept { return figures_; }

private:
    enum class Act : std::uint8_t { come, give_up, answer, lock, unlock };
    struct Timer {
        Time due{};
        std::uint32_t guest = 0;
        std::uint32_t line = 0;      // come and give_up: of which line
        std::uint32_t question = 0;  // answer
        Act act = Act::come;
        friend bool operator>(const Timer& a, const Timer& b) { return a.due > b.due; }
    };
    using State = Guest::State;

    void post(std::function<void()> command);
    void run();
    void wait_and_read();
    void run_commands();
    void run_timers();
    void run(const Timer& timer);
    void keep_alive(Time at);
    void watch_self(Time at);

    // worker_door.cpp: coming and going
    void begin_coming(std::uint32_t guest);
    void on_event(std::uint32_t guest, std::uint32_t events);
    void on_connected(std::uint32_t guest);
    [[nodiscard]] std::size_t take(std::uint32_t guest, std::string_view bytes);
    [[nodiscard]] std::size_t take_upgrade(std::uint32_t guest, std::string_view bytes);
    void say_hello(std::uint32_t guest);
    void on_inside(std::uint32_t guest, Time at);
    void on_lost(std::uint32_t guest);
    void come_again(std::uint32_t guest, Micros after);
    void give_up_for_good(std::uint32_t guest);
    void leave_room(Guest& guest);
    void break_line(std::uint32_t guest);

    // worker_talk.cpp: what is said in the room
    void on_frame(std::uint32_t guest, const Frame& frame);
    void on_text(std::uint32_t guest, std::string_view text);
    void on_snapshot(std::uint32_t guest, std::string_view text, Time at);
    void on_tally(std::uint32_t guest, std::string_view text, Time at);
    void see_last_tally(Guest& guest, const Board& board);
    void on_ack(std::uint32_t guest, std::string_view text, Time at);
    void on_refusal(std::uint32_t guest, std::string_view text);
    void plan(std::uint32_t guest, std::uint32_t question, Time from, Micros over);
    void answer(std::uint32_t guest, std::uint32_t question, Time due);
    void say_owed(std::uint32_t guest, const Guest::Owed& owed);
    void settle(Guest::Owed& owed);
    void say(std::uint32_t guest, Opcode opcode, std::string_view text);
    void lock(std::uint32_t guest);
    /// The line stays, and nothing is read from it any more.
    void stop_reading(std::uint32_t guest);
    void unlock(std::uint32_t guest, Time due);

    [[nodiscard]] std::uint32_t person(std::uint32_t guest) const { return part_.first + guest; }
    [[nodiscard]] std::uint32_t room(std::uint32_t guest) const {
        return person(guest) % static_cast<std::uint32_t>(setup_.rooms.size());
    }

    const Setup& setup_;
    const Part part_;
    people::Dice dice_;
    std::vector<Guest> guests_;
    std::vector<char> scratch_;
    std::string out_;  // a frame that is being written
    std::string upgrade_;
    std::priority_queue<Timer, std::vector<Timer>, std::greater<>> timers_;
    std::uint32_t question_ = 0;  // the one that was asked last
    bool asking_ = false;
    std::uint32_t alive_from_ = 0;  // whose turn it is to ping
    Time next_alive_{};
    Time window_begin_{};
    Micros window_cpu_{};

    int epoll_ = -1;
    int wake_ = -1;
    bool ending_ = false;
    LiveFigures live_;
    WorkerFigures figures_;
    std::mutex mutex_;
    std::vector<std::function<void()>> commands_;
    std::thread thread_;
};

}  // namespace candour::load
