// Reads what the repository holds, for tests that check the contract against it.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace candour::test {

inline std::filesystem::path repository() {
    return CANDOUR_SOURCE_DIR;
}

inline std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The golden examples of one kind ("client", "server", ...), by name.
inline std::vector<std::filesystem::path> goldens(const std::string& kind) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(repository() / "protocol/golden" / kind))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace candour::test
