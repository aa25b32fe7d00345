// Openers: who may open rooms over HTTP, and how many.
#pragma once

#include "protocol/cpp/refusal.hpp"
#include "server/app/keys/address_mark.hpp"
#include "server/app/shard/opening_rates.hpp"

#include <boost/system/result.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace candour::net {

/// Which pass a token is of, if any; or why that cannot be told. May look at the disk.
using FindPass = std::function<boost::system::result<std::optional<std::uint64_t>, std::error_code>(
    std::string_view token)>;

/// Owner: main (or a test). Thread: the blocking pool's one, after construction. Lifetime: longer
/// than the shards run.
class Openers {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// Anyone may open rooms.
    Openers() = default;
    /// Whoever has a pass may open rooms. `contact` is whom to ask for one, or empty.
    Openers(FindPass find_pass, std::string contact)
        : find_pass_(std::move(find_pass)), contact_(std::move(contact)) {}

    /// Why this one may not open a room now. Counts it when it may. `authorization` is the
    /// request's field (RFC 6750, 2.1).
    [[nodiscard]] std::optional<Refusal> refuse(const app::AddressMark& who,
                                                std::string_view authorization,
                                                TimePoint now);

private:
    FindPass find_pass_;
    std::string contact_;
    app::OpeningRates rates_;
};

}  // namespace candour::net
