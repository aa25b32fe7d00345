// What the commands besides `serve` budget, with its unit in its name and its reason beside it.
// What the server itself budgets stands in server/app/limits.hpp.
#pragma once

#include <chrono>
#include <cstddef>

namespace candour::commands::limits {

using namespace std::chrono_literals;

// ---- people
// --------------------------------------------------------------------------------------

/// How often a made-up person tries to come back. A restart takes seconds, a mended machine
/// minutes; after that nobody waits any more.
inline constexpr int max_failures = 60;
inline constexpr std::chrono::seconds connect_within = 10s;
/// How long the people stay: long enough for a session, and for a day of trying out.
inline constexpr std::chrono::seconds usual_stay = 30min;
inline constexpr std::chrono::seconds longest_stay = 12h;

// ---- ready
// ---------------------------------------------------------------------------------------

/// Longer than any answer takes of a server that answers at all.
inline constexpr std::chrono::seconds ready_within = 3s;
/// A status, some headers and a sentence about each thing that is wrong.
inline constexpr std::size_t max_ready_bytes = 16'384;

// ---- a line to a server
// --------------------------------------------------------------------------

/// Half of it passes in silence before a ping is sent (Beast's keep-alive); well under the 60 s
/// after which a server takes us for gone.
inline constexpr std::chrono::seconds silence_allowed{40};

// ---- one question to a server
// --------------------------------------------------------------

/// More than any answer has: a deck's first 100 faults have some 40 kB.
inline constexpr std::size_t max_answer_bytes = 1'000'000;
/// A deck of 4 MB over a slow line of 1 Mbit/s, and some patience for its answer.
inline constexpr std::chrono::seconds answer_within = 60s;

// ---- a server that a command starts
// --------------------------------------------------------------

/// How long it may take to start or to end: longer than anything a server does, even under a
/// sanitizer on a busy machine.
inline constexpr std::chrono::seconds server_patience = 60s;

// ---- serve --deck ----------------------------------------------------------------------------

/// Of earlier rooms that go on so many codes are printed, the newest; whoever has opened more has
/// them elsewhere.
inline constexpr std::size_t deck_rooms_named = 5;

}  // namespace candour::commands::limits
