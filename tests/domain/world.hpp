// World: a room as the app drives it, without the app. Commands go into a draft; commit makes it a
// batch, puts that on the log and folds it.
#pragma once

#include "server/domain/draft.hpp"
#include "server/domain/generator.hpp"
#include "server/domain/room.hpp"
#include "tests/domain/decks.hpp"
#include "tests/domain/shown.hpp"
#include "tests/seeds.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace candour::domain_test {

/// What keys persons, release groups and shuffles; the app has the room's key for the first two
/// and fresh randomness for the third.
struct Keys {
    std::uint64_t people = 1;
    std::uint64_t releases = 2;
    std::uint64_t shuffles = 3;
};

class World {
public:
    explicit World(std::vector<Slide> slides, domain::RoomLimits limits = {}, Keys keys = {})
        : World(deck(std::move(slides)), limits, keys) {}
    World(std::shared_ptr<const Deck> deck, domain::RoomLimits limits, Keys keys)
        : keys_(keys),
          began_{RoomCode{"ABCDEFGH"}, std::move(deck), {}, {}},
          room_(began_, limits, lot_seed()),
          draft_(room_) {}
    World(const World&) = delete;  // the draft points at the room
    World& operator=(const World&) = delete;

    // ---- commands: they go into the draft, what was decided comes back -------------------------

    domain::Decision decide(const domain::Respond& respond) { return draft_.add(respond); }
    domain::Decision decide(const domain::WithdrawResponse& take_back) {
        return draft_.add(take_back);
    }
    domain::Decision decide(const Control& control) { return draft_.add(control); }

    /// To the current round and under its newest announcement, unless the person's page shows other
    /// ones. Person 7 is the seventh to join.
    std::string answer(std::uint32_t person,
                       const std::string& question,
                       Response response,
                       std::optional<Round> round = {},
                       std::optional<Announcement> announcement = {}) {
        return line(decide(domain::Respond{
            .question = SlideId{question},
            .round = round.value_or(round_of(question)),
            .who = pseudonym(person, question),
            .response = std::move(response),
            .announcement = announcement.value_or(newest_announcement(question)),
            .ticket = person,
        }));
    }
    /// As a page that had this announcement when the person answered.
    std::string answer_at(std::uint64_t announcement,
                          std::uint32_t person,
                          const std::string& question,
                          Response response) {
        return answer(person, question, std::move(response), {}, Announcement{announcement});
    }
    std::string withdraw(std::uint32_t person,
                         const std::string& question,
                         std::optional<Round> round = {}) {
        return line(decide(domain::WithdrawResponse{
            SlideId{question}, round.value_or(round_of(question)), pseudonym(person, question)}));
    }
    std::string go_to(std::optional<std::string> slide) {
        Control control;
        control.action = Action::go_to;
        if (slide) control.slide = SlideId{*std::move(slide)};
        return line(decide(control));
    }
    std::string open(const std::string& question) { return control(Action::open, question); }
    std::string close(const std::string& question) { return control(Action::close, question); }
    std::string reveal(const std::string& question) { return control(Action::reveal, question); }
    std::string conceal(const std::string& question) { return control(Action::conceal, question); }
    std::string reset(const std::string& question) { return control(Action::reset, question); }
    std::string hide(const std::string& question, const std::string& item) {
        return control(Action::hide, question, item);
    }
    std::string restore(const std::string& question, const std::string& item) {
        return control(Action::restore, question, item);
    }
    std::string end() { return control(Action::end); }
    std::string lock() { return control(Action::lock); }
    std::string unlock() { return control(Action::unlock); }
    std::string wall(WallShows shows,
                     std::uint32_t page = 0,
                     std::optional<std::string> item = {}) {
        Control control;
        control.action = Action::wall;
        control.wall = {shows, page, {}};
        if (item) control.wall.item = ItemId{*std::move(item)};
        return line(decide(control));
    }
    std::string offer(const std::string& question) { return control(Action::offer, question); }

    // ---- several at once ------------------------------------------------------------------------

    /// Persons `first` to `last`, both included, answer the same; how many were accepted.
    std::uint32_t all_answer(std::uint32_t first,
                             std::uint32_t last,
                             const std::string& question,
                             const Response& response) {
        std::uint32_t accepted = 0;
        for (std::uint32_t person = first; person <= last; ++person)
            accepted += answer(person, question, response) == "accepted" ? 1U : 0U;
        return accepted;
    }

    /// The draft becomes a batch, durable and folded. Nothing happens when it is empty.
    void commit() {
        if (draft_.empty()) return;
        domain::Generator shuffle(seed_bytes(keys_.shuffles, log_.size()));
        log_.push_back(
            std::exchange(draft_, domain::Draft{room_}).finish(shuffle, {joined, joined + lost}));
        room_.apply(log_.back(), release_seed(log_.back().number));
    }

    /// The room's tick comes, and goes into the draft; look() commits it too.
    void tick() { draft_.look({joined, joined + lost}); }
    void look() {
        tick();
        commit();
    }

    /// Shows the question and opens it, some time after the last tick.
    void start(const std::string& question) {
        look();
        go_to(question);
        open(question);
        commit();
    }

    // ---- what there is --------------------------------------------------------------------------

    /// The current slide's tally as this role sees it, on one line.
    [[nodiscard]] std::string sees(Role role) const {
        const std::optional<TallyUpdate> tally = room_.tally(role);
        return tally ? line(tally->results) : "no question";
    }
    [[nodiscard]] std::string progress() const {
        return line(room_.snapshot(Role::facilitator, 0).progress);
    }
    [[nodiscard]] const domain::Room& room() const { return room_; }
    [[nodiscard]] const domain::QuestionFold& fold(const std::string& question) const {
        return *room_.find(SlideId{question});
    }
    [[nodiscard]] Round round_of(const std::string& question) const {
        const domain::QuestionFold* found = room_.find(SlideId{question});
        return found == nullptr ? Round{1} : found->round();
    }
    [[nodiscard]] Announcement newest_announcement(const std::string& question) const {
        const domain::QuestionFold* found = room_.find(SlideId{question});
        const std::size_t count = found == nullptr ? 0 : found->announced().size();
        return Announcement{count == 0 ? 0 : count - 1};
    }
    [[nodiscard]] const std::vector<domain::Batch>& log() const { return log_; }
    [[nodiscard]] Bytes32 release_seed(BatchNumber number) const {
        return seed_bytes(keys_.releases, number.value());
    }
    [[nodiscard]] Bytes32 lot_seed() const { return seed_bytes(keys_.releases, 0); }
    /// A room that has read nothing of the log but its beginning.
    [[nodiscard]] domain::Room beginning() const { return {began_, room_.limits(), lot_seed()}; }
    /// Unrelated for every question, as rule A1 asks.
    [[nodiscard]] Pseudonym pseudonym(std::uint32_t person, const std::string& question) const {
        std::uint64_t key = keys_.people;
        for (const char c : question) key = mixed(key ^ static_cast<unsigned char>(c));
        const Bytes32 bytes = seed_bytes(key, person);
        Pseudonym who;
        std::copy_n(bytes.begin(), who.bytes.size(), who.bytes.begin());
        return who;
    }

    /// How many people have joined, and how many tickets have reached nobody.
    std::uint32_t joined = 12;
    std::uint32_t lost = 0;

private:
    std::string control(Action action, const std::string& question = {}, std::string item = {}) {
        Control control;
        control.action = action;
        control.question = SlideId{question};
        control.item = ItemId{std::move(item)};
        return line(decide(control));
    }

    Keys keys_;
    domain::RoomBegan began_;
    domain::Room room_;
    domain::Draft draft_;
    std::vector<domain::Batch> log_;
};

}  // namespace candour::domain_test
