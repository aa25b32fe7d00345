// Doorkeeper: how soon somebody who comes to one shard is looked after, by what their connection,
// their address and everybody has done lately. It slows rather than refuses: a right code gets in
// while somebody guesses, some seconds later, also from the guesser's own address.
#pragma once

#include "server/app/audience/token_bucket.hpp"
#include "server/app/keys/address_mark.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_map>

namespace candour::app {

/// Room codes that one connection has said in vain. A part of a Seat or of an HTTP session.
class WrongCodes {
public:
    void add() noexcept {
        if (count_ < std::numeric_limits<std::uint8_t>::max()) ++count_;
    }
    [[nodiscard]] bool too_many() const noexcept;

private:
    std::uint8_t count_ = 0;
};

/// Owner: a Shard. Thread: that shard's. Lifetime: the shard's.
class Doorkeeper {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// `shards`: how many there are; each sees its share of an address's sockets. `sockets`: how
    /// many participants the whole server takes.
    Doorkeeper(std::size_t shards, std::size_t sockets, TimePoint now);

    // ---- sockets -----------------------------------------------------------------------------

    /// One more socket of this address, unless it has so many that too few would be left for
    /// others. False: nothing was counted.
    [[nodiscard]] bool enter(const AddressMark& who, TimePoint now);
    void leave(const AddressMark& who, TimePoint now);

    // ---- joins -------------------------------------------------------------------------------

    /// Whether one more person may join from this address now.
    [[nodiscard]] bool may_join(const AddressMark& who, TimePoint now);
    /// Counts somebody who has joined from this address. (Whoever only guesses a code is not
    /// counted here, and so takes nothing from those who join.)
    void joined(const AddressMark& who, TimePoint now);

    // ---- bodies of requests ------------------------------------------------------------------

    /// So many bytes more that this address has us read at once, unless that would be too much of
    /// what there is for all. False: nothing was counted.
    [[nodiscard]] bool bring(const AddressMark& who, std::size_t bytes, TimePoint now);
    void brought(const AddressMark& who, std::size_t bytes, TimePoint now);

    // ---- guesses -----------------------------------------------------------------------------

    /// Whether a code that may be a guess has to wait its time (limits::guess_takes).
    [[nodiscard]] bool slows(const AddressMark& who, const WrongCodes& before, TimePoint now);
    /// Counts one more hello that has to wait. False, and nothing was counted, when too many wait
    /// already, from this address or at all.
    [[nodiscard]] bool wait(const AddressMark& who, TimePoint now);
    void waited(const AddressMark& who, TimePoint now);
    /// Counts a wrong code that came from this address.
    void was_wrong(const AddressMark& who, TimePoint now);

    // ---- memory ------------------------------------------------------------------------------

    /// Forgets the addresses of which nothing has been heard for some minutes and which have no
    /// socket here.
    void forget_old(TimePoint now);
    [[nodiscard]] std::size_t remembered() const noexcept { return addresses_.size(); }

private:
    struct Address {
        explicit Address(TimePoint now);
        TokenBucket wrong_codes;
        TokenBucket joins;
        std::size_t sockets = 0;
        std::size_t waiting = 0;
        std::size_t body_bytes = 0;
        TimePoint heard;
    };

    /// What is counted of this address. The addresses for which there is no memory share one count.
    [[nodiscard]] Address& at(const AddressMark& who, TimePoint now);

    std::size_t sockets_per_address_;
    std::unordered_map<std::uint64_t, Address> addresses_;
    Address the_rest_;
    TokenBucket wrong_codes_;
    std::size_t waiting_ = 0;
};

}  // namespace candour::app
