// What a file has to itself (names in unnamed namespaces) stands beside what the next file has to
// itself where several are compiled as one (CMake's unity build).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candour::house {

/// A name that stands in an unnamed namespace, by all the namespaces around it.
struct OwnName {
    std::string name;   // "candour::net::open"
    std::string alias;  // what it is short for; empty for what is no alias
    friend bool operator==(const OwnName&, const OwnName&) = default;
};

/// The names of types, functions, constants and namespace aliases. The source is laid out by
/// clang-format: what stands in a namespace begins its line.
[[nodiscard]] std::vector<OwnName> own_names_in(std::string_view source);

/// The program or library that a .cpp file is compiled into, by its folder.
[[nodiscard]] std::string target_of(std::string_view path);

}  // namespace candour::house
