// What several messages share: responses, tallies, slides.
#include "protocol/cpp/base64.hpp"
#include "protocol/cpp/codec_writer.hpp"
#include "protocol/cpp/scale_value.hpp"

namespace candour::codec {
namespace {

struct ResponseWriter {
    std::string& out;

    void operator()(const WordCloudResponse& response) const {
        out += R"({"kind":"word_cloud","words":)";
        write_list(out, response.words, [this](const Word& word) { write_text(out, word.text); });
        out += '}';
    }
    void operator()(const ScaleResponse& response) const {
        out += R"({"kind":"scale","values":)";
        write_list(out, response.values, [this](std::uint8_t value) { write_value(value); });
        out += '}';
    }
    void operator()(const FreeTextResponse& response) const {
        out += R"({"kind":"free_text","texts":)";
        write_list(out, response.texts, [this](const std::string& t) { write_text(out, t); });
        out += '}';
    }
    void operator()(const ChoiceResponse& response) const {
        out += R"({"kind":"choice","picks":")";
        for (const bool pick : response.picks) out += pick ? '1' : '0';
        out += R"("})";
    }

    /// Three characters whatever the value: the length of a frame tells nothing (rule A7).
    void write_value(std::uint8_t value) const {
        if (value == ScaleResponse::not_applicable) {
            out += R"("n/a")";
            return;
        }
        if (value == left_out_value) {
            out += R"("---")";
            return;
        }
        const auto digit = [](unsigned n) { return static_cast<char>('0' + n); };
        out += '"';
        out += digit(value / 100U);
        out += digit(value / 10U % 10U);
        out += digit(value % 10U);
        out += '"';
    }
};

struct TallyWriter {
    std::string& out;

    void start(std::string_view kind, std::uint32_t people) const {
        out += R"({"kind":")";
        out += kind;
        out += R"(","people":)";
        write_number(out, people);
    }
    void end_item(bool hidden) const { out += hidden ? R"(,"hidden":true})" : "}"; }

    void operator()(const WordCloudTally& tally) const {
        start("word_cloud", tally.people);
        out += R"(,"words":)";
        write_list(out, tally.words, [this](const WordCloudTally::Entry& word) {
            out += R"({"key":)";
            write_text(out, word.key);
            out += R"(,"text":)";
            write_text(out, word.text);
            out += R"(,"people":)";
            write_number(out, word.people);
            end_item(word.hidden);
        });
        out += R"(,"more":)";
        write_number(out, tally.more);
        out += R"(,"full":)";
        write_flag(out, tally.full);
        out += '}';
    }
    void operator()(const ScaleTally& tally) const {
        start("scale", tally.people);
        out += R"(,"statements":)";
        write_list(out, tally.statements, [this](const ScaleTally::Statement& statement) {
            out += R"({"n":)";
            write_number(out, statement.n);
            out += R"(,"not_applicable":)";
            write_number(out, statement.not_applicable);
            out += R"(,"mean":)";
            write_mean(out, statement.sum, statement.n);
            out += R"(,"distribution":)";
            write_list(out, statement.distribution, [this](auto n) { write_number(out, n); });
            out += '}';
        });
        out += '}';
    }
    void operator()(const FreeTextTally& tally) const {
        start("free_text", tally.people);
        out += R"(,"texts":)";
        write_list(out, tally.texts, [this](const FreeTextTally::Entry& entry) {
            out += R"({"id":)";
            write_text(out, entry.id);
            out += R"(,"text":)";
            write_text(out, entry.text);
            end_item(entry.hidden);
        });
        out += R"(,"more":)";
        write_number(out, tally.more);
        out += '}';
    }
    void operator()(const ChoiceTally& tally) const {
        start("choice", tally.people);
        out += R"(,"options":)";
        write_list(out, tally.options, [this](auto n) { write_number(out, n); });
        out += '}';
    }
};

class SlideWriter {
public:
    SlideWriter(std::string& out, const Slide& slide, const RoomCode* shown_in, bool with_notes)
        : out_(out), slide_(slide), shown_in_(shown_in), with_notes_(with_notes) {}

    void operator()(const Content& content) const {
        start("content");
        text("title", content.title);
        text("markdown", content.markdown);
        if (content.picture) write(*content.picture);
        if (content.video) {
            out_ += R"(,"video":{"url":)";
            write_text(out_, content.video->url);
            text("title", content.video->title);
            out_ += '}';
        }
        end();
    }
    void operator()(const Question& question) const {
        start(question_kinds[question.kind.index()]);
        text("prompt", question.prompt);
        std::visit(*this, question.kind);
        out_ += R"(,"level":)";
        write_name(out_, question.level);
        out_ += R"(,"results":)";
        write_name(out_, question.results);
        end();
    }
    void operator()(const WordCloudQuestion& question) const {
        number("entries", question.entries);
    }
    void operator()(const ScaleQuestion& question) const {
        list("statements", question.statements);
        out_ += R"(,"range":{"min":)";
        write_number(out_, question.min);
        number("max", question.max);
        text("min_label", question.min_label);
        text("max_label", question.max_label);
        out_ += R"(},"not_applicable":)";
        write_flag(out_, question.not_applicable);
    }
    void operator()(const FreeTextQuestion& question) const {
        number("answers", question.answers);
        number("max_length", question.max_length);
    }
    void operator()(const ChoiceQuestion& question) const {
        list("options", question.options);
        text("select", selects[question.several ? 1 : 0]);
    }

private:
    void start(std::string_view kind) const {
        out_ += R"({"kind":)";
        write_text(out_, kind);
        text("id", slide_.id.str());
    }
    void end() const {
        if (slide_.warning) text("warning", *slide_.warning);
        if (with_notes_ && slide_.notes) text("notes", *slide_.notes);
        out_ += '}';
    }
    void name(std::string_view name) const { ((out_ += ",\"") += name) += "\":"; }
    void text(std::string_view field, std::string_view value) const {
        name(field);
        write_text(out_, value);
    }
    void number(std::string_view field, std::uint64_t value) const {
        name(field);
        write_number(out_, value);
    }
    void list(std::string_view field, const std::vector<Labelled>& items) const {
        name(field);
        write_list(out_, items, [this](const Labelled& item) {
            out_ += R"({"id":)";
            write_text(out_, item.id);
            text("text", item.text);
            out_ += '}';
        });
    }
    void write(const Picture& picture) const {
        if (shown_in_ != nullptr) {
            out_ += R"(,"picture":{"url":)";
            write_text(out_, "/media/" + shown_in_->str() + '/' + slide_.id.str());
        } else {
            out_ += R"(,"picture":{"src":")";
            ((out_ += "data:") += picture.content_type) += ";base64,";
            if (picture.bytes) write_base64(out_, *picture.bytes);
            out_ += '"';
        }
        text("alt", picture.alt);
        out_ += '}';
    }

    std::string& out_;
    const Slide& slide_;
    const RoomCode* shown_in_;
    bool with_notes_;
};

}  // namespace

void write_response(std::string& out, const Response& response) {
    std::visit(ResponseWriter{out}, response);
}

void write_tally(std::string& out, const Tally& tally) {
    std::visit(TallyWriter{out}, tally);
}

void write_wall_head(std::string& out, const Wall& wall) {
    out += R"({"shows":)";
    write_name(out, wall.shows);
    out += R"(,"page":)";
    write_number(out, wall.page);
    out += R"(,"item":)";
    if (wall.item)
        write_text(out, wall.item->str());
    else
        out += "null";
}

void write_slide(std::string& out, const Slide& slide, const RoomCode* shown_in) {
    std::visit(SlideWriter(out, slide, shown_in, false), slide.body);
}

void write_deck(std::string& out, const Deck& deck, const RoomCode* shown_in) {
    out += R"({"format":"candour.deck/1","title":)";
    write_text(out, deck.title);
    out += R"(,"language":)";
    write_text(out, deck.language);
    out += R"(,"slides":)";
    write_list(out, deck.slides, [&](const Slide& slide) {
        std::visit(SlideWriter(out, slide, shown_in, true), slide.body);
    });
    out += '}';
}

}  // namespace candour::codec
