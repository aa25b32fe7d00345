#include "benchmarks/load/rules/peek.hpp"

#include "benchmarks/load/rules/rehearsal_deck.hpp"
#include "benchmarks/load/rules/sightings.hpp"
#include "protocol/cpp/codec.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <variant>

namespace candour::load {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a frame's kind is seen without parsing it") {
    CHECK(kind_of(encode(Ack{MessageId(message_id(1, 2))})) == Heard::ack);
    CHECK(kind_of(encode(Pong{})) == Heard::pong);
    CHECK(kind_of(encode(Presence{5})) == Heard::presence);
    CHECK(kind_of(encode(refuse(RefusalCode::room_full))) == Heard::refusal);
    CHECK(kind_of(encode(Report{})) == Heard::something_else);
    CHECK(kind_of("{}") == Heard::something_else);

    Welcome welcome;
    welcome.ticket = std::string(43, 't');
    CHECK(kind_of(encode(welcome)) == Heard::welcome);
    CHECK(text_of(encode(welcome), "ticket") == welcome.ticket);

    Snapshot snapshot;
    snapshot.revision = Revision(17);
    snapshot.deck = std::make_shared<Deck>();
    CHECK(kind_of(encode(snapshot)) == Heard::snapshot);
    CHECK(number_of(encode(snapshot), "revision") == 17U);
    CHECK_FALSE(number_of(encode(snapshot), "people").has_value());
}

TEST_CASE("message ids are of the contract's form, and lead back to their message") {
    const auto id = message_id(99'999, 0xdeadbeefU);
    CHECK(message_number(id) == 0xdeadbeefU);
    CHECK_FALSE(message_number("mB0000000000000000000A").has_value());
    const auto sent = parse_client_message(
        submit_text(id, SlideId("q"), encode_response(ChoiceResponse{{true, false}})));
    REQUIRE(sent.has_value());
    CHECK(std::get<Submit>(*sent).id.str() == id);
}

TEST_CASE("a rehearsal has every kind of question, and answers that each takes") {
    const Deck deck = rehearsal_deck(5);
    REQUIRE(deck.slides.size() == 6);
    const auto questions = questions_of(deck, 1);
    REQUIRE(questions.size() == 5);
    std::set<std::size_t> kinds;
    for (const Asked& asked : questions) {
        const Question* question = deck.find(asked.id)->question();
        kinds.insert(question->kind.index());
        for (const auto& response : asked.responses) {
            const auto sent =
                parse_client_message(submit_text(message_id(1, 1), asked.id, response));
            REQUIRE(sent.has_value());
            REQUIRE(std::get<Submit>(*sent).response.index() == question->kind.index());
        }
    }
    CHECK(kinds.size() == std::variant_size_v<QuestionKind>);
}

TEST_CASE("an answer was shown when the screen counted as many as were due by then") {
    const Time start = now();
    Histogram latencies;
    const std::vector<Sighting> seen{{start + 100ms, 0}, {start + 200ms, 2}, {start + 300ms, 3}};
    const auto never =
        add_latencies(latencies, {start + 150ms, start + 50ms, start + 290ms, start + 299ms}, seen);
    CHECK(never == 1);
    CHECK(latencies.count() == 3);
    CHECK(latencies.max() == 150ms);           // due at 50, shown at 200
    CHECK(latencies.percentile(0.01) < 11ms);  // due at 290, shown at 300
}

}  // namespace
}  // namespace candour::load
