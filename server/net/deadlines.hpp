// Deadlines: everything on one shard that may not take for ever, behind one timer. A connection
// that is simply open has none, so 100,000 of them cost the clock nothing.
#pragma once

#include <boost/intrusive/list.hpp>

#include <array>
#include <chrono>
#include <cstddef>

namespace candour::net {

namespace intrusive = boost::intrusive;

/// Something that has a time to be done by. Leaves the list by itself when it is destroyed.
class Expiring : public intrusive::list_base_hook<intrusive::tag<struct DeadlineTag>,
                                                  intrusive::link_mode<intrusive::auto_unlink>> {
public:
    /// The time is over. May arm again.
    virtual void on_deadline() = 0;

protected:
    Expiring() = default;
    ~Expiring() = default;
};

/// A wheel of one-second slots. Owner: a ShardNet. Thread: its shard. Lifetime: the shard's
/// sockets'.
class Deadlines {
public:
    static constexpr std::size_t slot_count = 64;

    Deadlines() = default;
    Deadlines(const Deadlines&) = delete;
    Deadlines& operator=(const Deadlines&) = delete;

    /// Calls on_deadline no earlier than after `within` (at most 62 s), up to a second later; in
    /// place of any deadline armed before.
    void arm(Expiring& what, std::chrono::seconds within);
    static void cancel(Expiring& what) { what.unlink(); }

    /// A second has passed.
    void tick();

private:
    using List = intrusive::
        list<Expiring, intrusive::base_hook<Expiring>, intrusive::constant_time_size<false>>;
    std::array<List, slot_count> slots_;
    std::size_t now_ = 0;
};

}  // namespace candour::net
