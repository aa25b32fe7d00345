#include "benchmarks/load/rules/rehearsal_deck.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/commands/people/made_up.hpp"

#include <array>
#include <utility>

namespace candour::load {
namespace {

/// Enough that texts and words differ as they do in a hall, few enough to stay in a cache.
constexpr std::size_t responses_per_question = 512;

Question word_cloud() {
    return {.prompt = "In a word or two: how was this week?",
            .level = Level::open,
            .kind = WordCloudQuestion{}};
}

Question scale() {
    ScaleQuestion four;
    four.statements = {{"heard", "I feel heard"},
                       {"safe", "I can say when something goes wrong"},
                       {"learnt", "I learnt something today"},
                       {"use", "I can use it at work"}};
    four.min_label = "not at all";
    four.max_label = "completely";
    return {.prompt = "How far do you agree?", .level = Level::open, .kind = four};
}

Question free_text() {
    return {.prompt = "What should we know?", .kind = FreeTextQuestion{}};
}

Question choice() {
    ChoiceQuestion three;
    three.options = {{"ward", "On a ward"}, {"office", "In an office"}, {"other", "Elsewhere"}};
    return {.prompt = "Where do you work?", .level = Level::open, .kind = three};
}

}  // namespace

Deck rehearsal_deck(std::size_t questions) {
    constexpr std::array kinds{&word_cloud, &scale, &free_text, &choice};
    Deck deck;
    deck.title = "Rehearsal";
    Content welcome;
    welcome.title = "A rehearsal";
    welcome.markdown =
        "Nobody here is real: this room tries out whether the machine holds a crowd.";
    deck.slides.push_back({.id = SlideId("welcome"), .warning = {}, .body = welcome});
    for (std::size_t i = 0; i < questions; ++i)
        deck.slides.push_back({.id = SlideId("question-" + std::to_string(i + 1)),
                               .warning = {},
                               .body = kinds[i % kinds.size()]()});
    return deck;
}

std::vector<Asked> questions_of(const Deck& deck, std::uint64_t seed) {
    std::vector<Asked> questions;
    for (const Slide& slide : deck.slides) {
        const Question* question = slide.question();
        if (question == nullptr) continue;
        people::Dice dice(seed + questions.size());
        Asked asked{slide.id, question->level, {}};
        for (std::size_t i = 0; i < responses_per_question; ++i)
            asked.responses.push_back(
                encode_response(people::made_up_response(*question, dice.share(), dice)));
        questions.push_back(std::move(asked));
    }
    return questions;
}

std::string submit_text(const std::string& id,
                        const SlideId& question,
                        const std::string& response,
                        std::uint64_t announcement) {
    std::string text = R"({"type":"submit","id":")";
    text.append(id).append(R"(","question":")").append(question.str());
    text.append(R"(","round":1,"announcement":)").append(std::to_string(announcement));
    text.append(R"(,"response":)").append(response);
    const bool is_padded = response.starts_with(R"({"kind":"word_cloud")") ||
                           response.starts_with(R"({"kind":"free_text")");
    if (!is_padded) return text += '}';
    constexpr std::string_view head = R"(,"pad":")";
    constexpr std::string_view end = R"("})";
    const std::size_t over = (text.size() + head.size() + end.size()) % submit_step_bytes;
    text += head;
    text.append((submit_step_bytes - over) % submit_step_bytes, ' ');
    return text += end;
}

}  // namespace candour::load
