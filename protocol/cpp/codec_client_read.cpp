#include "protocol/cpp/base64.hpp"
#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_parts.hpp"
#include "protocol/cpp/limits.hpp"

#include <algorithm>
#include <array>

namespace candour {
namespace {

using codec::Faults;
using codec::Object;
using codec::Place;
using codec::Value;

constexpr codec::JsonLimits message_limits{.depth = limits::max_message_depth,
                                           .values = limits::max_message_values};

constexpr std::string_view id_form = "22 characters of A-Z a-z 0-9 - _, chosen at random.";

/// A text that names something. A text of a form that no such thing can have is refused with
/// `unknown`, as if it had been looked for.
template <class NameType>
NameType read_name(const Object& object,
                   std::string_view field,
                   bool (*fits)(std::string_view),
                   RefusalCode unknown) {
    const std::size_t before = object.faults().list().size();
    std::string text = object.text(field);
    if (object.faults().list().size() == before && !fits(text))
        object.faults().add(object.place(field), unknown);
    return NameType(std::move(text));
}

SlideId read_question(const Object& object) {
    return read_name<SlideId>(
        object, "question", [](std::string_view text) { return codec::is_slide_id(text); },
        RefusalCode::unknown_question);
}

MessageId read_id(const Object& object) {
    std::string id = object.text("id", id_form);
    if (object.faults().empty() && !is_base64url(id, base64url_of_128_bits))
        object.faults().add(object.place("id"), "This is not a message's id.",
                            std::string(id_form));
    return MessageId(std::move(id));
}

Round read_round(const Object& object) {
    return Round(object.whole("round", 1, limits::max_whole));
}

std::optional<std::string> read_token(const Object& object,
                                      std::string_view field,
                                      std::size_t length,
                                      RefusalCode wrong) {
    if (!object.has(field)) return std::nullopt;
    const std::size_t before = object.faults().list().size();
    std::string token = object.text(field);
    if (object.faults().list().size() == before && !is_base64url(token, length))
        object.faults().add(object.place(field), wrong);
    return token;
}

/// Before anything else, as another version may have other fields.
void check_version(const Value& value, const Place& place, Faults& faults) {
    const Value* version = codec::find(value, "version");
    if (version == nullptr) return;
    const auto* number = version->as<std::uint64_t>();
    const bool any_number = number != nullptr || version->as<std::int64_t>() != nullptr ||
                            version->as<double>() != nullptr;
    if (any_number && (number == nullptr || *number != protocol_version))
        faults.add(Place(&place, "version"), RefusalCode::wrong_version);
}

Hello read_hello(const Value& value, const Place& place, Faults& faults) {
    constexpr std::array<std::string_view, 6> participant{"type", "version", "role",
                                                          "code", "secret",  "ticket"};
    constexpr std::array<std::string_view, 5> staff{"type", "version", "role", "code",
                                                    "capability"};
    check_version(value, place, faults);

    const Value* role = codec::find(value, "role");
    const auto* role_name = role != nullptr ? role->as<std::string>() : nullptr;
    const bool is_staff =
        role_name != nullptr && (*role_name == "facilitator" || *role_name == "projector");
    const Object object(value, place, faults,
                        is_staff ? codec::Names(staff) : codec::Names(participant));

    Hello hello;
    static_cast<void>(object.whole("version", protocol_version, protocol_version));
    hello.role = object.name<Role>("role");
    if (const auto* code = object.need("code", "The room's code."))
        if (const auto* typed = codec::read_text(*code, object.place("code"), faults)) {
            if (auto normal = read_room_code(*typed))
                hello.code = std::move(*normal);
            else
                faults.add(object.place("code"), RefusalCode::room_not_found);
        }
    if (!is_staff) {
        hello.secret =
            read_token(object, "secret", base64url_of_128_bits, RefusalCode::wrong_secret);
        hello.ticket = read_token(object, "ticket", base64url_of_256_bits, RefusalCode::bad_ticket);
    } else if (object.has("capability")) {
        hello.capability =
            read_token(object, "capability", base64url_of_128_bits, RefusalCode::wrong_capability);
    } else {
        faults.add(object.place("capability"), RefusalCode::missing_capability);
    }
    return hello;
}

/// Words and texts have any length; in steps of so many bytes it tells less (rule A7).
void check_length(const Object& object, std::size_t bytes) {
    const std::string_view allowed =
        R"("pad": as many spaces as make the whole message a multiple of 512 bytes.)";
    const std::size_t before = object.faults().list().size();
    const std::string pad = object.text("pad", allowed);
    if (object.faults().list().size() != before) return;
    const bool is_blank = pad.find_first_not_of(' ') == std::string::npos;
    if (is_blank && pad.size() < submit_step_bytes && bytes % submit_step_bytes == 0) return;
    object.faults().add(object.place("pad"), "This message's length tells about its answer.",
                        std::string(allowed));
}

Submit read_submit(const Value& value, const Place& place, Faults& faults, std::size_t bytes) {
    constexpr std::array<std::string_view, 7> padded{
        "type", "id", "question", "round", "announcement", "response", "pad"};
    constexpr std::array<std::string_view, 6> of_one_length{"type",  "id",           "question",
                                                            "round", "announcement", "response"};
    const Value* response = codec::find(value, "response");
    const bool is_padded = response != nullptr && codec::is_of_any_length(*response);
    const Object object(value, place, faults,
                        is_padded ? codec::Names(padded) : codec::Names(of_one_length));
    Submit submit;
    submit.id = read_id(object);
    submit.question = read_question(object);
    submit.round = read_round(object);
    submit.announcement = Announcement(object.whole("announcement", 0, limits::max_whole));
    if (const Value* given = object.need("response", "An answer of the question's kind."))
        submit.response = codec::read_response(*given, object.place("response"), faults);
    if (is_padded && faults.empty()) check_length(object, bytes);
    return submit;
}

Withdraw read_withdraw(const Value& value, const Place& place, Faults& faults) {
    constexpr std::array<std::string_view, 4> fields{"type", "id", "question", "round"};
    const Object object(value, place, faults, fields);
    return {read_id(object), read_question(object), read_round(object)};
}

MineRequest read_mine_request(const Value& value, const Place& place, Faults& faults) {
    constexpr std::array<std::string_view, 3> fields{"type", "id", "question"};
    const Object object(value, place, faults, fields);
    MineRequest request{read_id(object), {}};
    if (object.has("question")) request.question = read_question(object);
    return request;
}

TextsRequest read_texts_request(const Value& value, const Place& place, Faults& faults) {
    constexpr std::array<std::string_view, 4> fields{"type", "id", "question", "from"};
    const Object object(value, place, faults, fields);
    return {read_id(object), read_question(object),
            static_cast<std::uint32_t>(object.whole("from", 0, limits::max_count))};
}

/// The fields of a control message, by action.
codec::Names control_fields(std::string_view action) {
    static constexpr std::array<std::string_view, 4> go_to{"type", "id", "action", "slide"};
    static constexpr std::array<std::string_view, 5> item{"type", "id", "action", "question",
                                                          "item"};
    static constexpr std::array<std::string_view, 4> question{"type", "id", "action", "question"};
    static constexpr std::array<std::string_view, 3> none{"type", "id", "action"};
    static constexpr std::array<std::string_view, 4> wall{"type", "id", "action", "wall"};
    static constexpr std::array<std::string_view, 7> any{"type",     "id",   "action", "slide",
                                                         "question", "item", "wall"};
    const auto known = codec::position_of(codec::names<Action>, action);
    if (!known) return any;
    switch (static_cast<Action>(*known)) {
        case Action::go_to: return go_to;
        case Action::hide:
        case Action::restore: return item;
        case Action::end:
        case Action::forget:
        case Action::lock:
        case Action::unlock: return none;
        case Action::wall: return wall;
        default: return question;
    }
}

Wall read_wish(const Object& control) {
    const Value* wall = control.need("wall", "What the projector is to show.");
    if (wall == nullptr) return {};
    constexpr std::array<std::string_view, 3> fields{"shows", "page", "item"};
    return codec::read_wall(Object(*wall, control.place("wall"), control.faults(), fields));
}

Control read_control(const Value& value, const Place& place, Faults& faults) {
    const Value* action = codec::find(value, "action");
    const auto* action_name = action != nullptr ? action->as<std::string>() : nullptr;
    const Object object(value, place, faults,
                        control_fields(action_name != nullptr ? *action_name : ""));

    Control control;
    control.id = read_id(object);
    control.action = object.name<Action>("action");
    if (!faults.empty()) return control;
    if (control.action == Action::wall) control.wall = read_wish(object);
    if (is_of_the_room(control.action)) return control;
    if (control.action == Action::go_to) {
        const Value* slide =
            object.need("slide", "The id of a slide, or null for the join screen.");
        if (slide != nullptr && !slide->is_null())
            control.slide = read_name<SlideId>(
                object, "slide", [](std::string_view text) { return codec::is_slide_id(text); },
                RefusalCode::unknown_slide);
        return control;
    }
    control.question = read_question(object);
    if (control.action == Action::hide || control.action == Action::restore)
        control.item = read_name<ItemId>(
            object, "item", [](std::string_view text) { return !text.empty(); },
            RefusalCode::unknown_item);
    return control;
}

template <class Message>
Message read_bare(const Value& value, const Place& place, Faults& faults) {
    constexpr std::array<std::string_view, 1> fields{"type"};
    static_cast<void>(Object(value, place, faults, fields));
    return {};
}

ClientMessage read_client_message(const Value& value, Faults& faults, std::size_t bytes) {
    const Place place;
    const Place at(&place, "type");
    const Value* type = codec::find(value, "type");
    if (type == nullptr) {
        faults.add(at, "\"type\" is missing.", refuse(RefusalCode::unknown_type).allowed);
        return Ping{};
    }
    const auto* name = codec::read_text(*type, at, faults);
    if (name == nullptr) return Ping{};
    const auto known = codec::position_of(codec::client_types, *name);
    if (!known) {
        faults.add(at, RefusalCode::unknown_type);
        return Ping{};
    }
    switch (*known) {
        case 0: return read_hello(value, place, faults);
        case 1: return read_submit(value, place, faults, bytes);
        case 2: return read_withdraw(value, place, faults);
        case 3: return read_mine_request(value, place, faults);
        case 4: return read_texts_request(value, place, faults);
        case 5: return read_control(value, place, faults);
        case 6: return read_bare<Resync>(value, place, faults);
        default: return read_bare<Ping>(value, place, faults);
    }
}

/// So that the sender knows which message was refused, whatever was wrong with the rest.
std::optional<MessageId> readable_id(const Value& value) {
    const Value* id = codec::find(value, "id");
    const auto* text = id != nullptr ? id->as<std::string>() : nullptr;
    if (text == nullptr || !is_base64url(*text, base64url_of_128_bits)) return std::nullopt;
    return MessageId(*text);
}

Refusal refuse_json(codec::JsonFault fault) {
    using Kind = codec::JsonFault::Kind;
    if (fault.kind == Kind::malformed) return refuse(RefusalCode::malformed_json);
    Refusal refusal = refuse(RefusalCode::bad_message,
                             fault.kind == Kind::too_deep
                                 ? "At most " + std::to_string(message_limits.depth) + " levels."
                                 : "At most " + std::to_string(message_limits.values) + " values.",
                             "$");
    refusal.message = fault.kind == Kind::too_deep ? "This message is nested too deeply."
                                                   : "This message has too many parts.";
    return refusal;
}

}  // namespace

boost::system::result<ClientMessage, Refusal> parse_client_message(std::string_view frame) {
    const auto json = codec::read_json(frame, message_limits);
    if (!json) return refuse_json(json.error());
    if (json->as<codec::Members>() == nullptr) return refuse(RefusalCode::malformed_json);

    Faults faults(1);
    ClientMessage message = read_client_message(*json, faults, frame.size());
    if (faults.empty()) return message;

    const codec::Fault& fault = faults.list().front();
    Refusal refusal = refuse(fault.code, fault.allowed, fault.at);
    refusal.message = fault.message;
    refusal.id = readable_id(*json);
    return refusal;
}

std::optional<MessageId> id_of_client_message(std::string_view frame) {
    const auto json = codec::read_json(frame, message_limits);
    return json ? readable_id(*json) : std::nullopt;
}

std::optional<RoomCode> read_room_code(std::string_view typed) {
    constexpr std::size_t half = room_code_length / 2;
    std::string code(typed);
    if (code.size() == room_code_length + 1 && code[half] == '-') code.erase(half, 1);
    if (code.size() != room_code_length) return std::nullopt;
    for (char& c : code) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (std::string_view(room_code_alphabet).find(c) == std::string_view::npos)
            return std::nullopt;
    }
    return RoomCode(std::move(code));
}

}  // namespace candour
