// CanaryRoom: one LiveRoom with the deck of canaries, driven as a shard would drive it, whose
// frames are kept as a listener hears them.
#pragma once

#include "protocol/cpp/codec.hpp"
#include "server/app/room/opening.hpp"
#include "server/commands/verify/canaries.hpp"
#include "server/commands/verify/heard.hpp"
#include "server/text/door.hpp"
#include "tests/app/seeded_random.hpp"

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace candour::privacy_test {

/// Owner and thread: a test's.
class CanaryRoom {
public:
    explicit CanaryRoom(std::uint64_t seed, Deck deck = verify::canary_deck())
        : random(seed), deck_(std::make_shared<const Deck>(std::move(deck))) {
        auto opening = app::prepare_room(deck_, random);
        key = std::make_unique<app::RoomKey>(opening.key.bytes());
        home = app::begin_room(std::move(opening), random);
    }

    Bytes16 join() {
        Hello hello;
        hello.code = home->room().code();
        auto answer = home->admit(hello, EndsAfter{});
        home->came(Role::participant, true);
        return std::get<app::Admission>(answer).ticket;
    }
    void control(Action action, const SlideId& question = {}) {
        ask(verify::control_message(action, question));
        commit();
    }
    /// The room's tick comes.
    void look() {
        home->look();
        commit();
    }
    /// The tick comes at which everybody is told who is here and who has joined, so long after the
    /// last one, as RoomTable::update_presence has it.
    void tick(std::chrono::nanoseconds after) {
        now += std::chrono::duration_cast<std::chrono::steady_clock::duration>(after);
        home->look();
        if (home->update_presence()) {
            const auto frame = app::make_frame(encode(Presence{home->presence()}));
            keep(facilitator, frame);
            keep(projector, frame);
        }
        commit();
    }
    /// Some time after the last tick.
    void start(const SlideId& question) {
        look();
        control(Action::go_to, question);
        control(Action::open, question);
    }
    /// Cleaned at the door, as a seat does.
    void answer(const SlideId& question,
                const Bytes16& who,
                Response response,
                std::optional<Announcement> announcement = {}) {
        const auto* asked = deck_->find(question)->question();
        if (text::clean_response(response, *asked)) throw std::runtime_error("not an answer");
        ask(app::SubmitRequest{question, home->room().find(question)->round(), who,
                               std::move(response),
                               announcement.value_or(newest_announcement(question))});
    }
    /// As every page has it whose line is good.
    [[nodiscard]] Announcement newest_announcement(const SlideId& question) const {
        const std::size_t count = home->room().find(question)->announced().size();
        return Announcement{count == 0 ? 0 : count - 1};
    }
    void commit() {
        if (const auto record = home->next_record()) {
            records.push_back(record->bytes);
            app::Replies replies;
            (void)home->durable(replies);
        }
        hear(facilitator, Role::facilitator);
        hear(projector, Role::projector);
    }
    void end() {
        control(Action::end);
        const auto report = home->report("2026-11-22");
        keep(facilitator, report);
    }

    app::test::SeededRandom random;
    std::unique_ptr<app::RoomKey> key;  // a copy, as an intruder would wish for
    std::unique_ptr<app::LiveRoom> home;
    std::vector<std::string> records;
    std::deque<verify::Heard> facilitator, projector;
    std::chrono::steady_clock::time_point now;  // moved on by the test

private:
    void ask(app::Request request) {
        app::Replies replies;
        home->request({}, MessageId{}, std::move(request), replies);
        if (!replies.empty()) throw std::runtime_error(std::string(replies[0].frame.message()));
    }
    void hear(std::deque<verify::Heard>& heard, Role role) {
        const auto& shown = home->current(role);
        keep(heard, shown.snapshot);
        if (!shown.tally.empty()) keep(heard, shown.tally);
    }
    void keep(std::deque<verify::Heard>& heard, const app::Frame& frame) const {
        auto message = parse_server_message(frame.message());
        if (!message) throw std::runtime_error(message.error());
        heard.push_back({*std::move(message), std::string(frame.message()), now, now});
    }

    std::shared_ptr<const Deck> deck_;
};

}  // namespace candour::privacy_test
