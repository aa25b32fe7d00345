// Any bytes as what remains of a room: read whole or not at all, and then shown as any room that
// has ended.
#include "protocol/cpp/codec.hpp"
#include "server/app/keys/room_key.hpp"
#include "server/app/room/sealed_room.hpp"
#include "tests/domain/decks.hpp"
#include "tests/fuzz/target.hpp"

namespace candour::fuzz {
namespace {

const std::string capability(22, 'A');

Hello hello(Role role) {
    return {.role = role,
            .code = RoomCode{"ABCDEFGH"},
            .secret = {},
            .ticket = {},
            .capability = capability};
}

std::string remains_of(std::vector<Slide> slides) {
    const domain::RoomBegan began{RoomCode{"ABCDEFGH"}, domain_test::deck(std::move(slides)),
                                  app::capability_hash(capability),
                                  app::capability_hash(capability)};
    return app::SealedRoom(RoomId{}, domain::Room(began, {}, Bytes32{1}), "2026-11-22").bytes();
}

void check_admission(const app::SealedRoom& room, Role role) {
    const auto answer = room.admit(hello(role));
    const auto* admission = std::get_if<app::Admission>(&answer);
    require((admission != nullptr) == (role != Role::participant && room.knows(hello(role))),
            "those are let in who have the capability");
    if (admission == nullptr) return;
    require(parse_server_message(admission->welcome.message()).has_value(), "a welcome is read");
    require(parse_server_message(room.current(role).snapshot.message()).has_value(),
            "a snapshot is read");
}

}  // namespace

void take(std::string_view bytes) {
    const auto room = app::SealedRoom::read(RoomId{}, bytes);
    if (!room) return;
    const std::string again = room->bytes();
    const auto second = app::SealedRoom::read(RoomId{}, again);
    require(second && second->bytes() == again, "what remains is the same when read again");
    for (const Role role : all_roles) check_admission(*room, role);
    require(!room->report().empty(), "there is a report");
}

std::vector<std::string> first_inputs() {
    using namespace domain_test;
    return {remains_of({content("hello")}),
            remains_of({word_cloud("mood"), scale("outcomes", 2), free_text("more"),
                        choice("where", 3, {.level = Level::strict})})};
}

}  // namespace candour::fuzz
