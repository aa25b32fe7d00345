#include "server/ops/last_resort.hpp"

#include <utility>

namespace candour::ops {

LastResort::LastResort(std::function<void()> act)
    : act_(std::move(act)), thread_([this] { wait(); }) {}

LastResort::~LastResort() {
    {
        const std::scoped_lock lock{mutex_};
        is_over_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void LastResort::begin(std::chrono::milliseconds patience) {
    {
        const std::scoped_lock lock{mutex_};
        patience_ = patience;
    }
    changed_.notify_one();
}

void LastResort::wait() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return is_over_ || patience_; });
    if (is_over_ || changed_.wait_for(lock, *patience_, [this] { return is_over_; })) return;
    act_();
}

}  // namespace candour::ops
