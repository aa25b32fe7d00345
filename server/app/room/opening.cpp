#include "server/app/room/opening.hpp"

#include "server/app/keys/key_store.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/limits.hpp"
#include "server/app/room/batch_codec.hpp"
#include "server/app/room/deck_shelf.hpp"

#include <optional>
#include <utility>

namespace candour::app {

namespace {

constexpr BatchNumber first_batch{1};

RoomCode fresh_code(Random& random) {
    std::array<std::uint8_t, room_code_length> bytes{};
    random.fill(bytes);
    std::string code;
    // 32 letters divide 256, so that the remainder favours none.
    for (const std::uint8_t byte : bytes) code.push_back(room_code_alphabet[byte % 32]);
    return RoomCode{code};
}

/// For a program that has none of its own. Both are in the links alone afterwards.
void make_capabilities(Random& random, domain::RoomBegan& began, OpenedRoom& links) {
    const std::string facilitator = fresh_capability(random);
    const std::string projector = projector_capability(facilitator);
    began.facilitator_hash = capability_hash(facilitator);
    began.projector_hash = capability_hash(projector);
    links.facilitator_path = "/f/" + began.code.str() + "#" + facilitator;
    links.projector_path = "/p/" + began.code.str() + "#" + projector;
}

}  // namespace

domain::RoomLimits room_limits() {
    return {
        .words = limits::max_distinct_words,
        .texts_per_question = limits::max_texts_per_question,
        .waiting_texts_per_question = limits::max_waiting_texts_per_question,
        .audience = {.words = limits::shown_words, .texts = limits::shown_texts},
        .facilitator = {.words = limits::facilitator_words, .texts = limits::facilitator_texts}};
}

RoomOpening prepare_room(const std::shared_ptr<const Deck>& deck,
                         Random& random,
                         const std::optional<RoomLocks>& locks) {
    RoomId id;
    random.fill(id.bytes);
    RoomKey key = RoomKey::fresh(random);
    const RoomCode code = fresh_code(random);
    OpenedRoom links{.id = id,
                     .code = code,
                     .join_path = "/j/" + code.str() + "#" + key.join_secret(),
                     .facilitator_path = {},
                     .projector_path = {}};
    domain::RoomBegan began{.code = code, .deck = deck};
    if (locks) {
        began.facilitator_hash = locks->facilitator_hash;
        began.projector_hash = locks->projector_hash;
        began.results_key = locks->results_key;
    } else {
        make_capabilities(random, began, links);
    }
    const std::string plain = encode_batch({.number = first_batch, .events = {began}});
    log::Record record{id, first_batch, key.seal_batch(id, first_batch, plain, random)};
    return {id, std::move(key), code, std::move(began), std::move(record), std::move(links)};
}

std::unique_ptr<LiveRoom> begin_room(RoomOpening opening,
                                     Random& random,
                                     FaultInjection fault_injection) {
    domain::Room begun(std::move(opening.began), room_limits(), opening.key.lot_seed());
    auto room = std::make_unique<LiveRoom>(opening.id, std::move(opening.key), std::move(begun),
                                           random, fault_injection);
    room->wrote(opening.record.bytes.size());
    return room;
}

boost::system::result<Restored, std::error_code> restore_room(const RoomId& id,
                                                              const log::RoomLog& log,
                                                              const KeyStore& keys,
                                                              Random& random,
                                                              DeckShelf* decks) {
    KeyStore::Found key = keys.find(id);
    if (!key) {
        const std::error_code error = key.error();
        const bool none =
            error == std::errc::no_such_file_or_directory || error == std::errc::bad_message;
        if (none) return Restored{};
        return error;
    }
    std::optional<domain::Room> room;
    bool readable = true;
    bool of_another_version = false;
    std::size_t bytes = 0;
    const auto fold = [&](const log::Record& record) {
        bytes += record.bytes.size();
        const std::optional<std::string> plain = key->open_batch(id, record.number, record.bytes);
        std::optional<domain::Batch> batch;
        if (plain) batch = decode_batch(record.number, *plain);
        if (!batch) {
            readable = false;
            of_another_version = of_another_version || (plain && is_of_another_version(*plain));
        } else if (record.number == first_batch) {
            if (batch->events.empty())
                readable = false;
            else if (auto* began = std::get_if<domain::RoomBegan>(&batch->events.front())) {
                if (decks != nullptr) began->deck = decks->keep_anyway(*began->deck);
                room.emplace(std::move(*began), room_limits(), key->lot_seed());
            }
        } else if (room && readable) {
            room->apply(*batch, key->release_seed(record.number));
        }
    };
    const std::error_code error = log.read(id, first_batch, fold);
    if (error && error != log::LogError::damaged) return error;
    if (!room) return Restored{nullptr, {}, of_another_version && !error};
    const RoomCode code = room->code();
    if (error || !readable) return Restored{nullptr, code, of_another_version && !error};
    auto home = std::make_unique<LiveRoom>(id, *std::move(key), *std::move(room), random);
    home->wrote(bytes);
    return Restored{std::move(home), code};
}

}  // namespace candour::app
