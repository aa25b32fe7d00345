// What the tests of the key store have in common.
#pragma once

#include "server/app/keys/room_key.hpp"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace candour::app {

/// A folder that is gone after the test.
class KeyFolder {
public:
    KeyFolder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "candour-keys-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    KeyFolder(const KeyFolder&) = delete;
    KeyFolder& operator=(const KeyFolder&) = delete;
    ~KeyFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

inline RoomKey some_key(char byte) {
    Bytes32 bytes;
    bytes.fill(static_cast<std::uint8_t>(byte));
    return RoomKey{bytes};
}

inline RoomId some_room(std::uint8_t byte) {
    RoomId room;
    room.bytes.fill(byte);
    return room;
}

inline std::string contents_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline constexpr std::errc no_key = std::errc::no_such_file_or_directory;
inline constexpr const char* name_of_room_1 = "01010101010101010101010101010101";

}  // namespace candour::app
