#include "server/commands/verify/interruption.hpp"

#include <atomic>
#include <csignal>

namespace candour::verify {
namespace {

std::atomic<int> came = 0;
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler sets it");

}  // namespace

void notice_signals() {
    struct sigaction action {};
    action.sa_handler = [](int signal) { came = signal; };
    action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN) ::sigaction(signal, &action, nullptr);  // nohup
    }
}

int signal_that_came() noexcept {
    return came;
}

void stop_if_interrupted() {
    if (came != 0) throw Interrupted{came};
}

}  // namespace candour::verify
