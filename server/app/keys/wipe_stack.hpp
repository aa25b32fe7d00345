// Overwrites the part of this thread's stack that earlier calls may have left tickets and keys on.
#pragma once

namespace candour::app {

/// Clears 128 kB below the caller's frame: deeper than any call of a shard goes. What lies in the
/// gaps of the caller's own frame, and of those above it, stays: call it from near the top.
void wipe_stack() noexcept;

}  // namespace candour::app
