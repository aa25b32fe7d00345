// Where a trial's data lie.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>
#include <system_error>

namespace candour::crash {

/// A folder that is gone after a test that passed.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "candour-crash-XXXXXX");
        path_ = ::mkdtemp(name.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        if (!kept_) std::filesystem::remove_all(path_, ignored);
    }
    void keep() noexcept { kept_ = true; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    bool kept_ = false;
};

}  // namespace candour::crash
