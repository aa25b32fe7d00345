// A parsed JSON text, as plain values. Private to the codec.
//
// Not nlohmann::json itself: an object there forgets that a name stood twice and in which order,
// and its parser has no limits.
#pragma once

#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace candour::codec {

struct Member;
struct Value;
using Array = std::vector<Value>;
using Members = std::vector<Member>;

struct Value {
    /// Whole numbers are int64 when negative, else uint64; one too large for both is a double.
    std::variant<std::nullptr_t,
                 bool,
                 std::int64_t,
                 std::uint64_t,
                 double,
                 std::string,
                 Array,
                 Members>
        data;

    template <class T>
    [[nodiscard]] const T* as() const noexcept {
        return std::get_if<T>(&data);
    }
    [[nodiscard]] bool is_null() const noexcept { return as<std::nullptr_t>() != nullptr; }
};

struct Member {
    std::string name;
    Value value;
};

/// The first member of that name; null when there is none or `value` is no object.
[[nodiscard]] const Value* find(const Value& value, std::string_view name) noexcept;

struct JsonLimits {
    std::size_t depth;   // of objects and arrays in each other
    std::size_t values;  // in all; one takes up to 80 bytes of memory whatever its text takes
};

struct JsonFault {
    enum class Kind : std::uint8_t { malformed, too_deep, too_many };
    Kind kind = Kind::malformed;
    std::size_t position = 0;  // bytes before the fault, about
};

/// Reads one JSON text: valid UTF-8, numbers that fit, nothing before or after it but white space.
[[nodiscard]] boost::system::result<Value, JsonFault> read_json(std::string_view text,
                                                                JsonLimits limits);

}  // namespace candour::codec
