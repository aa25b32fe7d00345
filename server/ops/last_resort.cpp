#include "server/ops/last_resort.hpp"

#include <utility>

namespace candour::ops {

LastResort::LastResort(std::chrono::milliseconds patience, std::function<void()> act)
    : act_(std::move(act)), thread_([this, patience] { wait(patience); }) {}

LastResort::~LastResort() {
    {
        const std::scoped_lock lock{mutex_};
        is_over_ = true;
    }
    over_.notify_one();
    thread_.join();
}

void LastResort::wait(std::chrono::milliseconds patience) {
    std::unique_lock lock{mutex_};
    if (!over_.wait_for(lock, patience, [this] { return is_over_; })) act_();
}

}  // namespace candour::ops
