#include "server/app/keys/room_key.hpp"

#include "server/app/keys/aead.hpp"
#include "server/app/keys/hmac.hpp"
#include "server/app/keys/random.hpp"
#include "tests/app/seeded_random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

namespace candour::app {
namespace {

std::string from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string{hex.substr(i, 2)}, nullptr, 16));
    return bytes;
}

template <class Array>
Array array_from_hex(std::string_view hex) {
    Array array;
    std::ranges::copy(as_bytes(from_hex(hex)), array.begin());
    return array;
}

/// 1, 2, 3 ...: fresh bytes that a test knows.
class Counting final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override {
        for (std::uint8_t& byte : out) byte = ++last_;
    }

private:
    std::uint8_t last_ = 0;
};

RoomKey key_of(std::uint8_t byte) {
    Bytes32 bytes;
    bytes.fill(byte);
    return RoomKey{bytes};
}

RoomId room_of(std::uint8_t byte) {
    RoomId room;
    room.bytes.fill(byte);
    return room;
}

}  // namespace

TEST_CASE("HMAC-SHA-256 gives what RFC 4231 says") {
    struct Vector {
        std::string key;
        std::string data;
        const char* mac;
    };
    const std::vector<Vector> vectors{
        {std::string(20, '\x0b'), "Hi There",
         "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {"Jefe", "what do ya want for nothing?",
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {std::string(20, '\xaa'), std::string(50, '\xdd'),
         "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        {from_hex("0102030405060708090a0b0c0d0e0f10111213141516171819"), std::string(50, '\xcd'),
         "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
        {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
    };
    for (const Vector& vector : vectors)
        CHECK(hmac_sha256(as_bytes(vector.key), {as_bytes(vector.data)}) ==
              array_from_hex<Bytes32>(vector.mac));
    CHECK(hmac_sha256(as_bytes("Jefe"), {as_bytes("what do ya want "), as_bytes("for nothing?")}) ==
          array_from_hex<Bytes32>(vectors[1].mac));
}

TEST_CASE("AES-256-GCM gives what its authors say (test case 16 of the submission to NIST)") {
    const auto key =
        array_from_hex<Bytes32>("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    const auto nonce = array_from_hex<Nonce>("cafebabefacedbaddecaf888");
    const std::string place = from_hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    const std::string plain = from_hex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e24"
        "49a6b525b16aedf5aa0de657ba637b39");
    const std::string sealed = from_hex(
        "cafebabefacedbaddecaf888"
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b10"
        "56828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b");
    CHECK(aead_seal(key, nonce, as_bytes(place), plain) == sealed);
    CHECK(aead_open(key, as_bytes(place), sealed) == plain);
}

TEST_CASE("a ticket is a ticket in its own room only") {
    const RoomKey here = key_of(1);
    Bytes16 ticket;
    ticket.fill(7);
    const std::string text = here.ticket_text(ticket);
    CHECK(text.size() == 43);
    CHECK(here.read_ticket(text) == ticket);
    CHECK_FALSE(key_of(2).read_ticket(text));
    CHECK_FALSE(here.read_ticket(""));
    CHECK_FALSE(here.read_ticket(text + "A"));
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string forged = text;
        forged[i] = forged[i] == 'A' ? 'B' : 'A';
        CHECK_FALSE(here.read_ticket(forged));
    }
}

TEST_CASE("one person is another at every question, and the same at each answer to one") {
    const RoomKey key = key_of(1);
    const Bytes16 ticket{1, 2, 3};
    const Bytes16 another{1, 2, 4};
    const Bytes32 mood = key.question_key(SlideId{"mood"});
    const Bytes32 more = key.question_key(SlideId{"more"});

    CHECK(RoomKey::pseudonym(mood, ticket) == RoomKey::pseudonym(mood, ticket));
    const std::set<Pseudonym> different{
        RoomKey::pseudonym(mood, ticket), RoomKey::pseudonym(more, ticket),
        RoomKey::pseudonym(mood, another),
        RoomKey::pseudonym(key_of(2).question_key(SlideId{"mood"}), ticket)};
    CHECK(different.size() == 4);
}

TEST_CASE("a ticket carries the ordinal of its joining, which only the room's key can read") {
    const RoomKey key = key_of(1);
    test::SeededRandom random(7);
    std::set<std::string> last_parts;
    for (const std::uint32_t ordinal : {1U, 2U, 255U, 256U, 100'000U, 4'294'967'295U}) {
        const Bytes16 ticket = RoomKey::fresh_ticket(ordinal, random);
        CHECK(RoomKey::ordinal_of(ticket) == ordinal);
        const std::string text = key.ticket_text(ticket);
        REQUIRE(text.size() == 43);
        CHECK(key.read_ticket(text) == ticket);
        // The same ordinal never looks the same: a facilitator who joins once more learns nothing.
        const Bytes16 other = RoomKey::fresh_ticket(ordinal, random);
        last_parts.insert(text.substr(17, 4));
        last_parts.insert(key.ticket_text(other).substr(17, 4));
    }
    CHECK(last_parts.size() == 12);
}

TEST_CASE("a pseudonym is what anonymity.md says: HMAC(HMAC(room key, question id), ticket)") {
    const RoomKey key = key_of(1);
    const Bytes16 ticket{9};
    const Bytes32 whole = hmac_sha256(hmac_sha256(key.bytes(), {as_bytes("mood")}), {ticket});
    const Pseudonym pseudonym = RoomKey::pseudonym(key.question_key(SlideId{"mood"}), ticket);
    CHECK(std::equal(pseudonym.bytes.begin(), pseudonym.bytes.end(), whole.begin()));
}

TEST_CASE("what is derived for one purpose says nothing of another") {
    const RoomKey key = key_of(1);
    CHECK(key.join_secret().size() == 22);
    CHECK(key.join_secret() == key_of(1).join_secret());
    CHECK(key.join_secret() != key_of(2).join_secret());
    const std::set<Bytes32> different{key.release_seed(BatchNumber{1}),
                                      key.release_seed(BatchNumber{2}),
                                      key.question_key(SlideId{"candour-release"}), key.bytes(),
                                      key_of(2).release_seed(BatchNumber{1})};
    CHECK(different.size() == 5);
}

TEST_CASE("a batch opens at its place, with its key, and unchanged") {
    Counting random;
    const RoomKey key = key_of(1);
    const RoomId room = room_of(5);
    const BatchNumber number{3};
    for (const std::string& plain :
         {std::string{}, std::string{"an answer"}, std::string(5000, 'x')}) {
        const std::string sealed = key.seal_batch(room, number, plain, random);
        CHECK(sealed.size() == plain.size() + 28);
        CHECK(key.open_batch(room, number, sealed) == plain);
        CHECK(key.seal_batch(room, number, plain, random) != sealed);
        if (!plain.empty()) CHECK(sealed.find(plain) == sealed.npos);

        CHECK_FALSE(key_of(2).open_batch(room, number, sealed));
        CHECK_FALSE(key.open_batch(room_of(6), number, sealed));
        CHECK_FALSE(key.open_batch(room, number.next(), sealed));
        CHECK_FALSE(key.open_batch(room, number, sealed + '\0'));
    }
}

TEST_CASE("a batch with one byte changed, or cut short anywhere, does not open") {
    Counting random;
    const RoomKey key = key_of(1);
    const std::string sealed = key.seal_batch(room_of(5), BatchNumber{1}, "an answer", random);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK_FALSE(key.open_batch(room_of(5), BatchNumber{1}, changed));
        CHECK_FALSE(key.open_batch(room_of(5), BatchNumber{1}, sealed.substr(0, i)));
    }
}

TEST_CASE("a key that has moved on leaves nothing behind") {
    static_assert(!std::is_copy_constructible_v<RoomKey>);
    RoomKey first = key_of(1);
    const RoomKey second = std::move(first);
    CHECK(first.bytes() == Bytes32{});  // NOLINT(bugprone-use-after-move): the point of the test
    CHECK(second.bytes() == key_of(1).bytes());

    alignas(RoomKey) std::array<std::uint8_t, sizeof(RoomKey)> memory{};
    auto* key = new (memory.data()) RoomKey(key_of(1));
    key->~RoomKey();
    CHECK(std::ranges::find(memory, 1) == memory.end());
}

TEST_CASE("the projector's capability follows from the facilitator's") {
    const std::string facilitator(22, 'A');
    const std::string projector = projector_capability(facilitator);
    CHECK(projector.size() == 22);
    CHECK(projector == projector_capability(facilitator));
    CHECK(projector != facilitator);
    CHECK(projector != projector_capability(std::string(21, 'A') + "B"));
}

TEST_CASE("capabilities and keys are fresh, and only a hash of a capability is kept") {
    SystemRandom random;
    const std::string capability = fresh_capability(random);
    CHECK(capability.size() == 22);
    CHECK(capability != fresh_capability(random));
    CHECK(RoomKey::fresh(random).bytes() != RoomKey::fresh(random).bytes());

    CHECK(capability_hash("abc") ==
          array_from_hex<Bytes32>(
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    CHECK(same_hash(capability_hash(capability), capability_hash(capability)));
    CHECK_FALSE(same_hash(capability_hash(capability), capability_hash("another")));
}

}  // namespace candour::app
