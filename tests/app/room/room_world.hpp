// HomeWorld: one LiveRoom as a shard drives it, without the shard. Messages go in as from seats,
// what comes out is read as a client would read it.
#pragma once

#include "protocol/cpp/codec.hpp"
#include "server/app/room/live_room.hpp"
#include "server/app/room/opening.hpp"
#include "tests/app/logs.hpp"
#include "tests/app/seeded_random.hpp"
#include "tests/domain/decks.hpp"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace candour::app::test {

/// The message in a frame. A frame that no client could read is a bug of the test's subject.
inline ServerMessage read(const Frame& frame) {
    auto message = parse_server_message(frame.message());
    if (!message) throw std::runtime_error(message.error());
    return *std::move(message);
}

/// "ack", a refusal's code, or another message's place among the kinds: what came of a command.
inline std::string came_of(const ServerMessage& message) {
    if (std::holds_alternative<Ack>(message)) return "ack";
    if (const auto* refusal = std::get_if<Refusal>(&message))
        return std::string(to_string(refusal->code));
    return "message " + std::to_string(message.index());
}

/// What follows the '#' of a link.
inline std::string fragment(const std::string& path) {
    return path.substr(path.find('#') + 1);
}

class HomeWorld {
public:
    explicit HomeWorld(std::vector<Slide> slides,
                       std::uint64_t seed = 1,
                       const std::optional<RoomLocks>& locks = {})
        : random(seed) {
        RoomOpening opening = prepare_room(domain_test::deck(std::move(slides)), random, locks);
        links = opening.links;
        (void)keys.keep(opening.id, opening.key);
        write(opening.record);
        code = opening.code;
        home = begin_room(std::move(opening), random);
    }

    // ---- people --------------------------------------------------------------------------------

    [[nodiscard]] Hello hello(Role role) const {
        Hello hello;
        hello.role = role;
        hello.code = code;
        if (role == Role::facilitator) hello.capability = fragment(links.facilitator_path);
        if (role == Role::projector) hello.capability = fragment(links.projector_path);
        return hello;
    }
    /// "welcome" or the refusal's code.
    [[nodiscard]] std::string admits(const Hello& said) {
        auto answer = home->admit(said, EndsAfter{});
        if (const auto* refusal = std::get_if<Refusal>(&answer))
            return std::string(to_string(refusal->code));
        welcome = std::get<Welcome>(read(std::get<Admission>(answer).welcome));
        ticket = std::get<Admission>(answer).ticket;
        fresh = std::get<Admission>(answer).fresh;
        return "welcome";
    }
    /// A new participant, who then is here.
    Bytes16 join() {
        if (admits(hello(Role::participant)) != "welcome") throw std::runtime_error("turned away");
        home->came(Role::participant, fresh);
        return ticket;
    }

    // ---- commands: what came of them at once, "" when the answer is still to come ---------------

    std::string submit(const Bytes16& who, const std::string& question, Response response) {
        return submit_at(newest_announcement(question), who, question, std::move(response));
    }
    /// From a page that had this announcement.
    std::string submit_at(Announcement announcement,
                          const Bytes16& who,
                          const std::string& question,
                          Response response) {
        return ask(SubmitRequest{SlideId{question}, round_of(question), who, std::move(response),
                                 announcement});
    }
    std::string withdraw(const Bytes16& who, const std::string& question) {
        return ask(WithdrawRequest{SlideId{question}, round_of(question), who});
    }
    std::string control(Action action, const std::string& question = {}) {
        Control control;
        control.action = action;
        if (action == Action::go_to)
            control.slide = SlideId{question};
        else
            control.question = SlideId{question};
        return ask(control);
    }
    std::string ask(Request request) {
        return ask_as("message " + std::to_string(asked_.size()), std::move(request));
    }
    std::string ask_as(const std::string& id, Request request) {
        Replies replies;
        const SeatId seat{asked_.size()};
        asked_.emplace_back(id);
        home->request({0, seat}, MessageId{id}, std::move(request), replies);
        return heard(replies);
    }

    // ---- ticks
    // -----------------------------------------------------------------------------------

    /// Writes the next record, if there is one, and takes what came of that: "ack ack room_ended".
    std::string commit() { return next_record() ? durable() : "nothing to write"; }
    /// What the log is given; it is on it once durable() says so.
    std::optional<log::Record> next_record() {
        std::optional<log::Record> record = home->next_record();
        if (record) writing_ = record;
        return record;
    }
    std::string durable() {
        write(writing_.value());
        records.push_back(*std::exchange(writing_, std::nullopt));
        Replies replies;
        kept += home->durable(replies);
        return heard(replies);
    }
    /// The room's tick comes.
    void look() {
        home->look();
        (void)commit();
    }
    /// Shows the question and opens it, some time after the last tick.
    void start(const std::string& question) {
        look();
        (void)control(Action::go_to, question);
        (void)control(Action::open, question);
        (void)commit();
    }

    // ---- what there is
    // ---------------------------------------------------------------------------

    [[nodiscard]] Round round_of(const std::string& question) const {
        const domain::QuestionFold* found = home->room().find(SlideId{question});
        return found == nullptr ? Round{1} : found->round();
    }
    [[nodiscard]] Announcement newest_announcement(const std::string& question) const {
        const domain::QuestionFold* found = home->room().find(SlideId{question});
        const std::size_t count = found == nullptr ? 0 : found->announced().size();
        return Announcement{count == 0 ? 0 : count - 1};
    }
    [[nodiscard]] Snapshot snapshot(Role role) {
        return std::get<Snapshot>(read(home->current(role).snapshot));
    }
    template <class KindTally>
    [[nodiscard]] KindTally tally(Role role = Role::facilitator) {
        return std::get<KindTally>(*snapshot(role).results.tally);
    }

    SeededRandom random;
    log::MemoryLog log;
    KeptKeys keys;
    OpenedRoom links;
    RoomCode code;
    std::unique_ptr<LiveRoom> home;
    std::vector<log::Record> records;
    Welcome welcome;     // of the last who was let in
    Bytes16 ticket{};    // the same
    bool fresh = false;  // the ticket was made for the last hello
    std::size_t kept = 0;

private:
    void write(const log::Record& record) {
        log.append({record}, [](std::error_code error) {
            if (error) throw std::system_error(error);
        });
    }
    std::string heard(const Replies& replies) {
        std::string all;
        for (const Reply& reply : replies) {
            const ServerMessage message = read(reply.frame);
            const auto* refusal = std::get_if<Refusal>(&message);
            const MessageId id =
                refusal != nullptr ? refusal->id.value_or(MessageId{}) : std::get<Ack>(message).id;
            // Each message has a seat of its own: an answer to anybody else would be a leak.
            if (id != asked_.at(reply.to.seat.value())) all += "misled ";
            all += all.empty() ? came_of(message) : " " + came_of(message);
        }
        return all;
    }

    std::vector<MessageId> asked_;  // by seat
    std::optional<log::Record> writing_;
};

}  // namespace candour::app::test
