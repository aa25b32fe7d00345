#include "tests/house/own_names.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace candour::house {
namespace {

bool is_of_a_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view first_word(std::string_view text) {
    const auto end = std::ranges::find_if_not(text, is_of_a_word);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

/// The word that ends the text, spaces and the brackets of an array apart.
std::string_view last_word(std::string_view text) {
    while (!text.empty() && !is_of_a_word(text.back())) text.remove_suffix(1);
    std::size_t begin = text.size();
    while (begin > 0 && is_of_a_word(text[begin - 1])) --begin;
    return text.substr(begin);
}

bool skip(std::string_view& text, std::string_view beginning) {
    if (!text.starts_with(beginning)) return false;
    text.remove_prefix(beginning.size());
    return true;
}

/// What a line that begins a declaration declares; what it is short for, when it is an alias.
std::optional<OwnName> declared_in(std::string_view line) {
    if (skip(line, "namespace ") || skip(line, "using ")) {
        const std::string_view name = first_word(line);
        if (!line.substr(name.size()).starts_with(" = ")) return std::nullopt;
        return OwnName{std::string(name), std::string(line.substr(name.size() + 3))};
    }
    while (skip(line, "[[nodiscard]] ") || skip(line, "[[noreturn]] ")) {}
    for (const std::string_view kind : {"struct ", "enum class ", "class ", "enum ", "union "})
        if (skip(line, kind)) return OwnName{std::string(first_word(line)), {}};
    constexpr std::array<std::string_view, 6> others{"template",      "TEST_CASE", "BENCHMARK",
                                                     "static_assert", "public",    "private"};
    for (const std::string_view other : others)
        if (line.starts_with(other)) return std::nullopt;
    const std::size_t end = line.find_first_of("({=;");
    if (end == line.npos) return std::nullopt;  // goes on in the next line, by its arguments
    const std::string_view name = last_word(line.substr(0, end));
    if (name.empty() || name.size() == line.size()) return std::nullopt;
    return OwnName{std::string(name), {}};
}

/// The source with nothing in its raw strings, whose lines are no code.
std::string without_raw_strings(std::string_view source) {
    std::string code;
    for (std::size_t at = source.find("R\""); at != source.npos; at = source.find("R\"")) {
        const std::size_t open = source.find('(', at);
        if (open == source.npos) break;
        code += source.substr(0, open + 1);
        const std::string close = ')' + std::string(source.substr(at + 2, open - at - 2)) + '"';
        const std::size_t end = source.find(close, open);
        source.remove_prefix(std::min(end, source.size()));
    }
    return code += source;
}

/// The namespaces that a source is in, line by line.
class Namespaces {
public:
    /// Whether the line opens or closes one.
    bool follow(std::string_view line) {
        constexpr std::string_view opens = "namespace ";
        if (line == "namespace {") {
            unnamed_ = true;
            return true;
        }
        if (line == "}  // namespace") {
            unnamed_ = false;
            return true;
        }
        if (line.starts_with("}  // namespace ")) {
            if (!names_.empty()) names_.pop_back();
            return true;
        }
        if (!line.starts_with(opens) || !line.ends_with(" {")) return false;
        line.remove_prefix(opens.size());
        names_.emplace_back(line.substr(0, line.size() - 2));
        return true;
    }
    [[nodiscard]] bool in_unnamed() const noexcept { return unnamed_; }
    [[nodiscard]] std::string path() const {
        std::string path;
        for (const std::string& name : names_) path += name + "::";
        return path;
    }

private:
    std::vector<std::string> names_;
    bool unnamed_ = false;
};

}  // namespace

std::vector<OwnName> own_names_in(std::string_view text) {
    const std::string code = without_raw_strings(text);
    std::string_view source = code;
    std::vector<OwnName> names;
    Namespaces namespaces;
    while (!source.empty()) {
        const std::size_t end = std::min(source.find('\n'), source.size());
        const std::string_view line = source.substr(0, end);
        source.remove_prefix(std::min(end + 1, source.size()));
        if (namespaces.follow(line) || !namespaces.in_unnamed()) continue;
        // What does not begin at the first column stands inside of something.
        if (line.empty() || !(is_of_a_word(line.front()) || line.front() == '[')) continue;
        auto name = declared_in(line);
        if (!name) continue;
        name->name = namespaces.path() + name->name;
        names.push_back(*std::move(name));
    }
    return names;
}

std::string target_of(std::string_view path) {
    if (path.starts_with("tests/fuzz/")) return std::string(path);  // a program for each file
    // A library for each folder of the server, one for each of some of the commands' folders, and
    // a program for each folder of tests.
    std::size_t depth = 2;
    for (const std::string_view deeper :
         {"server/commands/client/", "server/commands/fit/", "server/commands/verify/",
          "server/commands/manual/", "benchmarks/load/rules/", "benchmarks/load/wire/"})
        if (path.starts_with(deeper)) depth = 3;
    std::size_t end = 0;
    for (std::size_t i = 0; i < depth && end != path.npos; ++i) end = path.find('/', end + 1);
    return std::string(path.substr(0, end));
}

}  // namespace candour::house
