#include "protocol/cpp/codec_value.hpp"

#include "protocol/cpp/codec_json.hpp"

namespace candour::codec {

const Value* find(const Value& value, std::string_view name) noexcept {
    const auto* members = value.as<Members>();
    if (members == nullptr) return nullptr;
    for (const Member& member : *members)
        if (member.name == name) return &member.value;
    return nullptr;
}

boost::system::result<Value, JsonFault> read_json(std::string_view text, JsonLimits limits) {
    return JsonReader(text, limits).read();
}

}  // namespace candour::codec
