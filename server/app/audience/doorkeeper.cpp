#include "server/app/audience/doorkeeper.hpp"

#include "server/app/limits.hpp"

#include <algorithm>

namespace candour::app {
namespace {

/// What one shard sees of an address's share of `sockets`; at least one.
std::size_t share_of(std::size_t sockets, std::size_t shards) {
    const std::size_t share = sockets - sockets / limits::sockets_left_for_others;
    return std::max<std::size_t>(share / shards + (share % shards != 0 ? 1 : 0), 1);
}

}  // namespace

bool WrongCodes::too_many() const noexcept {
    return count_ >= limits::wrong_codes_per_connection;
}

Doorkeeper::Address::Address(TimePoint now)
    : wrong_codes(limits::wrong_codes_per_address_second, limits::wrong_codes_address_burst, now),
      joins(limits::joins_per_address_second, limits::joins_address_burst, now),
      heard(now) {}

Doorkeeper::Doorkeeper(std::size_t shards, std::size_t sockets, TimePoint now)
    : sockets_per_address_(share_of(sockets, shards)),
      the_rest_(now),
      wrong_codes_(limits::wrong_codes_per_second, limits::wrong_codes_burst, now) {}

Doorkeeper::Address& Doorkeeper::at(const AddressMark& who, TimePoint now) {
    const auto known = addresses_.find(who.value);
    if (known == addresses_.end() && addresses_.size() >= limits::max_remembered_addresses)
        return the_rest_;
    Address& address = known != addresses_.end()
                           ? known->second
                           : addresses_.try_emplace(who.value, now).first->second;
    address.heard = now;
    return address;
}

bool Doorkeeper::enter(const AddressMark& who, TimePoint now) {
    Address& address = at(who, now);
    const bool full = !who.stands_for_many && address.sockets >= sockets_per_address_;
    if (full && &address != &the_rest_) return false;
    ++address.sockets;
    return true;
}

void Doorkeeper::leave(const AddressMark& who, TimePoint now) {
    Address& address = at(who, now);
    if (address.sockets > 0) --address.sockets;
}

bool Doorkeeper::may_join(const AddressMark& who, TimePoint now) {
    return who.stands_for_many || !at(who, now).joins.empty(now);
}

void Doorkeeper::joined(const AddressMark& who, TimePoint now) {
    if (!who.stands_for_many) (void)at(who, now).joins.take(now);
}

bool Doorkeeper::bring(const AddressMark& who, std::size_t bytes, TimePoint now) {
    Address& address = at(who, now);
    const bool fits = address.body_bytes + bytes <= limits::max_body_bytes_per_address;
    if (!who.stands_for_many && !fits) return false;
    address.body_bytes += bytes;
    return true;
}

void Doorkeeper::brought(const AddressMark& who, std::size_t bytes, TimePoint now) {
    Address& address = at(who, now);
    address.body_bytes -= std::min(address.body_bytes, bytes);
}

bool Doorkeeper::slows(const AddressMark& who, const WrongCodes& before, TimePoint now) {
    return before.too_many() || at(who, now).wrong_codes.empty(now) || wrong_codes_.empty(now);
}

bool Doorkeeper::wait(const AddressMark& who, TimePoint now) {
    Address& address = at(who, now);
    const bool full = !who.stands_for_many && address.waiting >= limits::waiting_per_address;
    if (full || waiting_ >= limits::waiting_per_shard) return false;
    ++address.waiting;
    ++waiting_;
    return true;
}

void Doorkeeper::waited(const AddressMark& who, TimePoint now) {
    Address& address = at(who, now);
    if (address.waiting > 0) --address.waiting;
    --waiting_;
}

void Doorkeeper::was_wrong(const AddressMark& who, TimePoint now) {
    (void)at(who, now).wrong_codes.take(now);
    (void)wrong_codes_.take(now);
}

void Doorkeeper::forget_old(TimePoint now) {
    std::erase_if(addresses_, [now](const auto& each) {
        const Address& address = each.second;
        return address.sockets == 0 && address.waiting == 0 &&
               now - address.heard > limits::address_remembered_for;
    });
}

}  // namespace candour::app
