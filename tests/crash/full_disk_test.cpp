// A disk that is full: the real server stops acking, says so to everybody who should know, keeps
// what it has, and goes on by itself once there is space.
#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "tests/crash/folder.hpp"
#include "tests/crash/server_process.hpp"
#include "tests/crash/wire.hpp"
#include "tests/domain/decks.hpp"

#include <doctest/doctest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>

namespace candour::crash {
namespace {

/// No space at all, from when to when.
struct Shortage {
    std::function<void(pid_t server)> begin;
    std::function<void(pid_t server)> end;
};

/// A page that remembers all it hears.
class Page {
public:
    Page(asio::io_context& context, std::uint16_t port, Hello hello) : context_(context) {
        wire_ = std::make_shared<Wire>(
            context, [this](const ServerMessage& message, std::string_view) { hear(message); });
        wire_->open(port, hello);
        REQUIRE(run_until(context, [this] { return welcome_ && snapshot_; }));
    }
    ~Page() { wire_->drop(); }
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;

    template <class Message>
    MessageId say(Message message) {
        const std::string digits = std::to_string(++said_);
        message.id = MessageId{std::string(22 - digits.size(), 'd') + digits};
        wire_->say(message);
        return message.id;
    }
    /// "ack", "mine" or the refusal's code.
    template <class Message>
    std::string ask(Message message) {
        const MessageId id = say(std::move(message));
        REQUIRE(run_until(context_, [&] { return !came_of(id).empty(); }));
        return came_of(id);
    }
    /// Empty while nothing has come.
    [[nodiscard]] std::string came_of(const MessageId& id) const {
        const auto found = answers_.find(id.str());
        return found == answers_.end() ? std::string() : found->second;
    }
    [[nodiscard]] const Mine& mine() const { return mine_; }
    [[nodiscard]] const std::string& ticket() const { return welcome_->ticket; }
    [[nodiscard]] bool has_heard_of_log() const { return log_.has_value(); }
    [[nodiscard]] bool was_told_that_it_fails() const { return log_ == false; }

private:
    void hear(const ServerMessage& message) {
        if (const auto* ack = std::get_if<Ack>(&message)) answers_[ack->id.str()] = "ack";
        if (const auto* refusal = std::get_if<Refusal>(&message); refusal && refusal->id)
            answers_[refusal->id->str()] = to_string(refusal->code);
        if (const auto* mine = std::get_if<Mine>(&message)) {
            mine_ = *mine;
            answers_[mine->id.str()] = "mine";
        }
        if (const auto* welcome = std::get_if<Welcome>(&message)) welcome_ = *welcome;
        if (const auto* log = std::get_if<LogState>(&message)) log_ = log->keeps;
        snapshot_ = snapshot_ || std::holds_alternative<Snapshot>(message);
    }

    asio::io_context& context_;
    std::shared_ptr<Wire> wire_;
    std::map<std::string, std::string> answers_;
    Mine mine_;
    std::optional<Welcome> welcome_;
    std::optional<bool> log_;
    bool snapshot_ = false;
    std::uint64_t said_ = 0;
};

Answer get_and_wait(asio::io_context& context, std::uint16_t port, const std::string& path) {
    std::optional<Answer> answer;
    get(context, port, path, [&](Answer came) { answer = std::move(came); });
    REQUIRE(run_until(context, [&] { return answer.has_value(); }));
    return *answer;
}

RoomOpened open_and_wait(asio::io_context& context, std::uint16_t port) {
    const auto deck = domain_test::deck({domain_test::choice("where", 2)});
    std::optional<Answer> answer;
    open_room(context, port, encode_deck(*deck), [&](Answer came) { answer = std::move(came); });
    REQUIRE(run_until(context, [&] { return answer.has_value(); }));
    const auto opened = parse_room_opened(answer->body);
    REQUIRE(opened.has_value());
    return *opened;
}

Hello facilitator_of(const RoomOpened& room) {
    Hello hello;
    hello.role = Role::facilitator;
    hello.code = room.code;
    hello.capability = room.facilitator_link.substr(room.facilitator_link.find('#') + 1);
    return hello;
}

Hello participant_of(const RoomOpened& room) {
    Hello hello;
    hello.code = room.code;
    return hello;
}

Control control(Action action) {
    Control control;
    control.action = action;
    control.question = SlideId{"where"};
    if (action == Action::go_to) control.slide = control.question;
    return control;
}

Submit answer(const std::string& given) {
    Submit submit;
    submit.question = SlideId{"where"};
    submit.round = Round{1};
    submit.response = domain_test::picks(given);
    return submit;
}

std::string stored(Page& phone) {
    REQUIRE(phone.ask(MineRequest{}) == "mine");
    REQUIRE(phone.mine().records.size() == 1);
    std::string picks;
    for (const bool pick : std::get<ChoiceResponse>(phone.mine().records[0].response).picks)
        picks += pick ? '1' : '0';
    return picks;
}

/// Answers until the log takes nothing more: for a while it may find space in what it has. Gives
/// the answer that is left waiting; `counts` becomes the last that was acked.
MessageId answer_until_full(asio::io_context& context,
                            Page& phone,
                            const Page& facilitator,
                            const std::function<void()>& fill,
                            std::string& counts) {
    for (;;) {
        fill();
        const std::string next = counts == "10" ? "01" : "10";
        const MessageId id = phone.say(answer(next));
        REQUIRE(run_until(context, [&] {
            return phone.came_of(id) == "ack" || facilitator.was_told_that_it_fails();
        }));
        if (phone.came_of(id) != "ack") return id;
        counts = next;
    }
}

void run_out_of_space(const std::filesystem::path& data, const Shortage& shortage) {
    Folder folder;
    ServerProcess server(server_binary(), folder.path(), data);
    CAPTURE(server.said());
    asio::io_context context;
    server.start({});
    std::uint16_t port = server.port();
    REQUIRE(port != 0);
    const RoomOpened room = open_and_wait(context, port);
    Page facilitator(context, port, facilitator_of(room));
    Page phone(context, port, participant_of(room));
    REQUIRE(facilitator.ask(control(Action::go_to)) == "ack");
    REQUIRE(facilitator.ask(control(Action::open)) == "ack");
    REQUIRE(phone.ask(answer("10")) == "ack");
    std::string counts = "10";
    CHECK(get_and_wait(context, port, "/readyz").status == 200);

    const auto fill = [&] { shortage.begin(server.pid()); };
    const MessageId kept_waiting = answer_until_full(context, phone, facilitator, fill, counts);
    CHECK(phone.came_of(kept_waiting).empty());
    const Answer unready = get_and_wait(context, port, "/readyz");
    CHECK(unready.status == 503);
    CHECK(unready.body.find("cannot write to its log") != unready.body.npos);
    CHECK(facilitator.ask(control(Action::close)) == "not_kept");
    CHECK(phone.ask(answer("11")) == "not_kept");
    CHECK(stored(phone) == counts);
    CHECK_FALSE(phone.has_heard_of_log());
    CHECK(server.said().find("The log cannot be written: ") != std::string::npos);

    shortage.end(server.pid());
    REQUIRE(run_until(context, [&] { return phone.came_of(kept_waiting) == "ack"; }));
    REQUIRE(run_until(context, [&] { return !facilitator.was_told_that_it_fails(); }));
    CHECK(get_and_wait(context, port, "/readyz").status == 200);
    CHECK(server.said().find("The log can be written again.") != std::string::npos);
    CHECK(stored(phone) != counts);
    REQUIRE(phone.ask(answer("11")) == "ack");
    counts = "11";

    // Once more, and this time the power goes too: what was acked is there when it is back, on a
    // disk that is still full.
    const MessageId not_kept = answer_until_full(context, phone, facilitator, fill, counts);
    CHECK(phone.came_of(not_kept).empty());
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
    CHECK(again.came_of(waits).empty());
    shortage.end(server.pid());
    REQUIRE(run_until(context, [&] { return again.came_of(waits) == "ack"; }));
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
