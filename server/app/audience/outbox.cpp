#include "server/app/audience/outbox.hpp"

#include "server/app/limits.hpp"

#include <utility>

namespace candour::app {

bool Outbox::push(Frame frame) {
    // One is always taken: a person's own answers may be larger than what acks may pile up to.
    const bool is_first = own_bytes_ == 0;
    own_bytes_ += frame.bytes().size();
    own_.push_back(std::move(frame));
    return is_first || own_bytes_ <= limits::max_outbox_bytes;
}

void Outbox::push_large(Frame frame) {
    own_.push_back(std::move(frame));
}

bool Outbox::offer(const Broadcast& broadcast) {
    const bool skips = latest_.has_value();
    latest_ = broadcast;
    return skips;
}

void Outbox::offer_presence(Frame frame) {
    presence_ = std::move(frame);
}

bool Outbox::empty() const noexcept {
    return own_.empty() && !latest_ && presence_.empty();
}

std::size_t Outbox::waiting() const noexcept {
    std::size_t bytes = presence_.bytes_of_this_copy();
    for (const Frame& frame : own_) bytes += frame.bytes_of_this_copy();
    if (latest_)
        bytes += latest_->snapshot.bytes_of_this_copy() + latest_->tally.bytes_of_this_copy();
    return bytes;
}

void Outbox::take(std::vector<Frame>& out) {
    for (Frame& frame : own_) out.push_back(std::move(frame));
    own_.clear();
    own_bytes_ = 0;
    if (latest_) {
        const bool knows_the_rest = shown_ == latest_->revision && !latest_->tally.empty();
        out.push_back(knows_the_rest ? latest_->tally : latest_->snapshot);
        shown_ = latest_->revision;
        latest_.reset();
    }
    if (!presence_.empty()) out.push_back(std::exchange(presence_, {}));
}

}  // namespace candour::app
