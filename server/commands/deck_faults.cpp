#include "server/commands/deck_faults.hpp"

#include "server/ops/deck_place.hpp"

#include <iostream>

namespace candour::commands {

void say_faults(const std::vector<DeckError>& errors) {
    for (const auto& error : errors)
        std::cerr << '\n'
                  << ops::place_in_words(error.at) << "  (" << error.at << ")\n"
                  << "  " << error.message << '\n'
                  << "  Allowed: " << error.allowed << '\n';
}

}  // namespace candour::commands
