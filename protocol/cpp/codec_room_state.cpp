#include "protocol/cpp/codec_room_state.hpp"

#include "protocol/cpp/codec_reader.hpp"
#include "protocol/cpp/codec_writer.hpp"

#include <array>

namespace candour {

boost::system::result<RoomState, Refusal> parse_room_state(std::string_view body) {
    static constexpr std::array<std::string_view, 2> fields{"type", "phase"};
    static constexpr std::array<std::string_view, 1> type{"room_state"};
    const auto json = codec::read_json(body, {.depth = 2, .values = 8});
    if (!json) return refuse(RefusalCode::malformed_json);
    codec::Faults faults(1);
    const codec::Object object(*json, codec::Place(), faults, fields);
    RoomState state;
    if (object) {
        (void)object.one_of("type", type);
        state.phase = object.name<RoomPhase>("phase");
    }
    if (faults.empty()) return state;
    const auto& fault = faults.list().front();
    auto refusal = refuse(fault.code, fault.allowed, fault.at);
    refusal.message = fault.message;
    return refusal;
}

std::string encode(const RoomState& answer) {
    std::string out = R"({"type":"room_state","phase":)";
    codec::write_name(out, answer.phase);
    return out + '}';
}

}  // namespace candour
