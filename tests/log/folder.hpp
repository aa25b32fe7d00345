// A folder for one test, and looks at what is in it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace candour::log {

/// Owner and lifetime: a test. Thread: any.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "candour-log-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path database() const { return path_ / "candour.db"; }
    [[nodiscard]] std::filesystem::path write_ahead_log() const { return path_ / "candour.db-wal"; }

    /// In how many places of all its files the bytes stand.
    [[nodiscard]] std::size_t count(const std::string& bytes) const {
        std::size_t found = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path_)) {
            if (!entry.is_regular_file()) continue;
            const std::string text = read(entry.path());
            for (auto at = text.find(bytes); at != text.npos; at = text.find(bytes, at + 1))
                ++found;
        }
        return found;
    }

    static std::string read(const std::filesystem::path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    static void write(const std::filesystem::path& path, const std::string& bytes) {
        std::ofstream(path, std::ios::binary) << bytes;
    }

private:
    std::filesystem::path path_;
};

}  // namespace candour::log
