#include "server/commands/commands.hpp"
#include "server/commands/deck_faults.hpp"
#include "server/commands/fit/one_screen.hpp"
#include "server/ops/deck_file.hpp"

#include <algorithm>
#include <iostream>

namespace candour::commands {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

/// Of slides that a room takes, but that the wall shows in pages or by scrolling.
void warn_of_long_slides(const Deck& deck) {
    for (std::size_t i = 0; i < deck.slides.size(); ++i) {
        const Slide& slide = deck.slides[i];
        const auto found = fit::too_much_for_a_screen(slide);
        if (!found) continue;
        std::cerr << "\nslide " << i + 1 << " (" << slide.id.str() << ")\n"
                  << "  Warning: more than one screen of the projector: " << found->what
                  << " would take about " << counted(found->rows, "row", "rows")
                  << ", and there is room for " << found->room << ".\n"
                  << "  What to do: " << found->advice << '\n';
    }
}

}  // namespace

int check(const std::filesystem::path& file) {
    const auto deck = ops::load_deck(file);
    if (deck) {
        const auto questions = std::ranges::count_if(
            deck->slides, [](const Slide& slide) { return slide.question() != nullptr; });
        std::cout << "fine: " << counted(deck->slides.size(), "slide", "slides") << ", "
                  << counted(static_cast<std::size_t>(questions), "question", "questions")
                  << std::endl;
        warn_of_long_slides(*deck);
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
