#include "server/commands/commands.hpp"
#include "server/commands/deck_faults.hpp"
#include "server/ops/deck_file.hpp"

#include <algorithm>
#include <iostream>

namespace candour::commands {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

}  // namespace

int check(const std::filesystem::path& file) {
    const auto deck = ops::load_deck(file);
    if (deck) {
        const auto questions = std::ranges::count_if(
            deck->slides, [](const Slide& slide) { return slide.question() != nullptr; });
        std::cout << "fine: " << counted(deck->slides.size(), "slide", "slides") << ", "
                  << counted(static_cast<std::size_t>(questions), "question", "questions") << '\n';
        return done;
    }
    const auto& fault = deck.error();
    if (!fault.unreadable.empty()) {
        std::cerr << fault.unreadable << '\n';
        return failed;
    }
    std::cerr << file.string() << " has " << counted(fault.errors.size(), "fault", "faults")
              << ".\n";
    say_faults(fault.errors);
    return failed;
}

}  // namespace candour::commands
