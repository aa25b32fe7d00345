#include "server/net/stalled_lines.hpp"

#include <algorithm>

namespace candour::net {

void StalledLines::note(Stalled& line, std::size_t bytes) {
    bytes_ = bytes_ - line.waiting_ + bytes;
    line.waiting_ = bytes;
    if (bytes == 0 && line.is_linked())
        lines_.erase(lines_.iterator_to(line));
    else if (bytes != 0 && !line.is_linked())
        lines_.push_back(line);
}

std::size_t StalledLines::cut_down() {
    std::size_t cut = 0;
    for (; bytes_ > at_most_ && !lines_.empty(); ++cut) {
        const auto worst = std::max_element(
            lines_.begin(), lines_.end(),
            [](const auto& a, const auto& b) { return a.waiting() < b.waiting(); });
        worst->cut();
    }
    return cut;
}

}  // namespace candour::net
