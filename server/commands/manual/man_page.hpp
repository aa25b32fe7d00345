// Manual pages in man(7), from the same tables as --help.
#pragma once

#include "server/commands/manual/command_table.hpp"
#include "server/ops/config.hpp"

#include <span>
#include <string>
#include <string_view>

namespace candour::manual {

/// What no table knows.
struct PageFrame {
    std::string version;      // "0.1.0"
    std::string date;         // "2026-11-30"; may be empty
    std::string description;  // paragraphs in man(7), an empty line between two
    std::string after;        // more sections, in man(7)
};

/// Section 1: a program with its commands and options.
[[nodiscard]] std::string program_page(const Command& program, const PageFrame& frame);
/// candour.toml(5).
[[nodiscard]] std::string settings_page(std::span<const ops::Setting> settings,
                                        const PageFrame& frame);
/// Text as man(7) needs it: no line of it is taken for a request.
[[nodiscard]] std::string man_text(std::string_view text);

/// A configuration file in which each setting stands, explained and commented out; `data` alone is
/// set.
[[nodiscard]] std::string settings_file(std::span<const ops::Setting> settings,
                                        std::string_view data);

}  // namespace candour::manual
