#include "benchmarks/load/rules/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace candour::load {
namespace {

constexpr unsigned fine_bits = 6;  // 64 buckets a doubling
constexpr std::uint64_t fine = 1U << fine_bits;
constexpr std::uint64_t exact_below = 2 * fine;
constexpr std::uint64_t largest = (std::uint64_t{1} << 36U) - 1;

}  // namespace

std::size_t Histogram::bucket_of(std::uint64_t value) {
    if (value < exact_below) return value;
    const unsigned shift = static_cast<unsigned>(std::bit_width(value)) - 1 - fine_bits;
    return shift * fine + (value >> shift);
}

std::uint64_t Histogram::last_in(std::size_t bucket) {
    if (bucket < exact_below) return bucket;
    const auto shift = bucket / fine - 1;
    const auto top = bucket % fine + fine;
    return ((top + 1) << shift) - 1;
}

void Histogram::add(Micros time) {
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 0));
    const auto bucket = bucket_of(std::min(value, largest));
    if (bucket >= buckets_.size()) buckets_.resize(bucket + 1);
    ++buckets_[bucket];
    ++count_;
    max_ = std::max(max_, static_cast<std::int64_t>(value));
}

void Histogram::merge(const Histogram& other) {
    if (other.buckets_.size() > buckets_.size()) buckets_.resize(other.buckets_.size());
    for (std::size_t i = 0; i < other.buckets_.size(); ++i) buckets_[i] += other.buckets_[i];
    count_ += other.count_;
    max_ = std::max(max_, other.max_);
}

Micros Histogram::percentile(double share) const {
    if (count_ == 0) return Micros{0};
    const auto exact = std::ceil(share * static_cast<double>(count_) - 1e-9);
    const auto wanted =
        std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::max(exact, 1.0)), 1, count_);
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
        seen += buckets_[i];
        if (seen >= wanted)
            return Micros(std::min<std::int64_t>(static_cast<std::int64_t>(last_in(i)), max_));
    }
    return Micros(max_);
}

}  // namespace candour::load
