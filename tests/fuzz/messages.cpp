// Any bytes as a frame, in either direction, up to the room: what the codec takes it gives back,
// what it refuses it refuses in words that a client can read, and what the door lets in stays as it
// is.
#include "protocol/cpp/codec.hpp"
#include "server/text/door.hpp"
#include "tests/fuzz/target.hpp"

#include <array>

namespace candour::fuzz {
namespace {

/// One of each kind, with the widest bounds that a deck can have.
const std::array<Question, 4>& questions() {
    static const std::array<Question, 4> all = [] {
        std::array<Question, 4> made;
        made[0].kind = WordCloudQuestion{10};
        ScaleQuestion scale;
        scale.max = 100;
        for (int i = 0; i < 3; ++i) scale.statements.push_back({"s", "A statement"});
        made[1].kind = scale;
        made[2].kind = FreeTextQuestion{10, 1'000};
        ChoiceQuestion choice;
        choice.several = true;
        for (int i = 0; i < 4; ++i) choice.options.push_back({"o", "An option"});
        made[3].kind = choice;
        return made;
    }();
    return all;
}

void check_refusal(const Refusal& refusal) {
    require(!refusal.message.empty(), "a refusal says why");
    const auto read = parse_server_message(encode(refusal));
    require(read && std::holds_alternative<Refusal>(*read), "a client can read a refusal");
}

void check_door(const Response& said) {
    for (const Question& question : questions()) {
        Response clean = said;
        if (const auto refusal = text::clean_response(clean, question)) {
            check_refusal(*refusal);
            continue;
        }
        require(clean.index() == question.kind.index(), "an answer is of its question's kind");
        Response again = clean;
        require(!text::clean_response(again, question), "what was let in once is let in again");
        require(again == clean, "and stays as it is");
        require(!encode_response(clean).empty(), "it can be shown to its author");
    }
}

void take_from_client(std::string_view bytes) {
    const auto message = parse_client_message(bytes);
    if (!message) return check_refusal(message.error());
    const std::string encoded = encode(*message);
    const auto again = parse_client_message(encoded);
    require(again && *again == *message, "a message is the same after a round trip");
    if (const auto* submit = std::get_if<Submit>(&*message)) check_door(submit->response);
}

template <class Parse>
void take_back(std::string_view bytes, Parse parse, std::string_view what) {
    const auto message = parse(bytes);
    if (!message) return require(!message.error().empty(), "an error says what is wrong");
    const std::string encoded = encode(*message);
    const auto again = parse(encoded);
    require(again && encode(*again) == encoded, what);
}

}  // namespace

void take(std::string_view bytes) {
    take_from_client(bytes);
    take_back(bytes, &parse_server_message, "a server's message is the same after a round trip");
    take_back(bytes, &parse_room_opened, "an opened room is the same after a round trip");
    take_back(bytes, &parse_deck_refused, "a refused deck is the same after a round trip");
    take_back(bytes, &parse_deck_checked, "a checked deck is the same after a round trip");
    if (const auto code = read_room_code(bytes))
        require(read_room_code(code->str()) == code, "a code is the same when read again");
}

std::vector<std::string> first_inputs() {
    std::vector<std::string> all;
    for (const std::string_view folder : {"protocol/golden/client", "protocol/golden/server",
                                          "protocol/golden/refusal", "protocol/golden/http"})
        for (std::string& text : files_of(folder)) all.push_back(std::move(text));
    // Submits as a page sends them: the golden ones are pretty, and their padding is for one line.
    for (const char* response : {R"({"kind":"word_cloud","words":["safe-space","heard"]})",
                                 R"({"kind":"scale","values":["007","n/a","---","100"]})",
                                 R"({"kind":"free_text","texts":["Thank you.","à\nb"]})",
                                 R"({"kind":"choice","picks":"0110"})"}) {
        const auto message = parse_client_message(
            R"({"type":"submit","id":"mBq3xYz0123456789abcde","question":"q","round":1,)"
            R"("announcement":0,"response":)" +
            std::string(response) + "}");
        if (message) all.push_back(encode(*message));
    }
    return all;
}

}  // namespace candour::fuzz
