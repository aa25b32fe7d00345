#include "tests/app/line.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/app/shard/shards.hpp"

#include <boost/asio/post.hpp>
#include <doctest/doctest.h>

#include <atomic>
#include <future>

namespace candour::app::test {

Line::Line(Shards& shards, std::size_t shard, const AddressMark& who)
    : shards_(shards), shard_(shard) {
    on_shard([this, who] { seat_.emplace(shards_.host(shard_), *this, who); });
}

Line::~Line() = default;

/// Waits until it is done, so that one thing follows another.
void Line::on_shard(std::function<void()> work) {
    std::promise<void> done;
    boost::asio::post(shards_.context(shard_), [&] {
        work();
        done.set_value();
    });
    done.get_future().wait();
}

void Line::say(const ClientMessage& message) {
    say_text(encode(message));
}

void Line::say_text(std::string text) {
    boost::asio::post(shards_.context(shard_), [this, text = std::move(text)] {
        if (seat_ && !closing_) seat_->on_text(text);
    });
}

void Line::say_binary() {
    boost::asio::post(shards_.context(shard_), [this] {
        if (seat_ && !closing_) seat_->on_binary();
    });
}

MessageId Line::fresh_id() {
    static std::atomic<std::uint64_t> asked{0};  // a person's next line has other ids too
    const std::string digits = std::to_string(++asked);
    return MessageId{std::string(22 - digits.size(), 'm') + digits};
}

std::string Line::answer_to(const MessageId& id) {
    const ServerMessage answer = next_message([&](const ServerMessage& message) {
        if (const auto* ack = std::get_if<Ack>(&message)) return ack->id == id;
        if (const auto* mine = std::get_if<Mine>(&message)) return mine->id == id;
        if (const auto* page = std::get_if<Texts>(&message)) return page->id == id;
        const auto* refusal = std::get_if<Refusal>(&message);
        return refusal != nullptr && refusal->id == id;
    });
    if (std::holds_alternative<Ack>(answer)) return "ack";
    if (const auto* mine = std::get_if<Mine>(&answer)) {
        mine_ = *mine;
        return "mine";
    }
    if (const auto* page = std::get_if<Texts>(&answer)) {
        page_ = *page;
        return "texts";
    }
    refusal_ = std::get<Refusal>(answer);
    return std::string(to_string(refusal_.code));
}

std::string Line::hello(const Hello& hello) {
    say(hello);
    const ServerMessage answer = next_message([](const ServerMessage& message) {
        return std::holds_alternative<Welcome>(message) || std::holds_alternative<Refusal>(message);
    });
    if (const auto* welcome = std::get_if<Welcome>(&answer)) {
        welcome_ = *welcome;
        return "welcome";
    }
    refusal_ = std::get<Refusal>(answer);
    return std::string(to_string(refusal_.code));
}

void Line::stall() {
    on_shard([this] { stalled_ = true; });
}

void Line::resume() {
    on_shard([this] {
        stalled_ = false;
        flush();
    });
}

void Line::hang_up() {
    on_shard([this] { seat_.reset(); });
}

ServerMessage Line::next_message(const Test& is_it) {
    std::unique_lock lock{mutex_};
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        while (passed_ < heard_.size()) {
            const ServerMessage& message = heard_[passed_++].message;
            if (is_it(message)) return message;
        }
        const bool over = closed_.has_value();
        if (over || news_.wait_until(lock, deadline) == std::cv_status::timeout) {
            lock.unlock();
            FAIL("what was waited for did not come; heard:\n" << heard_so_far());
        }
    }
}

std::size_t Line::count_if(const Test& is_it) const {
    const std::scoped_lock lock{mutex_};
    std::size_t count = 0;
    for (const Heard& heard : heard_) count += is_it(heard.message) ? 1U : 0U;
    return count;
}

Line::Heard Line::last_if(const Test& is_it) const {
    {
        const std::scoped_lock lock{mutex_};
        for (auto heard = heard_.rbegin(); heard != heard_.rend(); ++heard)
            if (is_it(heard->message)) return *heard;
    }
    FAIL("there is none; heard:\n" << heard_so_far());
    return {};
}

std::string Line::heard_so_far() const {
    const std::scoped_lock lock{mutex_};
    std::string all;
    for (const Heard& heard : heard_) {
        all += heard.frame.message();
        all += '\n';
    }
    if (closed_) all += "closed " + std::to_string(static_cast<int>(*closed_)) + '\n';
    return all;
}

std::optional<CloseCode> Line::closed() const {
    const std::scoped_lock lock{mutex_};
    return closed_;
}

CloseCode Line::goodbye() {
    std::unique_lock lock{mutex_};
    if (!news_.wait_for(lock, patience, [this] { return closed_.has_value(); })) {
        lock.unlock();
        FAIL("no goodbye came; heard:\n" << heard_so_far());
    }
    return *closed_;
}

// ---- the shard's thread ------------------------------------------------------------------------

void Line::wake(Urgency /*urgency*/) {
    if (flushing_) return;
    flushing_ = true;
    boost::asio::post(shards_.context(shard_), [this] {
        flushing_ = false;
        flush();
    });
}

void Line::close(CloseCode code, std::string_view) {
    closing_ = code;
    boost::asio::post(shards_.context(shard_), [this] {
        stalled_ = false;
        flush();
        seat_.reset();
        const std::scoped_lock lock{mutex_};
        closed_ = closing_;
        news_.notify_all();
    });
}

void Line::flush() {
    if (!seat_ || stalled_) return;
    std::vector<Frame> frames;
    seat_->outbox().take(frames);
    const std::scoped_lock lock{mutex_};
    for (Frame& frame : frames) {
        auto message = parse_server_message(frame.message());
        if (!message) FAIL_CHECK("unreadable: " << message.error() << ": " << frame.message());
        if (message) heard_.push_back({*std::move(message), std::move(frame)});
    }
    news_.notify_all();
}

}  // namespace candour::app::test
