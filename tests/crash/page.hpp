// Page: one page of a room, on a real line, that remembers all it hears; and requests that wait.
#pragma once

#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "tests/crash/wire.hpp"
#include "tests/domain/decks.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace candour::crash {

/// A page that remembers all it hears.
class Page {
public:
    Page(asio::io_context& context, std::uint16_t port, Hello hello) : context_(context) {
        wire_ = come_in(context, port, hello,
                        [this](const ServerMessage& message, std::string_view) { hear(message); });
        REQUIRE(run_until(context, [this] { return welcome_ && snapshot_; }));
    }
    ~Page() { wire_->drop(); }
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;

    template <class Message>
    MessageId say(Message message) {
        const std::string digits = std::to_string(++said_);
        message.id = MessageId{std::string(22 - digits.size(), 'd') + digits};
        crash::say(*wire_, message);
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
    std::shared_ptr<Line> wire_;
    std::map<std::string, std::string> answers_;
    Mine mine_;
    std::optional<Welcome> welcome_;
    std::optional<bool> log_;
    bool snapshot_ = false;
    std::uint64_t said_ = 0;
};

inline Answer get_and_wait(asio::io_context& context, std::uint16_t port, const std::string& path) {
    std::optional<Answer> answer;
    get(context, port, path, [&](Answer came) { answer = std::move(came); });
    REQUIRE(run_until(context, [&] { return answer.has_value(); }));
    return *answer;
}

/// What came of posting a deck with one question.
inline Answer post_and_wait(asio::io_context& context, std::uint16_t port) {
    const auto deck = domain_test::deck({domain_test::choice("where", 2)});
    std::optional<Answer> answer;
    open_room(context, port, encode_deck(*deck), [&](Answer came) { answer = std::move(came); });
    REQUIRE(run_until(context, [&] { return answer.has_value(); }));
    return *answer;
}

inline RoomOpened open_and_wait(asio::io_context& context, std::uint16_t port) {
    const auto opened = parse_room_opened(post_and_wait(context, port).body);
    REQUIRE(opened.has_value());
    return *opened;
}

inline Hello facilitator_of(const RoomOpened& room) {
    Hello hello;
    hello.role = Role::facilitator;
    hello.code = room.code;
    hello.capability = room.facilitator_link.substr(room.facilitator_link.find('#') + 1);
    return hello;
}

inline Hello participant_of(const RoomOpened& room) {
    Hello hello;
    hello.code = room.code;
    return hello;
}

inline Control control(Action action) {
    Control control;
    control.action = action;
    control.question = SlideId{"where"};
    if (action == Action::go_to) control.slide = control.question;
    return control;
}

inline void start_question(Page& facilitator) {
    REQUIRE(facilitator.ask(control(Action::go_to)) == "ack");
    REQUIRE(facilitator.ask(control(Action::open)) == "ack");
}

inline Submit answer(const std::string& given) {
    Submit submit;
    submit.question = SlideId{"where"};
    submit.round = Round{1};
    submit.response = domain_test::picks(given);
    return submit;
}

/// The picks that the server holds of this phone, as "10".
inline std::string stored(Page& phone) {
    REQUIRE(phone.ask(MineRequest{}) == "mine");
    REQUIRE(phone.mine().records.size() == 1);
    std::string picks;
    for (const bool pick : std::get<ChoiceResponse>(phone.mine().records[0].response).picks)
        picks += pick ? '1' : '0';
    return picks;
}

}  // namespace candour::crash
