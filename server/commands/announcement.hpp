// What `candour serve` says on the terminal for a person: where it listens, a room's links, a QR
// code.
#pragma once

#include "server/app/shard/shards.hpp"
#include "server/ops/config.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace candour::commands {

/// What a browser on another machine would type to get here: the public URL if one is set, else the
/// address; for "all addresses" the first of this machine's that is not loopback.
[[nodiscard]] std::string own_url(const ops::Config& config, std::uint16_t port);

/// "Candour is listening on ...", and what the operator should know about that address.
[[nodiscard]] std::string greeting(const ops::Config& config, const std::string& url);

/// Whether strangers can reach this server and nothing keeps them from opening rooms on it.
[[nodiscard]] bool anyone_may_come_and_open(const ops::Config& config);

/// A room's links. They stand nowhere else: not in a log, not in a file.
[[nodiscard]] std::string room_announcement(const app::OpenedRoom& room,
                                            const std::string& title,
                                            const std::string& url,
                                            bool colours);

/// The same of a room that an earlier start opened. The facilitator's link was printed then, and no
/// copy of it is kept (docs/decisions/0016-the-capability-stays.md).
[[nodiscard]] std::string going_room_announcement(const app::GoingRoom& room,
                                                  const std::string& url,
                                                  bool colours);

/// That these rooms, opened by earlier starts, go on besides; nothing when there are none.
[[nodiscard]] std::string others_announcement(const std::vector<RoomCode>& others);

}  // namespace candour::commands
