// What a server answers over HTTP, as a client of ours reads it.
#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_answer.hpp"
#include "protocol/cpp/codec_parts.hpp"

#include <array>

namespace candour {
namespace {

using codec::Array;
using codec::Faults;
using codec::Object;
using codec::Place;
using codec::Value;

RoomOpened read_room_opened(const Value& value, const Place& place, Faults& faults) {
    constexpr std::array<std::string_view, 3> fields{"type", "code", "links"};
    constexpr std::array<std::string_view, 3> link_fields{"join", "facilitator", "projector"};
    const Object object(value, place, faults, fields);
    RoomOpened opened;
    opened.code = RoomCode(object.text("code"));
    if (const Value* links = object.need("links", "The room's links.")) {
        const Object about(*links, object.place("links"), faults, link_fields);
        opened.join_link = about.text("join");
        if (about.has("facilitator") || about.has("projector")) {
            opened.facilitator_link = about.text("facilitator");
            opened.projector_link = about.text("projector");
        }
    }
    return opened;
}

DeckRefused read_deck_refused(const Value& value, const Place& place, Faults& faults) {
    constexpr std::array<std::string_view, 3> fields{"type", "message", "errors"};
    constexpr std::array<std::string_view, 3> error_fields{"at", "message", "allowed"};
    const Object object(value, place, faults, fields);
    DeckRefused refused;
    const Place errors_place = object.place("errors");
    const Array& errors = object.list("errors", "A list of errors.");
    for (std::size_t i = 0; i < errors.size(); ++i) {
        const Object about(errors[i], Place(&errors_place, i), faults, error_fields);
        refused.errors.push_back({about.text("at"), about.text("message"), about.text("allowed")});
    }
    return refused;
}

DeckChecked read_deck_checked(const Value& value, const Place& place, Faults& faults) {
    constexpr std::array<std::string_view, 3> fields{"type", "slides", "questions"};
    const Object object(value, place, faults, fields);
    return {static_cast<std::size_t>(object.whole("slides", 1, limits::max_slides)),
            static_cast<std::size_t>(object.whole("questions", 0, limits::max_slides))};
}

}  // namespace

boost::system::result<RoomOpened, std::string> parse_room_opened(std::string_view body) {
    return codec::parse_answer(body, read_room_opened);
}

boost::system::result<DeckChecked, std::string> parse_deck_checked(std::string_view body) {
    return codec::parse_answer(body, read_deck_checked);
}

boost::system::result<DeckRefused, std::string> parse_deck_refused(std::string_view body) {
    return codec::parse_answer(body, read_deck_refused);
}

}  // namespace candour
