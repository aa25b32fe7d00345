// SocketWorld: a server in one thread, and one client whose bytes are whatever a fuzzer likes. The
// real HTTP session and connection, on one end of a pair of sockets of this process: no network, no
// port, and nothing that is left of it afterwards.
#pragma once

#include "server/app/keys/key_store.hpp"
#include "server/app/room/opened_room.hpp"
#include "server/app/shard/shards.hpp"
#include "server/log/memory_log.hpp"
#include "server/net/services.hpp"
#include "server/net/shard_net.hpp"
#include "server/net/site.hpp"
#include "tests/app/seeded_random.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace candour::fuzz {

/// One page, so that there is something to ask for.
class OnePage final : public net::Site {
public:
    [[nodiscard]] std::optional<net::Page> find(std::string_view path) const override;
};

/// Owner: a fuzz target. Thread: one, and the server's pool for what blocks. Lifetime: one input.
class SocketWorld {
public:
    SocketWorld();
    SocketWorld(const SocketWorld&) = delete;
    SocketWorld& operator=(const SocketWorld&) = delete;
    ~SocketWorld();

    /// Opens a room for a deck with a picture and a question.
    app::OpenedRoom open_room();

    /// A client says `first`, if that is anything, and hears an answer; then `bytes` in pieces of
    /// so many (0: at once), then that nothing more comes, and listens until the server hangs up.
    /// What it heard.
    std::string converse(std::string_view first, std::string_view bytes, std::size_t piece);

private:
    /// Turns the server until the condition holds, or ends the process: a server that is waited
    /// for in vain has lost a socket.
    void until(const std::function<bool()>& condition);

    log::MemoryLog log_;
    app::MemoryKeyStore keys_;
    app::test::SeededRandom random_{1};
    app::Shards shards_;
    OnePage site_;
    net::ShardNet net_;
    net::Services services_;
};

}  // namespace candour::fuzz
