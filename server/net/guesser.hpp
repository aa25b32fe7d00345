// Guesser: somebody who asks over HTTP for something by a room's code, which may be a guess. They
// are slowed as those are who say hello with one.
#pragma once

#include "server/app/audience/doorkeeper.hpp"
#include "server/app/limits.hpp"
#include "server/net/ask.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>

namespace candour::net {

/// Owner: an HttpSession, for one request. Thread: its shard. Lifetime: the request's.
class Guesser {
public:
    using Clock = std::chrono::steady_clock;

    Guesser(app::Doorkeeper& door, const app::AddressMark& who, app::WrongCodes& wrong_codes)
        : door_(door), who_(who), wrong_codes_(wrong_codes) {}

    /// Waits as long as a guess takes, where guesses are slowed. False: too many wait already.
    Awaitable<bool> may_look() {
        if (!door_.slows(who_, wrong_codes_, Clock::now())) co_return true;
        if (!door_.wait(who_, Clock::now())) co_return false;
        asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Socket::executor_type> timer(
            co_await asio::this_coro::executor, app::limits::guess_takes);
        error_code ignored;
        auto token = asio::redirect_error(use_awaitable, ignored);
        co_await timer.async_wait(token);
        door_.waited(who_, Clock::now());
        co_return true;
    }
    /// There is no such room.
    void was_wrong() {
        wrong_codes_.add();
        door_.was_wrong(who_, Clock::now());
    }

private:
    app::Doorkeeper& door_;
    app::AddressMark who_;
    app::WrongCodes& wrong_codes_;
};

}  // namespace candour::net
