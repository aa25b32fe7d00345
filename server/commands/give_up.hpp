// How a command says that it could not do what it was asked for.
#pragma once

#include "server/commands/commands.hpp"

#include <iostream>
#include <string_view>

namespace candour::commands {

/// Says why on stderr, and gives the exit code for it.
[[nodiscard]] inline int give_up(std::string_view sentence) {
    std::cerr << "candour: " << sentence << '\n';
    return failed;
}

}  // namespace candour::commands
