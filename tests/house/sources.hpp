// The repository's own C++ sources, for rules that are about all of them.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace candour::house {

struct Source {
    std::string path;  // from the repository's top, such as "server/main.cpp"
    std::string text;
};

/// What stands in a file of the repository.
inline std::string contents(std::string_view path) {
    std::ifstream in(std::filesystem::path(CANDOUR_SOURCE_DIR) / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Every .hpp and .cpp below these folders, by path.
inline std::vector<Source> sources_below(std::initializer_list<std::string_view> folders) {
    namespace fs = std::filesystem;
    const fs::path top = CANDOUR_SOURCE_DIR;
    std::vector<Source> sources;
    for (const std::string_view folder : folders)
        for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
            const auto extension = entry.path().extension();
            if (extension != ".hpp" && extension != ".cpp") continue;
            const auto path = fs::relative(entry.path(), top).generic_string();
            sources.push_back({path, contents(path)});
        }
    std::ranges::sort(sources, {}, &Source::path);
    return sources;
}

}  // namespace candour::house
