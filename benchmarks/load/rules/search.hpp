// LimitSearch: how many people a machine holds, by trying. Pure: it says what to try next and is
// told how that went.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace candour::load {

/// Owner: --until-it-breaks. Thread: one. Lifetime: one search.
///
/// Doubles until something breaks, then halves the gap (geometrically) until both ends are within
/// `precision` of each other.
class LimitSearch {
public:
    LimitSearch(std::uint32_t start, std::uint32_t at_most, double precision = 0.05)
        : next_(start), at_most_(at_most), precision_(precision) {}

    /// How many to try next; nothing when the limit is known as well as it was asked for.
    [[nodiscard]] std::optional<std::uint32_t> next() const;
    /// The last that was tried held.
    void held();
    /// It broke. `let_in`: how many of them the server did take, where it refused the rest: that is
    /// the limit itself, so it is tried next, and when it holds there is no more to find out.
    void broke(std::optional<std::uint32_t> let_in = {});

    /// The largest crowd that held; 0 when none did.
    [[nodiscard]] std::uint32_t holds() const noexcept { return holds_; }
    /// The smallest that broke it; nothing when all that were allowed held.
    [[nodiscard]] std::optional<std::uint32_t> breaks() const noexcept { return breaks_; }

private:
    void narrow();
    [[nodiscard]] bool is_near(std::uint32_t people) const;

    /// Below this a crowd is no crowd, and a limit of its size is not worth a search.
    static constexpr std::uint32_t fewest = 10;
    /// Doubling from 10 to a million and narrowing to 5% takes about 22.
    static constexpr int max_tries = 30;

    std::uint32_t next_;
    std::uint32_t at_most_;
    double precision_;
    std::uint32_t holds_ = 0;
    std::optional<std::uint32_t> breaks_;
    std::optional<std::uint32_t> let_in_;  // as the server's own bound showed at last
    int tries_ = 0;
    bool done_ = false;
};

}  // namespace candour::load
