// Store: where a server keeps its rooms: in memory, or in the data folder.
#pragma once

#include "server/app/key_store.hpp"
#include "server/log/room_log.hpp"
#include "server/ops/config.hpp"

#include <boost/system/result.hpp>

#include <memory>
#include <string>

namespace candour::commands {

/// Owner: serve. Thread: see the members. Lifetime: longer than the Shards.
struct Store {
    std::unique_ptr<app::KeyStore> keys;
    std::unique_ptr<log::RoomLog> log;
    /// What was seen on opening, each a sentence for the operator or empty: the harmless, and
    /// damage.
    std::string remark;
    std::string damage;
};

/// The error is a sentence for the operator. Blocks.
[[nodiscard]] boost::system::result<Store, std::string> open_store(const ops::Config& config);

}  // namespace candour::commands
