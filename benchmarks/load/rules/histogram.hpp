// Histogram: how often which time was measured, to 1.6%, in a fixed amount of memory.
#pragma once

#include "benchmarks/load/rules/time.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace candour::load {

/// Owner: a worker, or an outcome. Thread: one. Lifetime: any.
///
/// Buckets are exact below 128 us and then 64 for each doubling (as in HdrHistogram), up to 19
/// hours. A negative time counts as none.
class Histogram {
public:
    void add(Micros time);
    void merge(const Histogram& other);

    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
    [[nodiscard]] Micros max() const noexcept { return Micros(max_); }
    /// The least time that at least `share` (0 to 1) of all do not exceed; zero when there is none.
    [[nodiscard]] Micros percentile(double share) const;

private:
    static std::size_t bucket_of(std::uint64_t value);
    static std::uint64_t last_in(std::size_t bucket);

    std::vector<std::uint64_t> buckets_;  // as many as the largest value needs
    std::uint64_t count_ = 0;
    std::int64_t max_ = 0;
};

}  // namespace candour::load
