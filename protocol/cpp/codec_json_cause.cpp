#include "protocol/cpp/codec_json_cause.hpp"

#include "protocol/cpp/codec_reader.hpp"
#include "protocol/cpp/codec_writer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace candour::codec {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_decimal(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_of_a_number(char c) {
    return is_decimal(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

std::string on_line(std::size_t line) {
    return "line " + std::to_string(line);
}

/// -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][-+]?[0-9]+)? of RFC 8259, section 6.
bool is_number(std::string_view text) {
    const auto digits = [&text] {
        const auto end = std::min(text.find_first_not_of("0123456789"), text.size());
        text.remove_prefix(end);
        return end;
    };
    if (text.starts_with('-')) text.remove_prefix(1);
    const bool from_zero = text.starts_with('0');
    const auto whole = digits();
    if (whole == 0 || (from_zero && whole > 1)) return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (digits() == 0) return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
        if (digits() == 0) return false;
    }
    return text.empty();
}

/// What an editor saved as Windows-1252 or Latin 1 is not, as soon as it has an accent.
bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const bool is_ascii = static_cast<unsigned char>(text.front()) < 0x80;
        const std::size_t length = is_ascii ? 1 : utf8_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

}  // namespace

std::string JsonCause::find() {
    using namespace std::string_view_literals;
    if (text_.starts_with("\xef\xbb\xbf"sv)) text_.remove_prefix(3);
    if (text_.starts_with("\xff\xfe"sv) || text_.starts_with("\xfe\xff"sv) ||
        text_.find('\0') != text_.npos || !is_utf8(text_))
        return "it is not saved as UTF-8";
    for (skip_space(); !at_end(); skip_space())
        if (!take(text_[at_])) return cause_;
    return at_the_end();
}

void JsonCause::skip_space() {
    for (; !at_end() && is_space(text_[at_]); ++at_)
        if (text_[at_] == '\n') ++line_;
}

bool JsonCause::take(char c) {
    if (auto foreign = foreign_sign(); !foreign.empty()) return fail(std::move(foreign));
    switch (wants_) {
        case Wants::value:
        case Wants::value_or_end: return take_value(c);
        case Wants::name:
        case Wants::name_or_end: return take_name(c);
        case Wants::colon:
            if (c != ':') return fail("a colon is missing after \"" + name_ + "\" in " + in_line());
            ++at_;
            wants_ = Wants::value;
            after_comma_ = false;
            return true;
        case Wants::comma_or_end: return take_after_value(c);
        case Wants::nothing: break;
    }
    return fail("it goes on in " + in_line() + ", behind its last bracket");
}

bool JsonCause::take_value(char c) {
    if (c == '{' || c == '[') {
        open_.push_back({c, line_});
        wants_ = c == '{' ? Wants::name_or_end : Wants::value_or_end;
        ++at_;
        return true;
    }
    if (c == '"') {
        if (!take_string()) return false;
        value_is_read();
        value_is_text_ = true;
        return true;
    }
    if (c == '-' || is_decimal(c) || c == '+' || c == '.') return take_number();
    if (c == ']' && wants_ == Wants::value_or_end) return close(c);
    if (c == ']' || c == '}')
        return fail(
            after_comma_
                ? "there is a comma too many before the " + std::string(1, c) + " in " + in_line()
                : "a value is missing before the " + std::string(1, c) + " in " + in_line());
    if (c == ',')
        return fail(after_comma_ || wants_ == Wants::value_or_end
                        ? "there is a comma too many in " + in_line()
                        : "a value is missing before the comma in " + in_line());
    return take_word();
}

bool JsonCause::take_name(char c) {
    if (c == '"') {
        const std::size_t begin = at_ + 1;
        if (!take_string()) return false;
        name_ = shown(text_.substr(begin, at_ - begin - 1));
        wants_ = Wants::colon;
        return true;
    }
    if (c == '}' && wants_ == Wants::name_or_end) return close(c);
    if (c == '}') return fail("there is a comma too many before the } in " + in_line());
    if (c == ',') return fail("there is a comma too many in " + in_line());
    if (is_letter(c) || is_decimal(c))
        return fail("a name has no quotes in " + in_line() + ": \"" + word() + "\" is meant");
    return fail("a name in double quotes is missing in " + in_line());
}

bool JsonCause::take_after_value(char c) {
    if (c == ',') {
        ++at_;
        wants_ = open_.back().bracket == '{' ? Wants::name : Wants::value;
        after_comma_ = true;
        return true;
    }
    if (c == '}' || c == ']') return close(c);
    if (c == ':')
        return fail("there is a colon in " + in_line() + " where a comma or a bracket belongs");
    return fail(missing_comma());
}

std::string JsonCause::missing_comma() const {
    // No space between: the text went on behind a quote that was meant to be in it.
    if (value_is_text_ && value_end_ == at_ && is_letter(text_[at_]))
        return "a quote inside the text of " + in_line() + R"( is not written \")";
    if (value_line_ != line_) return "a comma is missing before " + in_line();
    return "a comma is missing in " + in_line();
}

bool JsonCause::take_string() {
    const std::size_t begun = line_;
    for (++at_; !at_end(); ++at_) {
        const char c = text_[at_];
        if (c == '"') {
            ++at_;
            return true;
        }
        if (c == '\n' || c == '\r') return fail("a quote was not closed in " + on_line(begun));
        if (c == '\t')
            return fail("there is a tab inside quotes in " + in_line() + R"(, where \t is meant)");
        if (static_cast<unsigned char>(c) < 0x20)
            return fail("there is a control character inside quotes in " + in_line());
        if (c == '\\' && !take_escape()) return false;
    }
    return fail("a quote was not closed in " + on_line(begun));
}

bool JsonCause::take_escape() {
    ++at_;
    constexpr std::string_view known = "\"\\/bfnrtu";
    if (at_end() || known.find(text_[at_]) == known.npos)
        return fail("a backslash that is meant as one is not written \\\\ in " + in_line());
    if (text_[at_] != 'u') return true;
    const auto digits = text_.substr(at_ + 1, 4);
    const auto is_hex = [](char c) {
        return is_decimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    if (digits.size() < 4 || !std::ranges::all_of(digits, is_hex))
        return fail("\\u without four hexadecimal digits stands in " + in_line());
    at_ += 4;
    return true;
}

bool JsonCause::take_number() {
    const std::size_t begin = at_;
    while (!at_end() && is_of_a_number(text_[at_])) ++at_;
    const auto number = text_.substr(begin, at_ - begin);
    if (!is_number(number))
        return fail(shown(number) + " in " + in_line() + " is no number as JSON has them");
    value_is_read();
    return true;
}

bool JsonCause::take_word() {
    constexpr std::array<std::string_view, 3> words{"true", "false", "null"};
    for (const std::string_view known : words)
        if (text_.substr(at_).starts_with(known)) {
            at_ += known.size();
            value_is_read();
            return true;
        }
    const std::string said = word();
    if (said.empty()) return fail("a value is missing in " + in_line());
    return fail(said + " stands in " + in_line() + " without quotes");
}

bool JsonCause::close(char bracket) {
    const char opened = bracket == '}' ? '{' : '[';
    if (open_.empty() || open_.back().bracket != opened) {
        if (open_.empty()) return fail("there is a " + std::string(1, bracket) + " too many");
        return fail("the " + std::string(1, open_.back().bracket) + " of " +
                    on_line(open_.back().line) + " is closed by a " + std::string(1, bracket) +
                    " in " + in_line());
    }
    open_.pop_back();
    ++at_;
    value_is_read();
    return true;
}

void JsonCause::value_is_read() {
    wants_ = open_.empty() ? Wants::nothing : Wants::comma_or_end;
    value_line_ = line_;
    value_end_ = at_;
    value_is_text_ = false;
    after_comma_ = false;
}

/// A text ends on its line, so an odd number of quotes on one is the cause of whatever else seems
/// wrong there.
bool JsonCause::fail(std::string cause) {
    cause_ = line_has_odd_quotes() ? "a quote was not closed in " + in_line() : std::move(cause);
    return false;
}

bool JsonCause::line_has_odd_quotes() const {
    const std::size_t before = text_.substr(0, std::min(at_, text_.size())).rfind('\n');
    const std::size_t begin = before == text_.npos ? 0 : before + 1;
    bool odd = false;
    for (std::size_t i = begin; i < text_.size() && text_[i] != '\n'; ++i) {
        if (text_[i] == '\\')
            ++i;
        else if (text_[i] == '"')
            odd = !odd;
    }
    return odd;
}

std::string JsonCause::foreign_sign() const {
    using namespace std::string_view_literals;
    const auto here = text_.substr(at_);
    if (here.starts_with("//"sv) || here.starts_with("/*"sv) || here.starts_with('#'))
        return "there is a comment in " + in_line() + ", and JSON has none";
    if (here.starts_with('\''))
        return "there is a single quote (') in " + in_line() +
               R"( where a double one (") is meant)";
    // U+201C to U+201F, and the guillemets.
    for (const auto curly :
         {"\u201c"sv, "\u201d"sv, "\u201e"sv, "\u201f"sv, "\u00ab"sv, "\u00bb"sv})
        if (here.starts_with(curly))
            return "there is a typographic quote (" + std::string(curly) + ") in " + in_line() +
                   R"( where a plain one (") is meant)";
    return {};
}

std::string JsonCause::at_the_end() const {
    if (open_.empty()) return wants_ == Wants::nothing ? std::string{} : "there is nothing in it";
    return "the " + std::string(1, open_.back().bracket) + " of " + on_line(open_.back().line) +
           " is not closed";
}

std::string JsonCause::in_line() const {
    return on_line(line_);
}

std::string JsonCause::word() const {
    std::size_t end = at_;
    while (end < text_.size() && (is_letter(text_[end]) || is_decimal(text_[end]))) ++end;
    return shown(text_.substr(at_, end - at_));
}

}  // namespace candour::codec
