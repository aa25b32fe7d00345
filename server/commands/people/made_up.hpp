// What made-up people say: plain words about work, none of them anybody's.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/response.hpp"
#include "server/commands/people/dice.hpp"

namespace candour::people {

/// An answer that the question takes. `mood`, 0 to 1, is the person's own and colours all they say.
[[nodiscard]] Response made_up_response(const Question& question, double mood, Dice& dice);

}  // namespace candour::people
