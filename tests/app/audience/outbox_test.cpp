#include "server/app/audience/outbox.hpp"

#include "server/app/limits.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace candour::app {
namespace {

Frame frame(const std::string& message) {
    return make_frame(message);
}

/// A snapshot and, where there is one, a tally that say which revision they belong to.
Broadcast broadcast(std::uint64_t revision, const std::string& tally) {
    return {Revision{revision}, frame("snapshot " + std::to_string(revision)),
            tally.empty() ? Frame{} : frame(tally)};
}

/// What the connection would write now, one message after another.
std::vector<std::string> written(Outbox& outbox) {
    std::vector<Frame> frames;
    outbox.take(frames);
    std::vector<std::string> messages;
    for (const Frame& one : frames) messages.emplace_back(one.message());
    return messages;
}

using Messages = std::vector<std::string>;

}  // namespace

TEST_CASE("of the broadcasts that a slow line has not sent only the latest is kept") {
    Outbox outbox;
    CHECK_FALSE(outbox.offer(broadcast(1, "")));
    CHECK(outbox.offer(broadcast(2, "")));
    CHECK(outbox.offer(broadcast(3, "")));
    CHECK(written(outbox) == Messages{"snapshot 3"});
    CHECK(outbox.empty());
    CHECK_FALSE(outbox.offer(broadcast(4, "")));
}

TEST_CASE("a tally goes out alone only to a line that was shown a snapshot of its revision") {
    Outbox outbox;
    outbox.offer(broadcast(1, "tally a"));
    CHECK(written(outbox) == Messages{"snapshot 1"});
    outbox.offer(broadcast(1, "tally b"));
    CHECK(written(outbox) == Messages{"tally b"});

    // Revision 2 was offered, but never taken: the line has not seen it.
    outbox.offer(broadcast(2, "tally c"));
    outbox.offer(broadcast(3, "tally d"));
    CHECK(written(outbox) == Messages{"snapshot 3"});

    // The current slide is no question: the snapshot is all there is.
    outbox.offer(broadcast(3, ""));
    CHECK(written(outbox) == Messages{"snapshot 3"});
}

TEST_CASE("a line that asks again gets a snapshot, of the same revision too") {
    Outbox outbox;
    outbox.offer(broadcast(1, "tally a"));
    (void)written(outbox);
    outbox.forget_revision();
    outbox.offer(broadcast(1, "tally b"));
    CHECK(written(outbox) == Messages{"snapshot 1"});
    outbox.offer(broadcast(1, "tally c"));
    CHECK(written(outbox) == Messages{"tally c"});
}

TEST_CASE("own messages keep their order, before the broadcast, and presence comes last") {
    Outbox outbox;
    outbox.offer_presence(frame("presence 5"));
    outbox.offer(broadcast(1, ""));
    CHECK(outbox.push(frame("ack 1")));
    outbox.push_large(frame("report"));
    CHECK(outbox.push(frame("ack 2")));
    outbox.offer_presence(frame("presence 10"));
    CHECK(written(outbox) == Messages{"ack 1", "report", "ack 2", "snapshot 1", "presence 10"});
    CHECK(outbox.empty());
    CHECK(written(outbox).empty());
}

TEST_CASE("a line that lets its own messages pile up is told from one that does not") {
    const Frame ack = frame(std::string(100, 'a'));
    const std::size_t fit = limits::max_outbox_bytes / ack.bytes().size();
    Outbox outbox;
    for (std::size_t i = 0; i < fit; ++i) REQUIRE(outbox.push(ack));
    CHECK_FALSE(outbox.push(ack));

    // What has been sent is no burden any more.
    (void)written(outbox);
    CHECK(outbox.push(ack));
}

TEST_CASE("one large message passes the bound, and lets no further ones pass") {
    Outbox outbox;
    CHECK(outbox.push(frame(std::string(2 * limits::max_outbox_bytes, 'm'))));
    CHECK_FALSE(outbox.push(frame("ack")));
}

TEST_CASE("a large welcome and a large report leave the bound to what comes besides") {
    Outbox outbox;
    outbox.push_large(frame(std::string(2 * limits::max_outbox_bytes, 'w')));
    outbox.push_large(frame(std::string(2 * limits::max_outbox_bytes, 'r')));
    CHECK(outbox.push(frame("ack")));
    CHECK(outbox.push(frame(std::string(limits::max_outbox_bytes / 2, 'm'))));
    CHECK_FALSE(outbox.push(frame(std::string(limits::max_outbox_bytes / 2, 'm'))));
}

}  // namespace candour::app
