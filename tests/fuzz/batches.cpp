// Any bytes as a batch of the log. Plain, as only whoever has a room's key could write it: it is
// read whole or not at all, and stays the same. Sealed, as anybody with the disk could change it:
// it opens in one form alone, that in which it was sealed.
#include "server/app/keys/room_key.hpp"
#include "server/app/room/batch_codec.hpp"
#include "tests/app/seeded_random.hpp"
#include "tests/domain/decks.hpp"
#include "tests/fuzz/target.hpp"

namespace candour::fuzz {
namespace {

constexpr BatchNumber number{7};

domain::Batch batch_of_everything() {
    using namespace domain;
    using namespace domain_test;
    const SlideId question{"mood"};
    const auto answer = [&](std::uint8_t who, Response response) {
        return Responded{question, Pseudonym{{who}}, std::move(response),
                         Standing{Announcement{1}, Announcement{0}}};
    };
    return {.number = number,
            .joined = {12, 13},
            .events = {SlideShown{question}, SlideShown{}, QuestionOpened{question},
                       QuestionClosed{question}, ResultsRevealed{question, true},
                       QuestionReset{question}, ItemHidden{question, ItemId{"safe space"}, true},
                       RoomEnded{}, answer(1, words({"Safe-space", "kind"})),
                       answer(2, values({1, n_a})), answer(3, texts({"thanks"})),
                       answer(4, picks("010")), Withdrew{question, Pseudonym{{1}}}, Looked{},
                       DoorLocked{true}, CompanyOffered{question}}};
}

domain::Batch first_batch() {
    using namespace domain_test;
    return {.number = BatchNumber{1},
            .joined = {},
            .events = {
                domain::RoomBegan{RoomCode{"ABCDEFGH"},
                                  deck({content("hello"), word_cloud("mood"), scale("outcomes", 2),
                                        free_text("more"), choice("where", 3)}),
                                  {},
                                  {}}}};
}

void take_plain(std::string_view bytes) {
    const auto batch = app::decode_batch(number, bytes);
    if (!batch) return;
    const std::string encoded = app::encode_batch(*batch);
    const auto again = app::decode_batch(number, encoded);
    require(again.has_value(), "what was read as a batch can be written as one");
    require(app::encode_batch(*again) == encoded, "and is the same when read again");
    require(batch->events.size() <= bytes.size(), "an event has a byte at the least");
}

void take_sealed(std::string_view bytes) {
    static app::test::SeededRandom random(1);
    static const app::RoomKey key(Bytes32{1, 2, 3});
    static const std::string plain = app::encode_batch(batch_of_everything());
    static const std::string sealed = key.seal_batch(RoomId{}, number, plain, random);
    require(!key.open_batch(RoomId{}, number, bytes), "nobody makes a batch without the key");
    // The bytes laid over the sealed ones, as damage would be.
    std::string changed = sealed;
    for (std::size_t i = 0; i < bytes.size() && i < changed.size(); ++i)
        changed[i] = static_cast<char>(changed[i] ^ bytes[i]);
    const auto opened = key.open_batch(RoomId{}, number, changed);
    require(opened.has_value() == (changed == sealed), "a changed batch does not open");
    require(!key.open_batch(RoomId{}, number.next(), sealed), "nor under another number");
}

}  // namespace

void take(std::string_view bytes) {
    take_plain(bytes);
    take_sealed(bytes);
}

std::vector<std::string> first_inputs() {
    std::vector<std::string> all{app::encode_batch(batch_of_everything()),
                                 app::encode_batch(first_batch())};
    for (const domain::Event& event : batch_of_everything().events)
        all.push_back(app::encode_batch({.number = number, .joined = {1, 1}, .events = {event}}));
    return all;
}

}  // namespace candour::fuzz
