// Schedule: when made-up people do what, laid down before it happens. Latencies count from these
// times, so that a slow server cannot slow the questions down and look fast (coordinated omission).
#pragma once

#include "benchmarks/load/rules/time.hpp"
#include "server/commands/people/dice.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace candour::load {

/// When person `index` of `count` comes, after the doors opened: evenly over the time, each at a
/// random moment of their own slice.
[[nodiscard]] Micros arrival(std::size_t index, std::size_t count, Micros over, people::Dice& dice);

/// How long a person thinks before answering: most at about a third of the time, all within it.
[[nodiscard]] Micros thinking(Micros over, people::Dice& dice);

/// What one person does with one question; times after its opening.
struct Plan {
    Micros answer{};
    std::optional<Micros> change;  // another answer, after the first
    /// The phone is locked: it hears nothing from then on, and its line is gone when it is looked
    /// at again. The answer comes after that.
    std::optional<Micros> lock;
    Micros unlock{};
};

inline constexpr double changes_share = 0.1;
inline constexpr double locks_share = 0.02;

[[nodiscard]] Plan plan_answer(Micros over, people::Dice& dice);

/// Whether a person is one of those who stop reading, and keep their line all the same.
[[nodiscard]] bool never_reads(std::uint32_t person, std::uint32_t percent, std::uint64_t seed);

/// How long a page waits after its line broke (client-web's machine.ts): anything up to 0.5 s,
/// twice as much after each further failure, up to 20 s.
[[nodiscard]] Micros back_off(unsigned failures, people::Dice& dice);

}  // namespace candour::load
