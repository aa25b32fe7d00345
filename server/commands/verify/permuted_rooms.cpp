#include "server/commands/verify/permuted_rooms.hpp"

#include "server/app/room/opening.hpp"
#include "server/app/room/sealed_room.hpp"
#include "server/commands/verify/canaries.hpp"
#include "server/commands/verify/seeded_random.hpp"
#include "server/log/sqlite_log.hpp"
#include "server/text/door.hpp"

#include <algorithm>
#include <cassert>
#include <fstream>
#include <future>
#include <iterator>
#include <vector>

namespace candour::verify {
namespace {

/// A number of batches, and which answers each has: places in the list of all answers.
using Schedule = std::vector<std::vector<std::size_t>>;

/// One room driven without a shard: what it shows is gathered, frame by frame.
/// Owner and lifetime: a comparison. Thread: one.
class ShownRoom {
public:
    ShownRoom(std::uint64_t seed, const app::FaultInjection& fault_injection) : random_(seed) {
        auto opening = app::prepare_room(std::make_shared<const Deck>(canary_deck()), random_);
        records_.push_back(opening.record);
        home_ = app::begin_room(std::move(opening), random_, fault_injection);
        for (std::size_t i = 0; i < canary_people; ++i) home_->came(Role::participant, true);
        home_->look();
        (void)commit();
    }

    void control(Action action, const SlideId& question) {
        ask(control_message(action, question));
        commit();
    }
    void answer(const SlideId& question, const Bytes16& ticket, const Response& response) {
        ask(app::SubmitRequest{question, Round{1}, ticket, response, Announcement{0}});
    }
    /// Writes and folds what was asked. Whether answers were released by that.
    bool commit() {
        auto record = home_->next_record();
        if (!record) return false;
        records_.push_back(*std::move(record));
        app::Replies replies;
        (void)home_->durable(replies);
        const std::size_t before = shown.size();
        for (const Role role : {Role::facilitator, Role::projector}) {
            const app::Broadcast& now = home_->current(role);
            shown.emplace_back(now.snapshot.bytes());
            shown.emplace_back(now.tally.bytes());
        }
        return before >= 4 && shown[before + 3] != shown[before - 1];
    }
    void end() {
        control(Action::end, {});
        shown.emplace_back(home_->report(date).bytes());
        shown.push_back(app::SealedRoom(home_->id(), home_->room(), date).bytes());
    }
    /// The bytes of the database that a server would have at the end, and of the two files beside
    /// it, which are there while it runs or after it was killed.
    [[nodiscard]] std::string sealed_files(const std::filesystem::path& folder) const {
        std::error_code ec;
        std::filesystem::remove_all(folder, ec);
        const auto room_log = log::SqliteLog::open({.folder = folder, .vfs = {}}, ec);
        if (!room_log) return "cannot be written: " + ec.message();
        // All at once, which is one transaction instead of a hundred.
        room_log->append(records_, [](std::error_code) {});
        std::promise<std::error_code> sealed;
        room_log->seal(home_->id(), shown.back(),
                       [&sealed](std::error_code error) { sealed.set_value(error); });
        ec = sealed.get_future().get();
        if (ec) return "cannot be sealed: " + ec.message();
        std::string bytes;
        for (const char* name : {"candour.db", "candour.db-wal", "candour.db-shm"}) {
            std::ifstream file(folder / name, std::ios::binary);
            bytes.append(std::istreambuf_iterator<char>(file), {});
        }
        return bytes;
    }

    std::vector<std::string> shown;

private:
    static constexpr char date[] = "2026-11-22";

    void ask(app::Request request) {
        app::Replies replies;
        home_->request({}, MessageId{}, std::move(request), replies);
        assert(replies.empty());
    }

    SeededRandom random_;
    std::vector<log::Record> records_;
    std::unique_ptr<app::LiveRoom> home_;
};

Response clean_answer(const CanaryQuestion& question, std::size_t person) {
    static const Deck deck = canary_deck();
    // Of different lengths, so that a batch is longer or shorter for who is in it.
    Response response = canary_answer(question, person, "canary" + std::string(person % 7, 'y'));
    const auto refusal = text::clean_response(response, *deck.find(question.id)->question());
    assert(!refusal);
    (void)refusal;
    return response;
}

/// Tickets of everybody who has joined, in any order.
std::vector<Bytes16> some_tickets(domain::Generator& chance, app::Random& random) {
    std::vector<Bytes16> tickets;
    for (std::uint32_t ordinal = 1; ordinal <= canary_people; ++ordinal)
        tickets.push_back(app::RoomKey::fresh_ticket(ordinal, random));
    chance.shuffle(tickets);
    return tickets;
}

/// All answers, in batches of one to eight.
Schedule some_schedule(std::size_t answers, domain::Generator& chance) {
    Schedule schedule;
    for (std::size_t next = 0; next < answers;) {
        const auto until = std::min<std::size_t>(answers, next + 1 + chance.below(8));
        schedule.emplace_back();
        while (next < until) schedule.back().push_back(next++);
    }
    return schedule;
}

/// The same answers in the same sizes of batches; shuffled over all batches that end in one
/// release.
Schedule permuted(const Schedule& schedule,
                  const std::vector<bool>& released,
                  domain::Generator& chance) {
    Schedule other = schedule;
    for (std::size_t from = 0; from < schedule.size();) {
        auto to = from;
        while (to + 1 < schedule.size() && !released[to]) ++to;
        std::vector<std::size_t> all;
        for (auto i = from; i <= to; ++i)
            all.insert(all.end(), schedule[i].begin(), schedule[i].end());
        chance.shuffle(all);
        auto next = all.begin();
        for (auto i = from; i <= to; ++i)
            for (std::size_t& place : other[i]) place = *next++;
        from = to + 1;
    }
    return other;
}

/// Gives the answers by this schedule; says which batches released something.
std::vector<bool> play(ShownRoom& room,
                       const CanaryQuestion& question,
                       const Schedule& schedule,
                       const std::vector<Bytes16>& tickets) {
    room.control(Action::go_to, question.id);
    room.control(Action::open, question.id);
    std::vector<bool> released;
    for (const auto& batch : schedule) {
        for (const std::size_t person : batch)
            room.answer(question.id, tickets[person], clean_answer(question, person));
        released.push_back(room.commit());
    }
    room.control(Action::close, question.id);
    return released;
}

}  // namespace

PairOfRooms compare_permuted(std::uint64_t seed,
                             const app::FaultInjection& fault_injection,
                             const std::filesystem::path& folder) {
    auto chance = seeded(seed);
    ShownRoom one(seed, fault_injection);
    ShownRoom other(seed, fault_injection);
    SeededRandom random(seed);
    for (const CanaryQuestion& question : canary_questions()) {
        const std::vector<Bytes16> tickets = some_tickets(chance, random);
        const std::vector<Bytes16> others = some_tickets(chance, random);
        const auto schedule = some_schedule(question.people, chance);
        const auto released = play(one, question, schedule, tickets);
        (void)play(other, question, permuted(schedule, released, chance), others);
    }
    one.end();
    other.end();
    if (!folder.empty()) {
        one.shown.push_back(one.sealed_files(folder / "one"));
        other.shown.push_back(other.sealed_files(folder / "other"));
    }
    PairOfRooms pair{.frames = one.shown.size(), .difference = {}};
    const auto [a, b] = std::ranges::mismatch(one.shown, other.shown);
    if (a != one.shown.end() || b != other.shown.end())
        pair.difference = "seed " + std::to_string(seed) + ", frame " +
                          std::to_string(a - one.shown.begin()) + " of " +
                          std::to_string(one.shown.size()) + " depends on who answered";
    return pair;
}

}  // namespace candour::verify
