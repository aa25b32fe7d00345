#include "server/app/keys/room_key.hpp"

#include "protocol/cpp/base64.hpp"
#include "server/app/keys/aead.hpp"
#include "server/app/keys/hmac.hpp"
#include "server/app/keys/random.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <span>

namespace candour::app {
namespace {

// What is derived for one purpose is unrelated to what is derived for another. None of these can be
// a question's id, as ids have no space in them.
constexpr std::string_view for_tickets = "candour ticket";
constexpr std::string_view for_ordinals = "candour ordinal";
constexpr std::string_view for_log = "candour log";
constexpr std::string_view for_joining = "candour join secret";
constexpr std::string_view for_releases = "candour release";
constexpr std::string_view for_ticks = "candour tick";
constexpr std::string_view for_lots = "candour lot";

/// Where a ticket's ordinal begins; before it all is random.
constexpr std::size_t ordinal_at = 12;

using BigEndian = std::array<std::uint8_t, 8>;

BigEndian big_endian(std::uint64_t value) {
    BigEndian bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes.at(i) = static_cast<std::uint8_t>(value >> (56U - 8U * i));
    return bytes;
}

Bytes16 first_half(const Bytes32& bytes) {
    Bytes16 half;
    std::copy_n(bytes.begin(), half.size(), half.begin());
    return half;
}

/// What a record is bound to: moved to another room or number, it does not open.
std::array<std::uint8_t, 24> associated_data(const RoomId& room, BatchNumber number) {
    std::array<std::uint8_t, 24> data{};
    std::ranges::copy(room.bytes, data.begin());
    std::ranges::copy(big_endian(number.value()), data.begin() + room.bytes.size());
    return data;
}

}  // namespace

RoomKey::RoomKey(const Bytes32& bytes) : bytes_(bytes) {}

RoomKey RoomKey::fresh(Random& random) {
    Bytes32 bytes;
    random.fill(bytes);
    RoomKey key{bytes};
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return key;
}

RoomKey::RoomKey(RoomKey&& other) noexcept : bytes_(other.bytes_) {
    OPENSSL_cleanse(other.bytes_.data(), other.bytes_.size());
}

RoomKey& RoomKey::operator=(RoomKey&& other) noexcept {
    if (this == &other) return *this;
    bytes_ = other.bytes_;
    OPENSSL_cleanse(other.bytes_.data(), other.bytes_.size());
    return *this;
}

RoomKey::~RoomKey() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

Bytes32 RoomKey::derive(std::string_view label, std::string_view data) const {
    return hmac_sha256(bytes_, {as_bytes(label), as_bytes(data)});
}

Bytes16 RoomKey::fresh_ticket(std::uint32_t ordinal, Random& random) {
    Bytes16 ticket;
    random.fill(ticket);
    for (std::size_t i = ordinal_at; i < ticket.size(); ++i)
        ticket.at(i) = static_cast<std::uint8_t>(ordinal >> 8U * (ticket.size() - 1 - i));
    return ticket;
}

std::uint32_t RoomKey::ordinal_of(const Bytes16& ticket) noexcept {
    std::uint32_t ordinal = 0;
    for (std::size_t i = ordinal_at; i < ticket.size(); ++i) ordinal = ordinal << 8U | ticket[i];
    return ordinal;
}

Bytes16 RoomKey::with_ordinal_masked(Bytes16 ticket) const {
    const auto random_part = std::span(ticket).first<ordinal_at>();
    const Bytes32 mask = hmac_sha256(bytes_, {as_bytes(for_ordinals), random_part});
    for (std::size_t i = ordinal_at; i < ticket.size(); ++i) ticket.at(i) ^= mask.at(i);
    return ticket;
}

std::string RoomKey::ticket_text(const Bytes16& ticket) const {
    const Bytes16 masked = with_ordinal_masked(ticket);
    const Bytes16 tag = first_half(hmac_sha256(bytes_, {as_bytes(for_tickets), masked}));
    std::array<std::uint8_t, 32> both{};
    std::ranges::copy(masked, both.begin());
    std::ranges::copy(tag, both.begin() + masked.size());
    return base64url(both);
}

std::optional<Bytes16> RoomKey::read_ticket(std::string_view text) const {
    Bytes32 both;
    if (!read_base64url(text, both)) return std::nullopt;
    const Bytes16 masked = first_half(both);
    const Bytes16 tag = first_half(hmac_sha256(bytes_, {as_bytes(for_tickets), masked}));
    if (CRYPTO_memcmp(tag.data(), both.data() + masked.size(), tag.size()) != 0)
        return std::nullopt;
    return with_ordinal_masked(masked);
}

Bytes32 RoomKey::question_key(const SlideId& question) const {
    return derive(question.str());
}

Pseudonym RoomKey::pseudonym(const Bytes32& question_key, const Bytes16& ticket) {
    return {first_half(hmac_sha256(question_key, {ticket}))};
}

std::string RoomKey::join_secret() const {
    return base64url(first_half(derive(for_joining)));
}

Bytes32 RoomKey::release_seed(BatchNumber number) const {
    return hmac_sha256(bytes_, {as_bytes(for_releases), big_endian(number.value())});
}

Bytes32 RoomKey::lot_seed() const {
    return derive(for_lots);
}

std::uint8_t RoomKey::tick_slot(std::uint8_t slots) const {
    const Bytes32 drawn = derive(for_ticks);
    // 16 bits divide by a few slots evenly enough.
    const unsigned bits = 256U * drawn[0] + drawn[1];
    return static_cast<std::uint8_t>(bits % slots);
}

Bytes32 RoomKey::log_key() const {
    return derive(for_log);
}

std::string RoomKey::seal_batch(const RoomId& room,
                                BatchNumber number,
                                std::string_view plain,
                                Random& random) const {
    Nonce nonce;
    random.fill(nonce);
    Bytes32 key = log_key();
    std::string sealed = aead_seal(key, nonce, associated_data(room, number), plain);
    OPENSSL_cleanse(key.data(), key.size());
    return sealed;
}

std::optional<std::string> RoomKey::open_batch(const RoomId& room,
                                               BatchNumber number,
                                               std::string_view sealed) const {
    Bytes32 key = log_key();
    std::optional<std::string> plain = aead_open(key, associated_data(room, number), sealed);
    OPENSSL_cleanse(key.data(), key.size());
    return plain;
}

Bytes32 capability_hash(std::string_view capability) {
    return sha256({as_bytes(capability)});
}

bool same_hash(const Bytes32& a, const Bytes32& b) noexcept {
    return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string fresh_capability(Random& random) {
    Bytes16 bytes;
    random.fill(bytes);
    return base64url(bytes);
}

std::string projector_capability(std::string_view facilitator) {
    const Bytes32 derived =
        hmac_sha256(as_bytes(facilitator), {as_bytes("candour projector capability")});
    Bytes16 bytes;
    std::copy_n(derived.begin(), bytes.size(), bytes.begin());
    return base64url(bytes);
}

}  // namespace candour::app
