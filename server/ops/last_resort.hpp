// LastResort: ends what does not end by itself.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace candour::ops {

/// Calls `act` unless it is destroyed within `patience`. Owner: main. Thread: one of its own, on
/// which it acts. Lifetime: longer than whatever may hang.
class LastResort {
public:
    LastResort(std::chrono::milliseconds patience, std::function<void()> act);
    LastResort(const LastResort&) = delete;
    LastResort& operator=(const LastResort&) = delete;
    ~LastResort();

private:
    void wait(std::chrono::milliseconds patience);

    std::function<void()> act_;
    std::mutex mutex_;
    std::condition_variable over_;
    bool is_over_ = false;
    std::thread thread_;
};

}  // namespace candour::ops
