// A program's commands and options as plain values, read from the table that also prints --help:
// man pages and completions are made from these, so that none of them can say anything else than
// --help.
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace candour::manual {

struct Option {
    std::vector<std::string> names;    // "-h", "--help"; none for what stands by its place alone
    std::string value;                 // "ADDR:PORT"; empty for a switch
    std::vector<std::string> choices;  // when there are only these
    std::string help;
    std::string group;        // the heading that it stands under in --help
    std::string environment;  // the variable that may say it instead; empty when there is none
    bool required = false;
};

struct Command {
    std::string name;
    std::string help;
    std::string footer;
    std::vector<Option> options;
    std::vector<Command> commands;
};

/// What --help shows of the program; what it hides is left out.
[[nodiscard]] Command read_table(const CLI::App& program);

/// What a shell can offer for a value.
enum class Offer { files, folders, choices, nothing };
[[nodiscard]] Offer offer_for(const Option& option);

/// The words in a row, with this between them.
[[nodiscard]] std::string join(const std::vector<std::string>& words, std::string_view between);
/// The text with each `from` replaced.
[[nodiscard]] std::string replaced(std::string text, std::string_view from, std::string_view to);

}  // namespace candour::manual
