// JsonReader: one JSON text (RFC 8259) into plain values, in one pass. Private to the codec.
//
// Our own (docs/decisions/0008): it reads what strangers send, up to 4 MB at a time, and a general
// parser took most of the time that such a text may cost. tests/fuzz/json.cpp holds it against one.
#pragma once

#include "protocol/cpp/codec_value.hpp"

#include <string>
#include <string_view>

namespace candour::codec {

/// Owner: read_json. Thread: any. Lifetime: one text.
class JsonReader {
public:
    JsonReader(std::string_view text, JsonLimits limits) : text_(text), limits_(limits) {}

    [[nodiscard]] boost::system::result<Value, JsonFault> read();

private:
    // Each leaves at_ behind what it read; or at the fault, and gives false.
    bool value(Value& into, std::size_t depth);
    bool object(Value& into, std::size_t depth);
    bool array(Value& into, std::size_t depth);
    bool string(std::string& into);
    /// Goes to the next byte that does not stand for itself; false at one that is no UTF-8.
    bool skip_unescaped();
    bool escape(std::string& into);
    bool unicode_escape(std::string& into);
    bool hexadecimal(char32_t& into);
    bool number(Value& into);
    bool digits();
    bool word(std::string_view spelling);

    void skip_space();
    /// Takes the next byte if it is `c`.
    bool take(char c);
    [[nodiscard]] bool at_end() const noexcept { return at_ == text_.size(); }
    [[nodiscard]] char next() const noexcept { return at_end() ? '\0' : text_[at_]; }
    bool fail(JsonFault::Kind kind = JsonFault::Kind::malformed);

    std::string_view text_;
    JsonLimits limits_;
    std::size_t at_ = 0;
    std::size_t values_ = 0;
    JsonFault fault_;
};

}  // namespace candour::codec
