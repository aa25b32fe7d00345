// A folder for one test, and looks at what is in it.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

namespace candour::log {

/// Owner and lifetime: a test. Thread: any.
class Folder {
public:
    Folder() {
        // In memory where there is such a place: an fsync is free there, and none of these tests
        // pulls a plug (faulty_vfs.hpp plays that).
        const std::filesystem::path memory = "/dev/shm";
        const bool is_there = ::access(memory.c_str(), W_OK) == 0;
        std::string name =
            (is_there ? memory : std::filesystem::temp_directory_path()) / "candour-log-XXXXXX";
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

    /// Whether the bytes stand anywhere in one of its files.
    [[nodiscard]] bool holds(const std::string& bytes) const {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path_)) {
            if (!entry.is_regular_file()) continue;
            const std::string text = read(entry.path());
            if (::memmem(text.data(), text.size(), bytes.data(), bytes.size()) != nullptr)
                return true;
        }
        return false;
    }

    /// What its files hold, by their names.
    [[nodiscard]] std::map<std::string, std::string> contents() const {
        std::map<std::string, std::string> files;
        for (const auto& entry : std::filesystem::directory_iterator(path_))
            files[entry.path().filename().string()] = read(entry.path());
        return files;
    }

    static std::string read(const std::filesystem::path& path) {
        std::ifstream file(path, std::ios::binary);
        std::string bytes(std::filesystem::file_size(path), '\0');
        file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return bytes;
    }
    static void write(const std::filesystem::path& path, const std::string& bytes) {
        std::ofstream(path, std::ios::binary) << bytes;
    }

private:
    std::filesystem::path path_;
};

}  // namespace candour::log
