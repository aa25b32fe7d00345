// What a shell offers at the Tab key, from the same table as --help.
#pragma once

#include "server/commands/manual/command_table.hpp"

#include <string>

namespace candour::manual {

[[nodiscard]] std::string bash_completion(const Command& program);
[[nodiscard]] std::string zsh_completion(const Command& program);
[[nodiscard]] std::string fish_completion(const Command& program);

}  // namespace candour::manual
