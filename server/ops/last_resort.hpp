// LastResort: ends what does not end by itself.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace candour::ops {

/// Calls `act` unless it is destroyed within the patience with which it began. Its thread is there
/// from the start: when something has to end, there may be no memory for another. Owner: main.
/// Thread: one of its own, on which it acts. Lifetime: longer than whatever may hang.
class LastResort {
public:
    explicit LastResort(std::function<void()> act);
    LastResort(const LastResort&) = delete;
    LastResort& operator=(const LastResort&) = delete;
    ~LastResort();

    /// From here on it waits for `patience`. Once.
    void begin(std::chrono::milliseconds patience);

private:
    void wait();

    std::function<void()> act_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<std::chrono::milliseconds> patience_;  // none until it has begun
    bool is_over_ = false;
    std::thread thread_;
};

}  // namespace candour::ops
