// Handlers: what the endpoints answer. One function for each row of endpoints.cpp.
#pragma once

#include "server/net/endpoint.hpp"

namespace candour::net {

/// The pages are given for any code: the page itself says what is wrong with one.
Awaitable<Reply> participant_page(const Services& services, Request& request);
Awaitable<Reply> facilitator_page(const Services& services, Request& request);
Awaitable<Reply> projector_page(const Services& services, Request& request);
/// Where decks are built; it frames the page below, and only that.
Awaitable<Reply> studio_page(const Services& services, Request& request);
/// What the studio shows of a phone, a projector and a desk.
Awaitable<Reply> preview_page(const Services& services, Request& request);
/// A script, style, font or icon.
Awaitable<Reply> file(const Services& services, Request& request);

/// Takes a deck, gives the links of a room for it.
Awaitable<Reply> open_room(const Services& services, Request& request);
/// Whether a room is live or has ended, for whoever lists rooms.
Awaitable<Reply> room_state(const Services& services, Request& request);
/// Takes a deck, says everything that is wrong with it and keeps nothing.
Awaitable<Reply> check_deck(const Services& services, Request& request);
/// The picture on a slide of a room's deck.
Awaitable<Reply> picture(const Services& services, Request& request);

Awaitable<Reply> liveness(const Services& services, Request& request);
Awaitable<Reply> readiness(const Services& services, Request& request);
/// Whoever reads the figures for long can tell when somebody answers, however coarse they are, so
/// they are shown only where an operator asked for them (rule A3).
Awaitable<Reply> metrics(const Services& services, Request& request);

}  // namespace candour::net
