// What the projector shows.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <cstdint>
#include <optional>

namespace candour {

enum class WallShows : std::uint8_t { slide, join, nothing, text };

/// What facilitators have the projector show: the current slide, and of what does not fit on it the
/// page; the way in; nothing; or one of the current question's texts.
struct Wall {
    WallShows shows = WallShows::slide;
    std::uint32_t page = 0;      // of the slide; a projector with fewer pages shows its last
    std::optional<ItemId> item;  // the text
    friend bool operator==(const Wall&, const Wall&) = default;
};

}  // namespace candour
