// Any bytes as what happens in a room: who comes, answers, changes and withdraws, what facilitators
// do and when the tick comes; against a naive recount by somebody who has read the rules and not
// the code.
#include "tests/fuzz/target.hpp"
#include "tests/privacy/fold_schedule.hpp"

namespace candour::fuzz {

void take(std::string_view bytes) {
    if (bytes.empty()) return;
    const auto seed = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    privacy_test::Schedule schedule(seeds::Dice(bytes), seed);
    const std::string fault = schedule.run();
    require(fault.empty(), fault);
}

std::vector<std::string> first_inputs() {
    std::vector<std::string> all;
    for (std::uint64_t seed = 0; seed < 64; ++seed) {
        std::string bytes;
        for (std::uint64_t i = 0; i < 400; ++i)
            bytes += static_cast<char>(seeds::mixed(seed * 1'000 + i));
        all.push_back(std::move(bytes));
    }
    return all;
}

}  // namespace candour::fuzz
