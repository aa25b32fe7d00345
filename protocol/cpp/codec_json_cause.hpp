// JsonCause: what is wrong with a text that should be JSON (RFC 8259), for the person who wrote it.
// Private to the codec. client-web/src/deck/import/json-cause.ts says the same in the pages; both
// are held to protocol/golden/json_causes.json.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace candour::codec {

/// Looks at the text once, from its beginning to its first fault; only after a parser has refused
/// it, as it makes nothing of what it reads.
/// Owner and thread: whoever reads. Lifetime: one look; the text outlives it.
class JsonCause {
public:
    explicit JsonCause(std::string_view text) : text_(text) {}

    /// "a comma is missing before line 12", without a full stop; lines count from 1. Empty when no
    /// fault is found: what the parser did not take is none of grammar.
    [[nodiscard]] std::string find();

private:
    /// What may come next.
    enum class Wants { value, value_or_end, name, name_or_end, colon, comma_or_end, nothing };
    struct Open {
        char bracket;
        std::size_t line;
    };

    void skip_space();
    /// Reads one token; false, with cause_, at a fault.
    [[nodiscard]] bool take(char c);
    [[nodiscard]] bool take_value(char c);
    [[nodiscard]] bool take_name(char c);
    [[nodiscard]] bool take_after_value(char c);
    [[nodiscard]] bool take_string();
    [[nodiscard]] bool take_escape();
    [[nodiscard]] bool take_number();
    [[nodiscard]] bool take_word();
    [[nodiscard]] bool close(char bracket);
    void value_is_read();
    [[nodiscard]] bool fail(std::string cause);
    /// What belongs to no JSON wherever it stands, such as a comment; empty when it is none of
    /// that.
    [[nodiscard]] std::string foreign_sign() const;
    [[nodiscard]] std::string at_the_end() const;
    [[nodiscard]] std::string missing_comma() const;
    [[nodiscard]] bool line_has_odd_quotes() const;
    [[nodiscard]] bool at_end() const noexcept { return at_ >= text_.size(); }
    [[nodiscard]] std::string in_line() const;
    /// The letters and digits that stand here, cut to what is shown.
    [[nodiscard]] std::string word() const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::vector<Open> open_;
    Wants wants_ = Wants::value;
    bool after_comma_ = false;
    std::string name_;            // the last that was read
    std::size_t value_line_ = 1;  // on which the last value ended
    std::size_t value_end_ = 0;   // just behind it
    bool value_is_text_ = false;  // the last value was one in quotes
    std::string cause_;
};

}  // namespace candour::codec
