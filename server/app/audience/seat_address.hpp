// SeatAddress: how the home of a room names a connection on any shard.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <cstddef>

namespace candour::app {

/// Names a seat on its shard; a number never used again, so that a late reply finds nobody.
using SeatId = Number<struct SeatIdTag>;

struct SeatAddress {
    std::size_t shard = 0;
    SeatId seat;
    friend bool operator==(const SeatAddress&, const SeatAddress&) = default;
};

/// Whom to tell what came of a message.
struct Asked {
    SeatAddress from;
    MessageId id;
    friend bool operator==(const Asked&, const Asked&) = default;
};

}  // namespace candour::app
