// RoomKey: the one secret of a room (rule A1). Everything that could join an answer to a person, or
// make the log readable, is derived from it; sealing destroys it.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace candour::app {

class Random;

/// 32 random bytes and what follows from them (HMAC-SHA-256, RFC 2104; AES-256-GCM, NIST SP
/// 800-38D). Owner: a room's home. Thread: one at a time. Lifetime: until the room is sealed; the
/// destructor wipes the bytes.
class RoomKey {
public:
    explicit RoomKey(const Bytes32& bytes);
    static RoomKey fresh(Random& random);
    RoomKey(RoomKey&&) noexcept;
    RoomKey& operator=(RoomKey&&) noexcept;
    RoomKey(const RoomKey&) = delete;
    RoomKey& operator=(const RoomKey&) = delete;
    ~RoomKey();

    [[nodiscard]] const Bytes32& bytes() const noexcept { return bytes_; }

    /// A ticket for a person who joins: 12 random bytes, and the ordinal that says how many tickets
    /// the room had given out by then. By it the server knows who had joined when a question
    /// opened, and needs no list of tickets.
    [[nodiscard]] static Bytes16 fresh_ticket(std::uint32_t ordinal, Random& random);
    [[nodiscard]] static std::uint32_t ordinal_of(const Bytes16& ticket) noexcept;
    /// A ticket as text: its 16 bytes, the ordinal hidden by this key, and a 16-byte tag; 43
    /// characters of base64url. Hidden, because whoever joins would else read how many have joined
    /// until this moment (rule A4).
    [[nodiscard]] std::string ticket_text(const Bytes16& ticket) const;
    /// The ticket in the text, if this key authenticates it (compared in constant time).
    [[nodiscard]] std::optional<Bytes16> read_ticket(std::string_view text) const;

    /// HMAC(room key, question): kept per question, since it is needed at every answer.
    [[nodiscard]] Bytes32 question_key(const SlideId& question) const;
    /// HMAC(question key, ticket), cut to 128 bits.
    [[nodiscard]] static Pseudonym pseudonym(const Bytes32& question_key, const Bytes16& ticket);

    /// The secret that the QR code carries besides the code: 22 characters of base64url.
    [[nodiscard]] std::string join_secret() const;
    /// Keys the generator that chooses release groups in the fold of this batch.
    [[nodiscard]] Bytes32 release_seed(BatchNumber number) const;
    /// Keys the generator that chooses what is shown of long lists.
    [[nodiscard]] Bytes32 lot_seed() const;

    /// One of `slots`, with even chances: where in the time between two ticks the room's own are
    /// (RoomTicks). The same after a restart.
    [[nodiscard]] std::uint8_t tick_slot(std::uint8_t slots) const;

    /// What batches are encrypted with. Made anew for each, so that no copy of it stays.
    [[nodiscard]] Bytes32 log_key() const;
    /// Encrypts a batch for the log: 12-byte random nonce, ciphertext, 16-byte tag; room and number
    /// are authenticated besides, so that a record that stands under another number does not open.
    [[nodiscard]] std::string seal_batch(const RoomId& room,
                                         BatchNumber number,
                                         std::string_view plain,
                                         Random& random) const;
    /// The plain batch, or nothing when it was not made by this key for this room and number.
    [[nodiscard]] std::optional<std::string> open_batch(const RoomId& room,
                                                        BatchNumber number,
                                                        std::string_view sealed) const;

private:
    /// Hides the ordinal in a ticket, or shows it again.
    [[nodiscard]] Bytes16 with_ordinal_masked(Bytes16 ticket) const;
    [[nodiscard]] Bytes32 derive(std::string_view label, std::string_view data = {}) const;

    Bytes32 bytes_{};
};

/// SHA-256 of a capability as said in hello, which is all that the server keeps of it.
[[nodiscard]] Bytes32 capability_hash(std::string_view capability);
/// Compares in constant time.
[[nodiscard]] bool same_hash(const Bytes32& a, const Bytes32& b) noexcept;
/// 128 random bits as 22 characters of base64url.
[[nodiscard]] std::string fresh_capability(Random& random);
/// The projector's capability follows from the facilitator's, and never the other way round: so a
/// facilitator can be given the projector link at any time, though only hashes of both are kept.
[[nodiscard]] std::string projector_capability(std::string_view facilitator);

}  // namespace candour::app
