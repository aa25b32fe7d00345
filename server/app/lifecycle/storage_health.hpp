// StorageHealth: whether the disk takes and gives back everything that the rooms need, and if not,
// what it refuses. /readyz says it in a sentence.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

namespace candour::app {

/// Whether answers can be taken now. `reason` is a sentence for a person: why not, or, when ready,
/// what an operator should know all the same; mostly empty. Everybody may read it: no path, no id.
struct Readiness {
    bool ready = true;
    std::string reason;
};

/// Why the log cannot be read.
enum class Unreadable : std::uint8_t { for_now, damaged, foreign, newer };

/// What the storage has refused a single room; each is tried again.
enum class Trouble : std::uint8_t {
    unsealed,  // it has ended, and its results could not be written
    key_left,  // it is over, and its key could not be removed
    key_lost,  // it is open, and its key has vanished and could not be written again
};
inline constexpr std::size_t trouble_count = 3;

/// Owner: Common. Thread: any; remark() alone is for the one that brings the rooms back. Lifetime:
/// the shards'.
class StorageHealth {
public:
    /// Notes that the log cannot be read, so that no room is known; and that it has been read.
    void cannot_read(Unreadable why) noexcept;
    void has_read() noexcept;
    [[nodiscard]] bool rooms_are_unread() const noexcept;

    /// Whether the key of a new room could not be kept when it was last tried.
    void set_keys_fail(bool fail) noexcept { keys_fail_ = fail; }
    [[nodiscard]] bool keys_fail() const noexcept { return keys_fail_; }

    /// One more room has this trouble, or one less; true when it is the first, or was the last.
    bool begins(Trouble trouble) noexcept { return rooms_with(trouble)++ == 0; }
    bool is_over(Trouble trouble) noexcept { return --rooms_with(trouble) == 0; }

    /// Notes a sentence for the operator that /readyz says even while the server is ready. Called
    /// before has_read(), or before the shards run.
    void remark(const std::string& sentence);

    /// `log_fails`: whether the log refused the last batch that it was given.
    [[nodiscard]] Readiness readiness(bool log_fails) const;

private:
    enum class Read : std::uint8_t { done, failing, damaged, foreign, newer };

    using Count = std::atomic<std::uint32_t>;
    [[nodiscard]] Count& rooms_with(Trouble trouble) noexcept {
        return troubles_[static_cast<std::size_t>(trouble)];
    }
    [[nodiscard]] bool any_has(Trouble trouble) const noexcept {
        return troubles_[static_cast<std::size_t>(trouble)] > 0;
    }

    std::atomic<Read> read_{Read::done};
    std::atomic<bool> keys_fail_{false};
    std::array<Count, trouble_count> troubles_{};
    std::string remark_;
};

}  // namespace candour::app
