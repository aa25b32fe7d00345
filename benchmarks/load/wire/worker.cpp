#include "benchmarks/load/wire/worker.hpp"

#include "benchmarks/load/rules/handshake.hpp"
#include "protocol/cpp/messages.hpp"

#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <ctime>
#include <utility>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t scratch_bytes = 262'144;
constexpr int events_per_turn = 256;
/// Timers that are run before lines are read again: about 2 ms.
constexpr int timers_per_turn = 256;
constexpr std::uint64_t waker = ~std::uint64_t{0};
/// protocol/README.md, "Ping": every person says something within this time.
constexpr Micros alive_every = 20s;
constexpr Micros alive_step = 100ms;
constexpr Micros window = 250ms;

Micros cpu_of_this_thread() {
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return std::chrono::seconds(used.tv_sec) +
           std::chrono::duration_cast<Micros>(std::chrono::nanoseconds(used.tv_nsec));
}

}  // namespace

Worker::Worker(const Setup& setup, Part part)
    : setup_(setup),
      part_(part),
      dice_(setup.seed * 1'000'003 + part.first),
      guests_(part.count),
      scratch_(scratch_bytes),
      upgrade_(upgrade_request(setup.authority, "/ws", protocol_name)),
      wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    assert(wake_ >= 0);
    for (std::uint32_t i = 0; i < part.count; ++i)
        guests_[i].sampled = person(i) % setup.sample_every == 0 &&
                             !never_reads(person(i), setup.never_read_percent, setup.seed);
    thread_ = std::thread([this] { run(); });
}

Worker::~Worker() {
    finish();
    close(wake_);
}

void Worker::post(std::function<void()> command) {
    {
        const std::lock_guard lock(mutex_);
        commands_.push_back(std::move(command));
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(wake_, &one, sizeof one);
}

void Worker::come(Time from, Micros over) {
    post([this, from, over] {
        for (std::uint32_t i = 0; i < guests_.size(); ++i) {
            guests_[i].due = from + arrival(person(i), setup_.people, over, dice_);
            timers_.push({.due = guests_[i].due, .guest = i, .line = guests_[i].line});
        }
    });
}

void Worker::ask(std::uint32_t question, Time from, Micros over) {
    // Before the worker gets to it: the rehearsal waits until nothing is outstanding.
    live_.outstanding += 1;
    post([this, question, from, over] {
        question_ = question;
        asking_ = true;
        for (Guest& guest : guests_) guest.tally = {};
        window_begin_ = {};
        for (std::uint32_t i = 0; i < guests_.size(); ++i)
            if (never_reads(person(i), setup_.never_read_percent, setup_.seed)) {
                if (guests_[i].state == State::inside) stop_reading(i);
                figures_.never_read += question == 0 ? 1 : 0;
            } else if (guests_[i].was_inside && guests_[i].state != State::gone) {
                plan(i, question, from, over);
            }
        live_.outstanding -= 1;
    });
}

void Worker::await_last_tally() {
    live_.without_last_tally += 1;  // until the worker has counted
    post([this] {
        for (std::uint32_t i = 0; i < guests_.size(); ++i) {
            Guest& guest = guests_[i];
            if (guest.state != State::inside ||
                never_reads(person(i), setup_.never_read_percent, setup_.seed))
                continue;
            live_.without_last_tally += 1;
            guest.awaits_last_tally = true;
            see_last_tally(guest, setup_.boards[room(i)]);
        }
        live_.without_last_tally -= 1;
    });
}

void Worker::hush() {
    post([this] {
        asking_ = false;
        live_.without_last_tally = 0;
        for (Guest& guest : guests_) {
            guest.awaits_last_tally = false;
            for (auto& owed : guest.owed)
                if (owed.message != 0) settle(owed);
        }
    });
}

void Worker::storm() {
    live_.stormed += 1;  // until the worker has counted
    post([this] {
        const Time at = now();
        for (std::uint32_t i = 0; i < guests_.size(); ++i) {
            Guest& guest = guests_[i];
            if (guest.state != State::inside) continue;
            live_.stormed += 1;
            guest.in_storm = true;
            guest.due = at;
            break_line(i);
            come_again(i, back_off(0, dice_));
        }
        live_.stormed -= 1;
    });
}

void Worker::finish() {
    if (!thread_.joinable()) return;
    post([this] { ending_ = true; });
    thread_.join();
}

void Worker::run() {
    if (part_.own_files) unshare(CLONE_FILES);
    epoll_ = epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = waker;
    epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event);
    while (!ending_) {
        wait_and_read();
        run_commands();
        run_timers();
        const Time at = now();
        keep_alive(at);
        watch_self(at);
    }
    for (Guest& guest : guests_) guest.wire.close();
    close(epoll_);
}

void Worker::wait_and_read() {
    const Time until = timers_.empty() ? next_alive_ : std::min(next_alive_, timers_.top().due);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - now()).count();
    std::array<epoll_event, events_per_turn> events{};
    const int count = epoll_wait(epoll_, events.data(), events_per_turn,
                                 static_cast<int>(std::clamp<std::int64_t>(left, 0, 100)));
    for (int i = 0; i < count; ++i) {
        const auto& event = events[static_cast<std::size_t>(i)];
        if (event.data.u64 == waker) {
            std::uint64_t rung = 0;
            [[maybe_unused]] const auto size = read(wake_, &rung, sizeof rung);
        } else {
            on_event(static_cast<std::uint32_t>(event.data.u64), event.events);
        }
    }
}

void Worker::run_commands() {
    std::vector<std::function<void()>> commands;
    {
        const std::lock_guard lock(mutex_);
        commands.swap(commands_);
    }
    for (const auto& command : commands) command();
}

void Worker::run_timers() {
    for (int i = 0; i < timers_per_turn && !timers_.empty(); ++i) {
        const Time at = now();
        if (timers_.top().due > at) return;
        const Timer timer = timers_.top();
        timers_.pop();
        // What the schedule asked for. Waiting for an answer is not the tool's own doing, and that
        // a storm takes its time is what the storm is for.
        if (timer.act != Act::give_up && !guests_[timer.guest].in_storm)
            figures_.lateness.add(at - timer.due);
        run(timer);
    }
}

void Worker::run(const Timer& timer) {
    Guest& guest = guests_[timer.guest];
    switch (timer.act) {
        case Act::come:
            if (timer.line == guest.line && guest.state == State::outside)
                begin_coming(timer.guest);
            return;
        case Act::give_up:
            // Whoever has locked the phone since was inside.
            if (timer.line != guest.line || guest.state == State::inside ||
                guest.state == State::dark)
                return;
            if (guest.state == State::upgrading || guest.state == State::connecting)
                ++figures_.lines.not_connected;
            return on_lost(timer.guest);
        case Act::answer: return answer(timer.guest, timer.question, timer.due);
        case Act::lock: return lock(timer.guest);
        case Act::unlock: return unlock(timer.guest, timer.due);
    }
}

/// A slice of all people at a time, so that pings are spread too.
void Worker::keep_alive(Time at) {
    if (at < next_alive_) return;
    next_alive_ = at + alive_step;
    const auto slices = static_cast<std::uint32_t>(alive_every / alive_step);
    const auto slice = part_.count / slices + 1;
    for (std::uint32_t i = 0; i < slice; ++i) {
        alive_from_ = (alive_from_ + 1) % part_.count;
        if (guests_[alive_from_].state == State::inside)
            say(alive_from_, Opcode::text, R"({"type":"ping"})");
    }
}

void Worker::watch_self(Time at) {
    if (!asking_ || at < window_begin_ + window) return;
    const Micros used = cpu_of_this_thread();
    if (window_begin_ != Time{})
        figures_.busy.push_back(in_seconds(used - window_cpu_) / in_seconds(at - window_begin_));
    window_begin_ = at;
    window_cpu_ = used;
}

}  // namespace candour::load
