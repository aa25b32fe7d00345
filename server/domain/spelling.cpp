#include "server/domain/spelling.hpp"

#include <cstddef>
#include <tuple>

namespace candour::domain {

namespace {

/// One character's bytes, off the front of a text in well-formed UTF-8.
std::string_view take_character(std::string_view& text) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) ++size;
    const std::string_view character = text.substr(0, size);
    text.remove_prefix(size);
    return character;
}

/// ASCII's punctuation, and the blocks of Unicode that hold signs: U+00A1 to U+00BF, U+2010 to
/// U+2BFF, U+3001 to U+303F. The domain knows no more of Unicode, and ties need no more.
bool is_sign(std::string_view character) {
    const auto byte = static_cast<unsigned char>(character.front());
    if (character.size() == 1)
        return byte > ' ' && byte < 0x7F && (byte < '0' || byte > '9') &&
               (byte < 'A' || byte > 'Z') && (byte < 'a' || byte > 'z');
    if (character.size() == 2) return byte == 0xC2;
    return (character >= "\u2010" && character <= "\u2BFF") ||
           (character >= "\u3001" && character <= "\u303F");
}

struct Reading {
    std::size_t signs = 0;
    std::size_t strangers = 0;  // characters that the key does not have
};

Reading reading_of(std::string_view text, std::string_view key) {
    Reading reading;
    while (!text.empty()) {
        const std::string_view character = take_character(text);
        if (is_sign(character)) ++reading.signs;
        if (key.find(character) == std::string_view::npos) ++reading.strangers;
    }
    return reading;
}

}  // namespace

bool reads_better(std::string_view a, std::string_view b, std::string_view key) {
    const Reading one = reading_of(a, key);
    const Reading other = reading_of(b, key);
    return std::tuple{one.signs, one.strangers, a.size(), a} <
           std::tuple{other.signs, other.strangers, b.size(), b};
}

}  // namespace candour::domain
