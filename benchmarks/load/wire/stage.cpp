#include "benchmarks/load/wire/stage.hpp"

#include "benchmarks/load/rules/handshake.hpp"
#include "benchmarks/load/rules/peek.hpp"
#include "benchmarks/load/wire/http.hpp"
#include "protocol/cpp/codec.hpp"

#include <utility>
#include <variant>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

constexpr Micros answer_within = 10s;
/// In message ids, where people have their numbers.
constexpr std::uint32_t facilitators_number = 0xffff'ffffU;

std::string fragment_of(const std::string& link) {
    const auto hash = link.find('#');
    return hash == link.npos ? std::string{} : link.substr(hash + 1);
}

Hello hello(Role role, const RoomCode& code, const std::string& capability) {
    Hello hello;
    hello.role = role;
    hello.code = code;
    hello.capability = capability;
    return hello;
}

}  // namespace

boost::system::result<Stage::Links, std::string> Stage::make_room(const Endpoint& server,
                                                                  const std::string& authority,
                                                                  const std::string& deck) {
    const auto fault = [](std::string sentence) {
        return boost::system::result<Links, std::string>(boost::system::in_place_error,
                                                         std::move(sentence));
    };
    const auto answer =
        exchange(server, http_request("POST", authority, "/api/rooms", deck), answer_within);
    if (!answer) return fault(answer.error());
    if (answer->status != 201) {
        const auto message = parse_server_message(answer->body);
        const auto* refusal = message ? std::get_if<Refusal>(&*message) : nullptr;
        return fault("The server made no room: " +
                     (refusal ? refusal->message : "it said " + std::to_string(answer->status)));
    }
    const auto opened = parse_room_opened(answer->body);
    if (!opened) return fault("What answers there is not a Candour server.");
    return Links{{opened->code, fragment_of(opened->join_link)},
                 fragment_of(opened->facilitator_link),
                 fragment_of(opened->projector_link)};
}

Stage::Stage(const Endpoint& server, const std::string& authority, Links links)
    : links_(std::move(links)),
      facilitator_(server,
                   authority,
                   hello(Role::facilitator, links_.room.code, links_.facilitator),
                   [this](const ServerMessage& message, Time) { facilitator_hears(message); }),
      projector_(server,
                 authority,
                 hello(Role::projector, links_.room.code, links_.projector),
                 [this](const ServerMessage& message, Time at) { projector_hears(message, at); }) {}

void Stage::connect() {
    if (!facilitator_.is_open()) {
        facilitator_ready_ = false;
        facilitator_.open();
    }
    if (!projector_.is_open()) {
        projector_ready_ = false;
        projector_.open();
    }
}

void Stage::order(Action action, const SlideId& what) {
    Control control;
    control.id = MessageId(message_id(facilitators_number, ++orders_));
    control.action = action;
    if (action == Action::go_to)
        control.slide = what;
    else
        control.question = what;
    ordered_ = control.id;
    refused_.clear();
    facilitator_.say(control);
}

void Stage::keep_alive() {
    for (Line* line : lines()) line->say(Ping{});
}

void Stage::facilitator_hears(const ServerMessage& message) {
    if (const auto* snapshot = std::get_if<Snapshot>(&message)) {
        facilitator_ready_ = true;
        revision_ = snapshot->revision.value();
    } else if (std::holds_alternative<Report>(message)) {
        facilitator_ready_ = true;
    } else if (const auto* ack = std::get_if<Ack>(&message)) {
        if (ordered_ == ack->id) ordered_.reset();
    } else if (const auto* refusal = std::get_if<Refusal>(&message)) {
        if (ordered_ && refusal->id == ordered_) ordered_.reset();
        refused_ = refusal->message;
    }
}

void Stage::projector_hears(const ServerMessage& message, Time at) {
    if (const auto* snapshot = std::get_if<Snapshot>(&message)) {
        projector_ready_ = true;
        const auto shown =
            snapshot->question ? std::optional(snapshot->question->id) : std::nullopt;
        if (shown != current_) sightings_.clear();
        current_ = shown;
        if (const auto people = people_in(snapshot->results); people > 0)
            sightings_.push_back({at, people});
    } else if (const auto* update = std::get_if<TallyUpdate>(&message)) {
        if (current_ == update->question) sightings_.push_back({at, people_in(update->results)});
    }
}

}  // namespace candour::load
