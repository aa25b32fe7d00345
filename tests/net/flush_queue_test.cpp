#include "server/net/flush_queue.hpp"

#include "server/app/audience/counters.hpp"
#include "server/app/limits.hpp"

#include <boost/asio/post.hpp>
#include <doctest/doctest.h>

#include <memory>
#include <vector>

namespace candour::net {
namespace {

using app::Urgency;

struct Flushed final : Flushing {
    void flush() override { ++times; }
    int times = 0;
};

TEST_CASE("however often it is woken in one turn, it is flushed once") {
    asio::io_context context(1);
    app::Counters counters;
    FlushQueue queue(context, counters);
    Flushed item;
    asio::post(context, [&] {
        for (int i = 0; i < 10; ++i) queue.add(item, Urgency::shared);
        CHECK(item.times == 0);  // never from inside the one who wakes it
    });
    context.run();
    CHECK(item.times == 1);
    queue.add(item, Urgency::shared);
    context.restart();
    context.run();
    CHECK(item.times == 2);
}

TEST_CASE("what is destroyed before its turn is not flushed") {
    asio::io_context context(1);
    app::Counters counters;
    FlushQueue queue(context, counters);
    auto item = std::make_unique<Flushed>();
    queue.add(*item, Urgency::shared);
    item.reset();
    CHECK(context.run() == 1);  // the turn comes, and finds nobody
}

TEST_CASE("a broadcast to many lets others have a turn in between") {
    asio::io_context context(1);
    app::Counters counters;
    FlushQueue queue(context, counters);
    std::vector<Flushed> items(app::limits::shared_flushes_per_turn * 3);
    for (auto& item : items) queue.add(item, Urgency::shared);
    int flushed_before = -1;
    asio::post(context, [&] {
        flushed_before = 0;
        for (const auto& item : items) flushed_before += item.times;
    });
    context.run();
    CHECK(flushed_before == static_cast<int>(app::limits::shared_flushes_per_turn));
    for (const auto& item : items) CHECK(item.times == 1);
}

TEST_CASE("what is said to one alone goes before what is said to all, and moves up when it comes") {
    asio::io_context context(1);
    app::Counters counters;
    FlushQueue queue(context, counters);
    std::vector<int> order;
    struct Named final : Flushing {
        Named(std::vector<int>& list, int number) : order(list), name(number) {}
        void flush() override { order.push_back(name); }
        std::vector<int>& order;
        int name;
    };
    Named first(order, 1), second(order, 2), third(order, 3);
    queue.add(first, Urgency::shared);
    queue.add(second, Urgency::shared);
    queue.add(third, Urgency::own);
    queue.add(second, Urgency::own);
    queue.add(third, Urgency::shared);  // no reason to wait longer
    context.run();
    CHECK(order == std::vector{3, 2, 1});
}

TEST_CASE("however many acks wait, a broadcast goes on") {
    asio::io_context context(1);
    app::Counters counters;
    FlushQueue queue(context, counters);
    std::vector<Flushed> own(app::limits::own_flushes_per_turn * 3);
    std::vector<Flushed> shared(app::limits::shared_flushes_per_turn);
    for (auto& item : shared) queue.add(item, Urgency::shared);
    for (auto& item : own) queue.add(item, Urgency::own);
    REQUIRE(context.run_one() == 1);
    for (const auto& item : shared) CHECK(item.times == 1);
    CHECK(own.front().times == 1);
    CHECK(own.back().times == 0);
}

TEST_CASE("what a delivery costs is measured where there are enough of them") {
    asio::io_context context(1);
    app::Counters counters;
    FlushQueue queue(context, counters);
    Flushed one;
    queue.add(one, Urgency::shared);
    context.run();
    CHECK(counters.delivery_ns.value() == 0);
    std::vector<Flushed> many(100);
    for (auto& item : many) queue.add(item, Urgency::shared);
    context.restart();
    context.run();
    CHECK(counters.delivery_ns.value() > 0);
}

}  // namespace
}  // namespace candour::net
