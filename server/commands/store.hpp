// Store: where a server keeps its rooms: in memory, or in the data folder.
#pragma once

#include "server/app/keys/key_store.hpp"
#include "server/log/room_log.hpp"
#include "server/ops/config.hpp"

#include <memory>
#include <string>
#include <system_error>

namespace candour::commands {

/// Owner: serve. Thread: see the members. Lifetime: longer than the Shards.
struct Store {
    std::unique_ptr<app::KeyStore> keys;
    /// Opened when it is asked to make_ready().
    std::unique_ptr<log::RoomLog> log;
    /// What was damaged when the log was opened, a sentence for the operator or empty. On the
    /// thread that opened it.
    std::shared_ptr<std::string> damage;
};

/// Opens nothing yet. What is seen on opening is said in the server's log.
[[nodiscard]] Store store_for(const ops::Config& config);

/// Why the folder cannot be used, and what to do about it; a sentence for the operator.
[[nodiscard]] std::string why_not(const ops::Config& config, std::error_code error);

/// Whether the server may start all the same, and go on trying.
[[nodiscard]] bool may_get_better(std::error_code error);

}  // namespace candour::commands
