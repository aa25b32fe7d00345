#include "protocol/cpp/codec_value.hpp"

#include "protocol/cpp/limits.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <utility>

namespace candour::codec {
namespace {

/// What nlohmann's parser calls as it reads; a `false` stops it. It keeps its own stack on the
/// heap, so that depth costs no stack here either.
class Builder {
public:
    explicit Builder(JsonLimits limits) : limits_(limits) { open_.reserve(limits.depth + 1); }

    bool null() { return put(nullptr) != nullptr; }
    bool boolean(bool value) { return put(value) != nullptr; }
    bool number_integer(std::int64_t value) { return put(value) != nullptr; }
    bool number_unsigned(std::uint64_t value) { return put(value) != nullptr; }
    bool number_float(double value, const std::string&) { return put(value) != nullptr; }
    bool string(std::string& value) { return put(std::move(value)) != nullptr; }
    bool binary(std::vector<std::uint8_t>&) { return false; }  // JSON has none
    bool start_object(std::size_t) { return enter(put(Members{})); }
    bool start_array(std::size_t) { return enter(put(Array{})); }
    bool end_object() { return leave(); }
    bool end_array() { return leave(); }
    bool key(std::string& name) {
        auto& members = std::get<Members>(open_.back()->data);
        if (members.empty()) members.reserve(usual_members);
        members.push_back({std::move(name), {}});
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) {
        fault_ = {JsonFault::Kind::malformed, position == 0 ? 0 : position - 1};
        return false;
    }

    Value root;
    [[nodiscard]] JsonFault fault() const { return fault_; }

private:
    static constexpr std::size_t usual_members = 6;  // a message seldom has more

    template <class T>
    Value* put(T&& data) {
        if (++values_ > limits_.values) {
            fault_.kind = JsonFault::Kind::too_many;
            return nullptr;
        }
        Value& place = next();
        place.data = std::forward<T>(data);
        return &place;
    }

    // The pointers in open_ hold: an array or object grows only while it is the innermost open one.
    Value& next() {
        if (open_.empty()) return root;
        if (auto* array = std::get_if<Array>(&open_.back()->data)) return array->emplace_back();
        return std::get<Members>(open_.back()->data).back().value;
    }

    bool enter(Value* container) {
        if (container == nullptr) return false;
        open_.push_back(container);
        if (open_.size() <= limits_.depth) return true;
        fault_.kind = JsonFault::Kind::too_deep;
        return false;
    }

    bool leave() {
        open_.pop_back();
        return true;
    }

    JsonLimits limits_;
    std::size_t values_ = 0;
    std::vector<Value*> open_;
    JsonFault fault_;
};

/// Whether `text` has, outside of its strings, a NUL or more than max_number_bytes of the
/// characters of numbers in a row: where the first stands. nlohmann's lexer takes a NUL for the end
/// of its input and would not see what follows, and reads a number of any length before it finds it
/// too long.
std::optional<std::size_t> unreadable(std::string_view text) {
    bool in_string = false;
    std::size_t digits = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\0') return at;
        if (in_string) {
            if (c == '\\') ++at;
            in_string = c != '"';
            continue;
        }
        in_string = c == '"';
        const bool of_a_number = (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
        digits = of_a_number ? digits + 1 : 0;
        if (digits > limits::max_number_bytes) return at;
    }
    return std::nullopt;
}

}  // namespace

const Value* find(const Value& value, std::string_view name) noexcept {
    const auto* members = value.as<Members>();
    if (members == nullptr) return nullptr;
    for (const Member& member : *members)
        if (member.name == name) return &member.value;
    return nullptr;
}

boost::system::result<Value, JsonFault> read_json(std::string_view text, JsonLimits limits) {
    if (const auto at = unreadable(text)) return JsonFault{JsonFault::Kind::malformed, *at};
    Builder builder(limits);
    // By pointers: the iterators of a string_view cost it half as much again.
    if (!nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &builder))
        return builder.fault();
    return std::move(builder.root);
}

}  // namespace candour::codec
