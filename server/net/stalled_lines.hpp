// StalledLines: the connections of one shard that have not taken what they were sent, and how much
// waits for them together. When that is too much, the one for which most waits is cut: whoever
// stalls a thousand lines on purpose loses those, and a phone in a tunnel is none of them.
#pragma once

#include <boost/intrusive/list.hpp>

#include <cstddef>

namespace candour::net {

namespace intrusive = boost::intrusive;

/// One of them. Owner: a connection. Thread: its shard.
class Stalled : public intrusive::list_base_hook<intrusive::tag<struct StalledTag>,
                                                 intrusive::link_mode<intrusive::auto_unlink>> {
public:
    [[nodiscard]] std::size_t waiting() const noexcept { return waiting_; }
    /// Hangs up at once, after which nothing waits (StalledLines::note with 0).
    virtual void cut() = 0;

protected:
    Stalled() = default;
    Stalled(const Stalled&) = delete;
    Stalled& operator=(const Stalled&) = delete;
    virtual ~Stalled() = default;

private:
    friend class StalledLines;
    std::size_t waiting_ = 0;
};

/// Owner: a ShardNet. Thread: its shard's. Lifetime: longer than the connections.
class StalledLines {
public:
    explicit StalledLines(std::size_t at_most) noexcept : at_most_(at_most) {}

    /// So many bytes wait for this line now.
    void note(Stalled& line, std::size_t bytes);
    /// Cuts lines, those first for which most waits, until what waits is within the bound. How many
    /// that were.
    std::size_t cut_down();

    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

private:
    using List = intrusive::list<Stalled,
                                 intrusive::base_hook<intrusive::list_base_hook<
                                     intrusive::tag<struct StalledTag>,
                                     intrusive::link_mode<intrusive::auto_unlink>>>,
                                 intrusive::constant_time_size<false>>;
    std::size_t at_most_;
    std::size_t bytes_ = 0;
    List lines_;
};

}  // namespace candour::net
