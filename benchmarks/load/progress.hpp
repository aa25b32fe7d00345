// Progress: one line that changes on a terminal, a line now and then elsewhere.
#pragma once

#include "benchmarks/load/rules/time.hpp"

#include <string>

namespace candour::load {

/// Owner: main. Thread: main's. Lifetime: the program's.
class Progress {
public:
    Progress();

    void show(const std::string& line);
    /// The line stays as it is; what comes next is written below.
    void end();

private:
    bool terminal_;
    bool shown_ = false;
    Time next_{};
};

}  // namespace candour::load
