// What somebody is told who is put off: every not_kept, and every refusal that names a time to come
// again. The times stand in limits.hpp.
#pragma once

#include "protocol/cpp/refusal.hpp"

#include <string>

namespace candour::app {

class Random;

// Refusals that name another time for each who asks: a crowd that is sent away together must not
// return together.

/// room_full or server_full.
[[nodiscard]] Refusal refuse_as_full(RefusalCode code, Random& random);
/// too_many_requests, for somebody who joins right after very many others from the same address.
[[nodiscard]] Refusal refuse_as_too_many_joining(Random& random);
[[nodiscard]] Refusal refuse_as_too_many_joining_room(Random& random);
/// not_kept, for somebody who comes before the rooms of the log could be read.
[[nodiscard]] Refusal refuse_as_unread(Random& random);
/// not_kept, for somebody who comes to a room of which a part cannot be read.
[[nodiscard]] Refusal refuse_as_damaged(Random& random);
/// not_kept, for somebody whose code nobody has, while it is not known which codes the damaged
/// rooms have.
[[nodiscard]] Refusal refuse_as_perhaps_damaged(Random& random);

// Refusals that are the same for everybody.

/// not_kept, for a message that the log does not take at the moment.
[[nodiscard]] Refusal refuse_as_not_written();
/// not_kept, for somebody who wants to open a room.
[[nodiscard]] Refusal refuse_opening();
/// server_full, for somebody who wants to open a room: why there is none for this deck, or at all.
[[nodiscard]] Refusal refuse_as_no_memory_for_deck(Random& random);
[[nodiscard]] Refusal refuse_as_no_memory_for_body(Random& random);
[[nodiscard]] Refusal refuse_as_out_of_memory(Random& random);
[[nodiscard]] Refusal refuse_as_no_disk_for_room(Random& random);
/// not_kept, for somebody who wants a room's report deleted.
[[nodiscard]] Refusal refuse_forgetting();
/// not_kept, for whoever asks whether the server is ready; `reason` is a sentence for an operator.
[[nodiscard]] Refusal refuse_as_not_ready(std::string reason);
/// not_kept, for somebody who wants to open a room while nobody can read who may.
[[nodiscard]] Refusal refuse_as_passes_unread();
/// too_many_requests, for somebody who opens more rooms than anybody needs.
[[nodiscard]] Refusal refuse_as_too_many_rooms();
/// too_many_requests, for somebody who guesses room codes, or may be mistaken for one who does.
[[nodiscard]] Refusal refuse_as_guess();
/// too_many_requests, for a connection that says more than a person could.
[[nodiscard]] Refusal refuse_as_too_fast();

}  // namespace candour::app
