#include "server/app/audience/audiences.hpp"

#include "server/app/audience/counters.hpp"
#include "server/app/audience/seat.hpp"

#include <algorithm>

namespace candour::app {

namespace {

Counter& people(Counters& counters, Role role) {
    switch (role) {
        case Role::participant: return counters.participants;
        case Role::facilitator: return counters.facilitators;
        case Role::projector: break;
    }
    return counters.projectors;
}

}  // namespace

SeatId Audiences::enter(Seat& seat) {
    last_id_ = last_id_.next();
    seats_.emplace(last_id_.value(), &seat);
    return last_id_;
}

Seat* Audiences::find(SeatId id) const {
    const auto found = seats_.find(id.value());
    return found == seats_.end() ? nullptr : found->second;
}

void Audiences::join(Seat& seat, const SharedDeck& deck) {
    Audience& audience = audiences_[seat.code()];
    audience.deck = deck;
    auto& seats = audience.seats[index_of(seat.role())];
    seat.set_place(seats.size());
    seats.push_back(&seat);
    people(counters_, seat.role()).add();
}

void Audiences::leave(Seat& seat) {
    seats_.erase(seat.id().value());
    std::vector<Seat*>* seats = seats_of(seat.code(), seat.role());
    if (seats == nullptr || seat.place() >= seats->size() || (*seats)[seat.place()] != &seat)
        return;  // never got as far as an audience
    (*seats)[seat.place()] = seats->back();
    (*seats)[seat.place()]->set_place(seat.place());
    seats->pop_back();
    people(counters_, seat.role()).subtract();
    const auto audience = audiences_.find(seat.code());
    const bool empty = std::all_of(audience->second.seats.begin(), audience->second.seats.end(),
                                   [](const auto& role) { return role.empty(); });
    if (empty) audiences_.erase(audience);
}

std::vector<Seat*>* Audiences::seats_of(const RoomCode& code, Role role) {
    const auto found = audiences_.find(code);
    return found == audiences_.end() ? nullptr : &found->second.seats[index_of(role)];
}

SharedDeck Audiences::deck(const RoomCode& code) const {
    const auto found = audiences_.find(code);
    return found == audiences_.end() ? SharedDeck{} : found->second.deck;
}

void Audiences::reply(const Reply& reply) {
    if (Seat* seat = find(reply.to.seat)) seat->answered(reply);
}

void Audiences::offer(const RoomCode& code, Role role, const Broadcast& broadcast) {
    const auto found = audiences_.find(code);
    if (found == audiences_.end()) return;
    const auto index = index_of(role);
    found->second.latest[index] = broadcast;
    for (Seat* seat : found->second.seats[index]) {
        if (seat->outbox().offer(broadcast)) counters_.skipped.add();
        seat->wake();
    }
    counters_.deliveries.add(found->second.seats[index].size());
}

void Audiences::offer_first(Seat& seat, const Broadcast& broadcast, const Frame& presence) {
    Audience& audience = audiences_[seat.code()];
    audience.latest[index_of(seat.role())] = broadcast;
    seat.outbox().offer(broadcast);
    if (!presence.empty()) {
        audience.presence[index_of(seat.role())] = presence;
        seat.outbox().offer_presence(presence);
    }
    seat.wake();
}

void Audiences::offer_presence(const RoomCode& code, Role role, const Frame& frame) {
    const auto found = audiences_.find(code);
    if (found == audiences_.end()) return;
    found->second.presence[index_of(role)] = frame;
    for (Seat* seat : found->second.seats[index_of(role)]) {
        seat->outbox().offer_presence(frame);
        seat->wake();
    }
}

void Audiences::tell(const RoomCode& code, Role role, const Frame& frame) {
    const std::vector<Seat*>* seats = seats_of(code, role);
    if (seats == nullptr) return;
    for (Seat* seat : *seats) seat->send_large(frame);
}

void Audiences::tell_all(Role role, const Frame& frame) {
    for (const auto& [code, audience] : audiences_)
        for (Seat* seat : audience.seats[index_of(role)]) seat->send(frame);
}

void Audiences::resync(Seat& seat) {
    const auto found = audiences_.find(seat.code());
    if (found == audiences_.end()) return;
    const auto& latest = found->second.latest[index_of(seat.role())];
    const Frame& presence = found->second.presence[index_of(seat.role())];
    if (!latest) return;
    seat.outbox().forget_revision();
    seat.outbox().offer(*latest);
    if (!presence.empty()) seat.outbox().offer_presence(presence);
    seat.wake();
}

void Audiences::close(const RoomCode& code, Role role, CloseCode why) {
    const std::vector<Seat*>* seats = seats_of(code, role);
    if (seats == nullptr) return;
    for (Seat* seat : *seats) seat->close(why);
}

void Audiences::close_all(CloseCode why) {
    for (const auto& [id, seat] : seats_) seat->close(why);
}

void Audiences::sweep(std::chrono::steady_clock::time_point now) {
    for (const auto& [id, seat] : seats_) seat->sweep(now);
}

}  // namespace candour::app
