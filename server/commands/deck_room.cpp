#include "server/commands/deck_room.hpp"

#include "protocol/cpp/codec_deck.hpp"
#include "protocol/cpp/hex.hpp"
#include "server/app/keys/facilitator_capability.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/limits.hpp"
#include "server/commands/announcement.hpp"
#include "server/ops/logging.hpp"
#include "server/ops/private_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <future>
#include <iostream>
#include <sstream>
#include <utility>
#include <variant>

namespace candour::commands {
namespace {

/// Whatever is no id is left out: at the worst another room is opened.
std::vector<RoomId> ids_in(const std::filesystem::path& file) {
    const auto text = ops::read_private_file(file, app::limits::max_deck_rooms_bytes);
    std::vector<RoomId> ids;
    std::istringstream lines(text ? *text : std::string{});
    for (std::string line; std::getline(lines, line);)
        if (const auto bytes = from_hex<sizeof(RoomId::bytes)>(line)) ids.push_back({*bytes});
    return ids;
}

bool shows_colours() {
    return isatty(STDOUT_FILENO) != 0;
}

}  // namespace

DeckRoom::DeckRoom(app::Shards& shards, Deck deck, const ops::Config& config, bool all_read)
    : shards_(shards), deck_(std::move(deck)) {
    if (config.memory) return;
    file_ = config.data / "deck-rooms";
    const std::string wanted = encode_deck(deck_);
    for (const RoomId& id : ids_in(file_)) {
        auto room = shards_.going(id);
        if (room || !all_read) opened_.push_back(id);
        if (!room) continue;
        others_.push_back(room->code);
        if (!config.new_room && encode_deck(*room->deck) == wanted) goes_on_ = std::move(room);
    }
    if (goes_on_) std::erase(others_, goes_on_->code);
}

std::string DeckRoom::show(const std::string& url) {
    if (!goes_on_) return open(url);
    std::cout << going_room_announcement(*goes_on_, url, shows_colours())
              << others_announcement(others_) << "Ctrl-C ends the server.\n"
              << std::flush;
    goes_on_.reset();  // the room has the deck
    return {};
}

/// The capability is made here, printed and forgotten: the rooms of this process get its locks
/// alone, as from anybody.
std::string DeckRoom::open(const std::string& url) {
    const auto title = deck_.title;
    app::SystemRandom random;
    const app::FacilitatorCapability capability(random);
    std::promise<std::variant<app::OpenedRoom, Refusal>> promise;
    auto opened = promise.get_future();
    shards_.open_room(std::move(deck_), capability.locks(),
                      [&promise](auto result) { promise.set_value(result); });
    const auto result = opened.get();
    if (const auto* refusal = std::get_if<Refusal>(&result)) return refusal->message;
    auto room = std::get<app::OpenedRoom>(result);
    remember(room.id);
    room.facilitator_path = "/f/" + room.code.str() + "#" + capability.text();
    room.projector_path = "/p/" + room.code.str() + "#" + capability.projector();
    std::cout << room_announcement(room, title, url, shows_colours())
              << others_announcement(others_) << "Ctrl-C ends the server.\n"
              << std::flush;
    return {};
}

void DeckRoom::remember(const RoomId& room) {
    if (file_.empty()) return;
    opened_.push_back(room);
    const std::size_t too_many =
        opened_.size() - std::min(opened_.size(), app::limits::max_deck_rooms);
    opened_.erase(opened_.begin(), opened_.begin() + static_cast<std::ptrdiff_t>(too_many));
    std::string text;
    for (const RoomId& id : opened_) text += to_hex(id.bytes) + '\n';
    if (const auto error = ops::write_private_file(file_, text))
        ops::log_warning("Which room was opened for the deck cannot be noted: " + error.message() +
                         ". The next start will open another one for it.");
}

}  // namespace candour::commands
