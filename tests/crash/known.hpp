// Known: what a client may believe of the server's state: what was acked is so; what was sent and
// not answered may be so.
#pragma once

#include <optional>
#include <utility>

namespace candour::crash {

template <class T>
struct Known {
    T sure{};
    std::optional<T> maybe;

    /// A message is on its way that makes it so.
    void send(T value) { maybe = std::move(value); }
    void acked() {
        if (maybe) sure = *std::exchange(maybe, std::nullopt);
    }
    void refused() { maybe.reset(); }

    [[nodiscard]] bool allows(const T& seen) const { return seen == sure || seen == maybe; }
    /// The server has said what is so.
    void settle(T seen) {
        sure = std::move(seen);
        maybe.reset();
    }
};

}  // namespace candour::crash
