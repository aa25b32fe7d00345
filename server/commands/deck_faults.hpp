// How a command says on stderr what is wrong with a deck.
#pragma once

#include "protocol/cpp/deck.hpp"

#include <vector>

namespace candour::commands {

/// Each fault with its place and what is allowed there.
void say_faults(const std::vector<DeckError>& errors);

}  // namespace candour::commands
