#include "protocol/cpp/codec_room_locks.hpp"

#include "protocol/cpp/base64.hpp"

#include <array>

namespace candour::codec {
namespace {

constexpr std::string_view allowed = "32 bytes as 43 characters of A-Z a-z 0-9 - _.";

Bytes32 read_lock(const Object& object, std::string_view field) {
    const std::size_t before = object.faults().list().size();
    const std::string text = object.text(field, allowed);
    Bytes32 bytes{};
    if (object.faults().list().size() == before && !read_base64url(text, bytes))
        object.faults().add(object.place(field), "This is no lock.", std::string(allowed));
    return bytes;
}

void write_lock(std::string& out, std::string_view name, const Bytes32& bytes) {
    out += out.back() == '{' ? "\"" : ",\"";
    out += name;
    out += "\":\"";
    out += base64url(bytes);
    out += '"';
}

}  // namespace

RoomLocks read_room_locks(const Value& value, const Place& place, Faults& faults) {
    static constexpr std::array<std::string_view, 3> fields{"facilitator", "projector", "results"};
    const Object object(value, place, faults, fields);
    if (!object) return {};
    RoomLocks locks;
    locks.facilitator_hash = read_lock(object, "facilitator");
    locks.projector_hash = read_lock(object, "projector");
    locks.results_key = read_lock(object, "results");
    return locks;
}

void write_room_locks(std::string& out, const RoomLocks& locks) {
    out += '{';
    write_lock(out, "facilitator", locks.facilitator_hash);
    write_lock(out, "projector", locks.projector_hash);
    write_lock(out, "results", locks.results_key);
    out += '}';
}

}  // namespace candour::codec
