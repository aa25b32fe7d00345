// A disk that is full: the real server stops acking, says so to everybody who should know, keeps
// what it has, and goes on by itself once there is space.
#include "tests/crash/folder.hpp"
#include "tests/crash/page.hpp"
#include "tests/crash/server.hpp"

#include <doctest/doctest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <functional>

namespace candour::crash {
namespace {

/// No space at all, from when to when.
struct Shortage {
    std::function<void(pid_t server)> begin;
    std::function<void(pid_t server)> end;
};

std::string other_than(const std::string& counts) {
    return counts == "10" ? "01" : "10";
}

/// Answers until the log takes nothing more: for a while it may find space in what it has. Gives
/// the answer that is left: it waits, or was refused because something else had failed before it.
/// `counts` becomes the last that was acked.
MessageId answer_until_full(asio::io_context& context,
                            Page& phone,
                            const Page& facilitator,
                            const std::function<void()>& fill,
                            std::string& counts) {
    for (;;) {
        fill();
        const std::string next = other_than(counts);
        const MessageId id = phone.say(answer(next));
        REQUIRE(run_until(context, [&] {
            return phone.came_of(id) == "ack" || facilitator.was_told_that_it_fails();
        }));
        if (phone.came_of(id) != "ack") return id;
        counts = next;
    }
}

bool is_not_acked(Page& phone, const MessageId& left) {
    return phone.came_of(left).empty() || phone.came_of(left) == "not_kept";
}

/// There is space: what waits is acked by itself, and what was refused when it is said again.
void go_on(asio::io_context& context,
           Page& phone,
           const Page& facilitator,
           const MessageId& left,
           const std::string& counts) {
    REQUIRE(run_until(context, [&] { return !facilitator.was_told_that_it_fails(); }));
    if (phone.came_of(left) == "not_kept")
        REQUIRE(phone.ask(answer(other_than(counts))) == "ack");
    else
        REQUIRE(run_until(context, [&] { return phone.came_of(left) == "ack"; }));
}

void run_out_of_space(const std::filesystem::path& data, const Shortage& shortage) {
    Folder folder;
    ServerProcess server(server_in(folder.path(), data));
    CAPTURE(server.said());
    asio::io_context context;
    server.start({});
    std::uint16_t port = server.port();
    REQUIRE(port != 0);
    const RoomOpened room = open_and_wait(context, port);
    Page facilitator(context, port, facilitator_of(room));
    Page phone(context, port, participant_of(room));
    start_question(facilitator);
    REQUIRE(phone.ask(answer("10")) == "ack");
    std::string counts = "10";
    CHECK(get_and_wait(context, port, "/readyz").status == 200);

    const auto fill = [&] { shortage.begin(server.pid()); };
    const MessageId kept_waiting = answer_until_full(context, phone, facilitator, fill, counts);
    CHECK(is_not_acked(phone, kept_waiting));
    const Answer unready = get_and_wait(context, port, "/readyz");
    CHECK(unready.status == 503);
    CHECK(unready.body.find("cannot write to its log") != unready.body.npos);
    CHECK(facilitator.ask(control(Action::close)) == "not_kept");
    CHECK(phone.ask(answer("11")) == "not_kept");
    CHECK(stored(phone) == counts);
    CHECK_FALSE(phone.has_heard_of_log());
    CHECK(server.said().find("The log cannot be written: ") != std::string::npos);

    shortage.end(server.pid());
    go_on(context, phone, facilitator, kept_waiting, counts);
    CHECK(get_and_wait(context, port, "/readyz").status == 200);
    CHECK(server.said().find("The log can be written again.") != std::string::npos);
    CHECK(stored(phone) != counts);
    REQUIRE(phone.ask(answer("11")) == "ack");
    counts = "11";

    // Once more, and this time the power goes too: what was acked is there when it is back, on a
    // disk that is still full.
    const MessageId not_kept = answer_until_full(context, phone, facilitator, fill, counts);
    CHECK(is_not_acked(phone, not_kept));
    server.kill();
    server.start({});
    port = server.port();
    REQUIRE(port != 0);
    Hello back = participant_of(room);
    back.ticket = phone.ticket();
    Page again(context, port, back);
    CHECK(stored(again) == counts);
    Page returned(context, port, facilitator_of(room));
    const MessageId waits = answer_until_full(context, again, returned, fill, counts);
    CHECK(is_not_acked(again, waits));
    shortage.end(server.pid());
    go_on(context, again, returned, waits, counts);
    CHECK(stored(again) != counts);
    CHECK(server.stop());
}

void limit_file_size(pid_t process, rlim_t bytes) {
    rlimit limit{};
    REQUIRE(::prlimit(process, RLIMIT_FSIZE, nullptr, &limit) == 0);
    limit.rlim_cur = std::min(bytes, limit.rlim_max);
    REQUIRE(::prlimit(process, RLIMIT_FSIZE, &limit, nullptr) == 0);
}

}  // namespace

TEST_CASE("a server whose files may not grow acks nothing, says so, and goes on when they may") {
    Folder folder;
    constexpr rlim_t one_page = 4096;  // a write to the log is always longer
    run_out_of_space(folder.path() / "data",
                     {.begin = [](pid_t server) { limit_file_size(server, one_page); },
                      .end = [](pid_t server) { limit_file_size(server, RLIM_INFINITY); }});
}

TEST_CASE("a room that a full disk does not take makes the server unready, until there is space") {
    Folder folder;
    ServerProcess server(server_in(folder.path()));
    CAPTURE(server.said());
    asio::io_context context;
    server.start({});
    const std::uint16_t port = server.port();
    REQUIRE(port != 0);
    const RoomOpened room = open_and_wait(context, port);
    Page facilitator(context, port, facilitator_of(room));
    const auto status = [&] { return get_and_wait(context, port, "/readyz").status; };
    REQUIRE(status() == 200);

    limit_file_size(server.pid(), 1);
    const Answer refused = post_and_wait(context, port);
    CHECK(refused.status == 503);
    CHECK(refused.body.find("none was opened") != refused.body.npos);
    CHECK(status() == 503);
    REQUIRE(run_until(context, [&] { return facilitator.was_told_that_it_fails(); }));

    limit_file_size(server.pid(), RLIM_INFINITY);
    REQUIRE(run_until(context, [&] { return status() == 200; }));
    REQUIRE(run_until(context, [&] { return !facilitator.was_told_that_it_fails(); }));
    (void)open_and_wait(context, port);
    CHECK(server.stop());
}

// Apart, as it needs root: `test_crash --no-skip --test-case='*small disk*'`.
TEST_CASE("a server on a small disk that is full acks nothing, says so, and goes on with space" *
          doctest::skip()) {
    // In a namespace of its own the mount ends with this process, however it ends.
    Folder folder;
    const bool mounted = ::unshare(CLONE_NEWNS) == 0 &&
                         ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                         ::mount("none", folder.path().c_str(), "tmpfs", 0, "size=2m") == 0;
    if (!mounted) {
        MESSAGE("SKIPPED: to mount a small disk needs root: " << std::strerror(errno));
        return;
    }
    const std::filesystem::path ballast = folder.path() / "ballast";
    const auto fill = [&](pid_t) {
        std::ofstream file(ballast, std::ios::binary | std::ios::app);
        const std::string block(4096, 'x');
        while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {}
    };
    const auto make_space = [&](pid_t) { std::filesystem::remove(ballast); };
    run_out_of_space(folder.path() / "data", {.begin = fill, .end = make_space});
    ::umount(folder.path().c_str());
}

}  // namespace candour::crash
