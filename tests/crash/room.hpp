// Room: one room on trial: its facilitator, its people, and what all of them may believe of it.
#pragma once

#include "tests/crash/person.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace candour::crash {

/// The deck that every room on trial has: some questions are open, some protected.
[[nodiscard]] std::string trial_deck();

/// Owner: a Trial. Thread: the context's one. Lifetime: the trial's.
class Room {
public:
    Room(asio::io_context& context,
         const RoomOpened& opened,
         std::uint64_t seed,
         Tally& tally,
         Accuse accuse);

    // ---- one life of the server --------------------------------------------------------------

    /// Everybody who may still come in says hello.
    void come(std::uint16_t port);
    /// Once they are in: holds everything that the server says against what it has promised.
    void audit();
    /// People answer.
    void answer();
    /// The facilitator does one thing, if the last one is done.
    void act();
    /// The server is dead: what is on its way stays unanswered.
    void cut_off();
    [[nodiscard]] bool is_gone() const;

    /// Sealed, as far as a client can see.
    [[nodiscard]] bool has_ended() const noexcept { return phase_.sure == RoomPhase::ended; }

private:
    struct Counted {
        std::uint32_t people = 0;
        std::array<std::uint32_t, options.size()> picks{};
        friend bool operator==(const Counted&, const Counted&) = default;
    };

    void hear(const ServerMessage& message, std::string_view text);
    void audit_live();
    void audit_ended();
    void audit_phases();
    void audit_tally(std::size_t question);
    void audit_hidden(std::size_t question, const WordCloudTally& tally);
    void check(std::size_t question, const Results& results, const char* where);
    [[nodiscard]] static Counted counted_in(const Results& results);
    [[nodiscard]] Counted recount(std::size_t question) const;
    void say(Action action, std::size_t question, std::size_t item = 0);
    void hide_or_restore();
    [[nodiscard]] bool ask(Action action, std::size_t question);
    void answered(bool done);
    [[nodiscard]] bool wait_for(const std::function<bool()>& condition, const char* what);

    asio::io_context& context_;
    Hello hello_;
    Dice dice_;
    Tally& tally_;
    Accuse accuse_;

    std::vector<Asked> questions_;
    std::vector<std::unique_ptr<Person>> people_;
    std::size_t current_ = 0;
    bool all_closed_ = false;  // and audited since
    Known<RoomPhase> phase_{RoomPhase::live, {}};
    Known<std::string> slide_;

    std::shared_ptr<Line> wire_;  // the facilitator's
    std::optional<Snapshot> shown_;
    std::string turned_away_;
    std::string deck_;        // as first seen
    std::string report_;      // as first seen
    std::string report_now_;  // in this life
    std::optional<Control> on_its_way_;
    std::uint64_t said_ = 0;
};

}  // namespace candour::crash
