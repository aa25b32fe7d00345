#include "benchmarks/load/progress.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

/// Without a terminal each line stays, so there are fewer.
constexpr Micros line_every = 5s;

std::size_t width() {
    winsize size{};
    constexpr std::size_t usual = 80;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

}  // namespace

Progress::Progress() : terminal_(isatty(STDERR_FILENO) != 0) {}

void Progress::show(const std::string& line) {
    if (terminal_) {
        // Erase the line (ECMA-48, EL), so that a shorter one leaves nothing of the longer.
        std::cerr << "\r\x1b[2K" << line.substr(0, width() - 1) << std::flush;
        shown_ = true;
        return;
    }
    const Time at = now();
    if (at < next_) return;
    next_ = at + line_every;
    std::cerr << line << std::endl;
}

void Progress::end() {
    if (terminal_ && shown_) std::cerr << '\n';
    shown_ = false;
    next_ = {};
}

}  // namespace candour::load
