// Metrics: what the server does, as Prometheus text.
#pragma once

#include "server/app/shard/shards.hpp"

#include <chrono>
#include <functional>
#include <mutex>
#include <string>

namespace candour::ops {

/// Figures as Prometheus text (exposition format 0.0.4). Pure.
///
/// Anybody may read it, so it must not tell what phones and screens do not: people are rounded to 5
/// (rule A4), and what moves with single answers or joins counts in tens (rule A3).
[[nodiscard]] std::string metrics_text(const app::Figures& figures,
                                       const app::Readiness& readiness);

/// Metrics that stand still for 10 s (rule A4), so that nobody sees who came or answered by asking
/// again and again. Owner: main. Thread: any. Lifetime: longer than the net's.
class Metrics {
public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;
    Metrics(std::function<std::string()> fresh, Clock now);

    [[nodiscard]] std::string text();

private:
    std::function<std::string()> fresh_;
    Clock now_;
    std::mutex mutex_;
    std::string text_;
    std::chrono::steady_clock::time_point until_{};
};

}  // namespace candour::ops
