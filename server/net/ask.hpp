// ask: how an endpoint awaits what another thread has to tell it, be it a shard or the blocking
// pool.
#pragma once

#include "server/net/socket.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <utility>

namespace candour::net {

/// What all of net's coroutines give: they know their executor's type, which spares an allocation.
template <class Value>
using Awaitable = asio::awaitable<Value, Socket::executor_type>;
using UseAwaitable = asio::use_awaitable_t<Socket::executor_type>;
inline constexpr UseAwaitable use_awaitable;

/// Calls `start(done)` at once. `done(value)` is to be called once, on any thread; the coroutine
/// that awaits goes on with the value on its own. `done` may be copied.
template <class Value, class Start>
Awaitable<Value> ask(Start start) {
    const auto executor = co_await asio::this_coro::executor;
    auto begin = [&start, &executor](auto handler) {
        const auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        auto done = [shared, executor](Value value) {
            asio::post(executor, [shared, value = std::move(value)]() mutable {
                (*shared)(std::move(value));
            });
        };
        start(std::move(done));
    };
    const auto& token = use_awaitable;
    auto asking = asio::async_initiate<const UseAwaitable, void(Value)>(std::move(begin), token);
    co_return co_await std::move(asking);
}

}  // namespace candour::net
