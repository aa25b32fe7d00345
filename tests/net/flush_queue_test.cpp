#include "server/net/flush_queue.hpp"

#include "server/app/limits.hpp"

#include <boost/asio/post.hpp>
#include <doctest/doctest.h>

#include <memory>
#include <vector>

namespace candour::net {
namespace {

struct Item final : Flushing {
    void flush() override { ++times; }
    int times = 0;
};

TEST_CASE("however often it is woken in one turn, it is flushed once") {
    asio::io_context context(1);
    FlushQueue queue(context);
    Item item;
    asio::post(context, [&] {
        for (int i = 0; i < 10; ++i) queue.add(item);
        CHECK(item.times == 0);  // never from inside the one who wakes it
    });
    context.run();
    CHECK(item.times == 1);
    queue.add(item);
    context.restart();
    context.run();
    CHECK(item.times == 2);
}

TEST_CASE("what is destroyed before its turn is not flushed") {
    asio::io_context context(1);
    FlushQueue queue(context);
    auto item = std::make_unique<Item>();
    queue.add(*item);
    item.reset();
    CHECK(context.run() == 1);  // the turn comes, and finds nobody
}

TEST_CASE("a broadcast to many lets others have a turn in between") {
    asio::io_context context(1);
    FlushQueue queue(context);
    std::vector<Item> items(app::limits::flushes_per_turn * 3);
    for (auto& item : items) queue.add(item);
    int flushed_before = -1;
    asio::post(context, [&] {
        flushed_before = 0;
        for (const auto& item : items) flushed_before += item.times;
    });
    context.run();
    CHECK(flushed_before == static_cast<int>(app::limits::flushes_per_turn));
    for (const auto& item : items) CHECK(item.times == 1);
}

}  // namespace
}  // namespace candour::net
