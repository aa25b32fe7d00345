#include "tests/cost/worst_inputs.hpp"

#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "server/app/limits.hpp"
#include "server/text/door.hpp"
#include "server/text/icu_text_rules.hpp"

#include <algorithm>
#include <string_view>

namespace candour::cost {
namespace {

std::string repeated(std::string_view piece, std::size_t at_most_bytes) {
    std::string result;
    result.reserve(at_most_bytes);
    while (result.size() + piece.size() <= at_most_bytes) result += piece;
    return result;
}

/// A base, and as many marks as cleaning looks at, in the order that takes longest to put right.
std::string descending_marks() {
    std::string result = "a";
    for (int i = 0; i < 15; ++i) result += "\u0345";
    for (int i = 0; i < 15; ++i) result += "\u0334";
    return result;
}

struct Piece {
    std::string name;
    std::string bytes;
};

/// Pieces that make texts dear, by what they do. Others that were tried cost less.
std::vector<Piece> pieces() {
    return {
        {"ascii with gaps", "ab  "},
        {"letters that come apart and compose", "\u1EA4\u0323"},
        {"a mark that moves before all others", "\u0345"},
        {"marks with a class of nought that decompose", "\u0F73"},
        {"stacks of marks in the wrong order", descending_marks()},
        {"joiners behind Arabic vowels", "\u0645\u064E\u0651\u200C"},
        {"families", "\U0001F468\u200D"},
        {"short lines", "\u00E9\\n"},
        {"escapes", "\\u0645"},
    };
}

std::string submit_of(std::string_view kind, std::string_view field, std::string_view list) {
    return R"({"type":"submit","id":"mBq3xYz0123456789abcde","question":"q","round":1,"response":{"kind":")" +
           std::string(kind) + R"(",")" + std::string(field) + "\":[" + std::string(list) + "]}}";
}

std::string in_quotes(const std::string& text) {
    return '"' + text + '"';
}

constexpr std::size_t room_in_message = app::limits::max_message_bytes - 200;

/// A list of items, each made by `make(i)`, as long as there is room.
template <class Make>
std::string list_of(std::size_t at_most_bytes, const Make& make) {
    std::string result;
    for (std::size_t i = 0;; ++i) {
        const std::string item = make(i);
        if (result.size() + item.size() + 1 > at_most_bytes) return result;
        if (i != 0) result += ',';
        result += item;
    }
}

std::string deck_of(const std::string& slides) {
    return R"({"format":"candour.deck/1","title":"T","slides":[)" + slides + "]}";
}

constexpr std::size_t room_in_deck = app::limits::max_deck_bytes - 100;

std::string content_slide(std::size_t i, const std::string& rest) {
    return R"({"kind":"content","id":"s)" + std::to_string(i) + R"(","title":"T")" + rest + '}';
}

std::string deck_of_markdown(const std::string& piece, std::size_t bytes_each) {
    const std::string text = repeated(piece, bytes_each);
    return deck_of(list_of(room_in_deck, [&text](std::size_t i) {
        return content_slide(i, R"(,"markdown":")" + text + '"');
    }));
}

std::string picture(char filling) {
    constexpr std::size_t largest = limits::max_picture_bytes / 3 * 4;
    const std::string head = "iVBORw0KGgoAAAAA";
    return R"(,"picture":{"alt":"A","src":"data:image/png;base64,)" + head +
           std::string(largest - head.size(), filling) + "\"}";
}

Question question_for(const Response& response) {
    Question question;
    if (response.index() == 0) question.kind = WordCloudQuestion{10};
    if (response.index() == 1) question.kind = ScaleQuestion{};
    if (response.index() == 2) question.kind = FreeTextQuestion{10, 1'000};
    if (response.index() == 3) question.kind = ChoiceQuestion{};
    return question;
}

}  // namespace

std::vector<Input> worst_messages() {
    std::vector<Input> inputs;
    for (const Piece& piece : pieces())
        inputs.push_back({"a text of " + piece.name, [piece] {
                              return submit_of("free_text", "texts",
                                               in_quotes(repeated(piece.bytes, room_in_message)));
                          }});
    // Words fold besides; a ligature does so to eighteen letters, and some capitals to two.
    for (const Piece& piece : {Piece{"ligatures", "\uFDFA"}, Piece{"capitals", "\u0130\u1E9E"},
                               Piece{"Arabic", "\u0645\u064E\u0651\u200C"}})
        inputs.push_back({"ten words of " + piece.name, [piece] {
                              std::string list = in_quotes(repeated(piece.bytes, 1'500));
                              for (int i = 1; i < 10; ++i)
                                  list += ',' + in_quotes(repeated(piece.bytes, 1'500));
                              return submit_of("word_cloud", "words", list);
                          }});
    const auto add_list = [&inputs](const char* name, const char* item) {
        inputs.push_back(
            {name, [item] {
                 return '[' + list_of(room_in_message, [item](std::size_t) { return item; }) + ']';
             }});
    };
    inputs.push_back({"words without end", [] {
                          return submit_of(
                              "word_cloud", "words",
                              list_of(room_in_message, [](std::size_t) { return "\"a\""; }));
                      }});
    inputs.push_back({"values without end", [] {
                          return submit_of(
                              "scale", "values",
                              list_of(room_in_message, [](std::size_t) { return "\"007\""; }));
                      }});
    inputs.push_back(
        {"lists in lists", [] { return repeated("[", app::limits::max_message_bytes); }});
    add_list("numbers", "1");
    add_list("fractions", "0.1234567890123456789012345678901234567890e-300");
    add_list("objects with one field", R"({"":0})");
    inputs.push_back(
        {"one field again and again", [] {
             return '{' + list_of(room_in_message, [](std::size_t) { return R"("type":0)"; }) + '}';
         }});
    return inputs;
}

std::vector<Input> worst_decks() {
    std::vector<Input> inputs;
    for (const Piece& piece : pieces())
        inputs.push_back({"markdown of " + piece.name,
                          [piece] { return deck_of_markdown(piece.bytes, 32'000); }});
    inputs.push_back({"pictures", [] {
                          return deck_of(list_of(room_in_deck, [](std::size_t i) {
                              return content_slide(i, picture('/'));
                          }));
                      }});
    const auto add_filled = [&inputs](const char* name, const char* piece) {
        inputs.push_back({name, [piece] { return deck_of(repeated(piece, room_in_deck) + '0'); }});
    };
    add_filled("fractions", "0.1234567890123456789012345678901234567890e-300,");
    add_filled("one number", "1");
    add_filled("objects with one field", R"({"":0},)");
    add_filled("slides that have nothing", R"({"kind":"scale","id":"a"},)");
    inputs.push_back(
        {"one field again and again", [] {
             return deck_of(
                 '{' + list_of(room_in_deck, [](std::size_t) { return R"("kind":"content")"; }) +
                 '}');
         }});
    inputs.push_back({"options without end", [] {
                          return deck_of(R"({"kind":"choice","id":"a","prompt":"P","options":[)" +
                                         list_of(room_in_deck - 100,
                                                 [](std::size_t i) {
                                                     return R"({"id":"o)" + std::to_string(i) +
                                                            R"(","text":"O"})";
                                                 }) +
                                         "]}");
                      }});
    return inputs;
}

void take_message(const std::string& frame) {
    auto message = parse_client_message(frame);
    if (!message) return;
    if (auto* submit = std::get_if<Submit>(&*message))
        static_cast<void>(text::clean_response(submit->response, question_for(submit->response)));
}

void take_deck(const std::string& body) {
    static_cast<void>(parse_deck(body, text::IcuTextRules{}));
}

}  // namespace candour::cost
