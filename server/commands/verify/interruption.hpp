// A signal that asks the verification to end: it is noticed where the verification waits, and what
// was begun is taken back by destructors on the way out.
#pragma once

namespace candour::verify {

/// Thrown where the verification waits, once it was asked to end.
struct Interrupted {
    int signal = 0;
};

/// From here on SIGINT, SIGTERM and SIGHUP are noticed, unless they were ignored; each a second
/// time ends the process at once. A child gets them as if nothing had been asked.
void notice_signals();
/// The signal that came; 0 when there was none.
[[nodiscard]] int signal_that_came() noexcept;
/// Throws Interrupted when one came.
void stop_if_interrupted();

}  // namespace candour::verify
