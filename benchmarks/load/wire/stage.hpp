// Stage: one rehearsal room, its facilitator and its projector.
#pragma once

#include "benchmarks/load/rules/sightings.hpp"
#include "benchmarks/load/wire/line.hpp"
#include "benchmarks/load/wire/setup.hpp"

#include <boost/system/result.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace candour::load {

/// Owner: a rehearsal. Thread: its. Lifetime: the rehearsal's.
class Stage {
public:
    struct Links {
        RoomAddress room;
        std::string facilitator;  // capabilities
        std::string projector;
    };

    /// Makes a room for the deck; the error is a sentence for a person.
    [[nodiscard]] static boost::system::result<Links, std::string> make_room(
        const Endpoint& server, const std::string& authority, const std::string& deck);

    Stage(const Endpoint& server, const std::string& authority, Links links);
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /// Opens whichever line is not open; again is no harm.
    void connect();
    /// Both lines have a snapshot.
    [[nodiscard]] bool is_ready() const noexcept { return facilitator_ready_ && projector_ready_; }
    [[nodiscard]] bool facilitator_is_ready() const noexcept { return facilitator_ready_; }

    /// One order at a time; is_done() when it was acked.
    void order(Action action, const SlideId& what = {});
    [[nodiscard]] bool is_done() const noexcept { return !ordered_; }
    /// Why the last order was refused, or empty.
    [[nodiscard]] const std::string& refused() const noexcept { return refused_; }

    [[nodiscard]] const RoomAddress& room() const noexcept { return links_.room; }
    [[nodiscard]] std::uint64_t revision() const noexcept { return revision_; }
    [[nodiscard]] std::vector<Sighting> take_sightings() { return std::exchange(sightings_, {}); }
    [[nodiscard]] std::array<Line*, 2> lines() { return {&facilitator_, &projector_}; }
    void keep_alive();

private:
    void facilitator_hears(const ServerMessage& message);
    void projector_hears(const ServerMessage& message, Time at);

    Links links_;
    Line facilitator_;
    Line projector_;
    bool facilitator_ready_ = false;
    bool projector_ready_ = false;
    std::optional<MessageId> ordered_;
    std::uint32_t orders_ = 0;
    std::string refused_;
    std::uint64_t revision_ = 0;
    std::optional<SlideId> current_;
    std::vector<Sighting> sightings_;
};

}  // namespace candour::load
