// KeyStore: where room keys are kept apart from the log (rule A1), so that one answer per person
// holds across a crash and sealing can destroy the key alone.
#pragma once

#include "protocol/cpp/ids.hpp"
#include "server/app/keys/room_key.hpp"

#include <boost/system/result.hpp>

#include <filesystem>
#include <string>
#include <system_error>

namespace candour::app {

class KeyDisk;

/// Thread: any. Lifetime: longer than the shards.
class KeyStore {
public:
    using Found = boost::system::result<RoomKey, std::error_code>;

    KeyStore() = default;
    KeyStore(const KeyStore&) = delete;
    KeyStore& operator=(const KeyStore&) = delete;
    virtual ~KeyStore() = default;

    /// Durable when it returns without an error. Blocks.
    [[nodiscard]] virtual std::error_code keep(const RoomId& room, const RoomKey& key) = 0;
    /// errc::no_such_file_or_directory when there is no key for this room (it was sealed),
    /// errc::bad_message when what is there is no key. Any other error: not now. Blocks.
    [[nodiscard]] virtual Found find(const RoomId& room) const = 0;
    /// Whether there is something that may be this room's key. Looks, and reads nothing; blocks.
    [[nodiscard]] virtual bool holds(const RoomId& room) const = 0;
    /// Remembers on which day the room was last used, as YYYY-MM-DD, for the end that comes by
    /// itself; nothing finer (rule A6). Blocks.
    [[nodiscard]] virtual std::error_code keep_last_day(const RoomId& room,
                                                        const std::string& day) = 0;
    /// Empty when it is not known. Blocks.
    [[nodiscard]] virtual std::string last_day(const RoomId& room) const = 0;
    /// Overwrites and removes what a crash left of keys that were never kept. Blocks.
    [[nodiscard]] virtual std::error_code remove_unfinished() = 0;
    /// Overwrites and removes the key. No error when there was none. Blocks.
    [[nodiscard]] virtual std::error_code destroy(const RoomId& room) = 0;
};

/// Keeps nothing: for `--memory`, where the key lives with the room alone.
class MemoryKeyStore final : public KeyStore {
public:
    [[nodiscard]] std::error_code keep(const RoomId& room, const RoomKey& key) override;
    [[nodiscard]] Found find(const RoomId& room) const override;
    [[nodiscard]] bool holds(const RoomId& room) const override;
    [[nodiscard]] std::error_code keep_last_day(const RoomId& room,
                                                const std::string& day) override;
    [[nodiscard]] std::string last_day(const RoomId& room) const override;
    [[nodiscard]] std::error_code remove_unfinished() override;
    [[nodiscard]] std::error_code destroy(const RoomId& room) override;
};

/// One file per room, mode 0600, in a folder of mode 0700: `DIR/<room id in hex>`. The day of last
/// use is the time of that file's last change, at midnight UTC.
class FileKeyStore final : public KeyStore {
public:
    explicit FileKeyStore(std::filesystem::path folder);
    FileKeyStore(std::filesystem::path folder, KeyDisk& disk);
    [[nodiscard]] std::error_code keep(const RoomId& room, const RoomKey& key) override;
    [[nodiscard]] Found find(const RoomId& room) const override;
    [[nodiscard]] bool holds(const RoomId& room) const override;
    [[nodiscard]] std::error_code keep_last_day(const RoomId& room,
                                                const std::string& day) override;
    [[nodiscard]] std::string last_day(const RoomId& room) const override;
    [[nodiscard]] std::error_code remove_unfinished() override;
    [[nodiscard]] std::error_code destroy(const RoomId& room) override;

private:
    std::filesystem::path folder_;
    KeyDisk& disk_;
};

}  // namespace candour::app
