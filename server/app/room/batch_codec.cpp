#include "server/app/room/batch_codec.hpp"

#include "protocol/cpp/codec_deck.hpp"
#include "server/app/room/byte_stream.hpp"
#include "server/text/icu_text_rules.hpp"

#include <limits>

namespace candour::app {

namespace {

using namespace domain;

/// First byte of every batch; a change of any form below takes the next number. In form 4 no
/// statement of a scale could be left out: a server of then would take "left out" for a number
/// beyond every scale, so it must not read what may hold it.
constexpr std::uint8_t batch_format = 5;
/// The oldest that is still read. A room's beginning had no results key then; nothing else differs.
constexpr std::uint8_t format_without_results_key = 3;

constexpr bool is_read_still(std::uint64_t format) {
    return format >= format_without_results_key && format <= batch_format;
}

/// So many forms there will hardly be: what begins with a greater number is no batch at all.
constexpr std::uint8_t latest_thinkable_format = 99;

// The tags of events and responses are the places of their alternatives in the variants; both are
// append-only for that reason.

class BatchWriter {
public:
    void event(const Event& event) {
        out_.number(event.index());
        std::visit([this](const auto& what) { write(what); }, event);
    }

    ByteWriter& out() { return out_; }

private:
    void write(const RoomBegan& began) {
        out_.text(began.code.str());
        out_.text(encode_deck(*began.deck));
        out_.raw(began.facilitator_hash);
        out_.raw(began.projector_hash);
        out_.number(began.results_key ? 1 : 0);
        if (began.results_key) out_.raw(*began.results_key);
    }
    void write(const SlideShown& shown) {
        out_.number(shown.slide.has_value() ? 1 : 0);
        if (shown.slide) out_.text(shown.slide->str());
    }
    void write(const QuestionOpened& opened) { out_.text(opened.question.str()); }
    void write(const QuestionClosed& closed) { out_.text(closed.question.str()); }
    void write(const ResultsRevealed& revealed) {
        out_.text(revealed.question.str());
        out_.number(revealed.revealed ? 1 : 0);
    }
    void write(const QuestionReset& reset) { out_.text(reset.question.str()); }
    void write(const ItemHidden& hidden) {
        out_.text(hidden.question.str());
        out_.text(hidden.item.str());
        out_.number(hidden.hidden ? 1 : 0);
    }
    void write(const RoomEnded&) {}
    void write(const Responded& responded) {
        out_.text(responded.question.str());
        out_.raw(responded.who.bytes);
        out_.number(responded.response.index());
        std::visit([this](const auto& response) { write(response); }, responded.response);
        out_.number(responded.standing.given.value());
        out_.number(responded.standing.counted.value());
    }
    void write(const Withdrew& withdrew) {
        out_.text(withdrew.question.str());
        out_.raw(withdrew.who.bytes);
    }
    void write(const Looked&) {}
    void write(const DoorLocked& door) { out_.number(door.locked ? 1 : 0); }
    void write(const CompanyOffered& offered) { out_.text(offered.question.str()); }
    void write(const WallSet& set) {
        out_.number(static_cast<std::uint64_t>(set.wall.shows));
        out_.number(set.wall.page);
        out_.text(set.wall.item ? set.wall.item->str() : std::string());
    }

    void write(const WordCloudResponse& response) {
        out_.number(response.words.size());
        for (const Word& word : response.words) {
            out_.text(word.text);
            out_.text(word.key);
        }
    }
    void write(const ScaleResponse& response) {
        out_.number(response.values.size());
        for (const std::uint8_t value : response.values) out_.number(value);
    }
    void write(const FreeTextResponse& response) {
        out_.number(response.texts.size());
        for (const std::string& text : response.texts) out_.text(text);
    }
    void write(const ChoiceResponse& response) {
        out_.number(response.picks.size());
        for (const bool pick : response.picks) out_.number(pick ? 1 : 0);
    }

    ByteWriter out_;
};

class BatchReader {
public:
    explicit BatchReader(std::string_view bytes) : in_(bytes), format_(in_.number()) {}

    ByteReader& in() { return in_; }
    [[nodiscard]] bool knows_format() const { return is_read_still(format_); }

    std::optional<Event> event() {
        switch (in_.number()) {
            case 0: return room_began();
            case 1: {
                const bool has_slide = in_.flag();
                return SlideShown{has_slide ? std::optional{slide()} : std::nullopt};
            }
            case 2: return QuestionOpened{slide()};
            case 3: return QuestionClosed{slide()};
            case 4: {
                const SlideId question = slide();
                return ResultsRevealed{question, in_.flag()};
            }
            case 5: return QuestionReset{slide()};
            case 6: {
                const SlideId question = slide();
                const ItemId item{in_.text()};
                return ItemHidden{question, item, in_.flag()};
            }
            case 7: return RoomEnded{};
            case 8: return responded();
            case 9: {
                const SlideId question = slide();
                return Withdrew{question, pseudonym()};
            }
            case 10: return Looked{};
            case 11: return DoorLocked{in_.flag()};
            case 12: return CompanyOffered{slide()};
            case 13: return wall_set();
            default: return std::nullopt;
        }
    }

private:
    SlideId slide() { return SlideId{in_.text()}; }

    Pseudonym pseudonym() {
        Pseudonym who;
        in_.raw(who.bytes);
        return who;
    }

    std::optional<Event> wall_set() {
        const std::uint64_t shows = in_.number();
        const std::uint64_t page = in_.number();
        const std::string item{in_.text()};
        if (shows > static_cast<std::uint64_t>(WallShows::text) ||
            page > std::numeric_limits<std::uint32_t>::max())
            return std::nullopt;
        Wall wall{static_cast<WallShows>(shows), static_cast<std::uint32_t>(page), {}};
        if (!item.empty()) wall.item = ItemId{item};
        return WallSet{std::move(wall)};
    }

    std::optional<Event> room_began() {
        RoomBegan began;
        began.code = RoomCode{in_.text()};
        auto deck = parse_deck(in_.text(), text::IcuTextRules{});
        if (!deck) return std::nullopt;
        began.deck = std::make_shared<const Deck>(*std::move(deck));
        in_.raw(began.facilitator_hash);
        in_.raw(began.projector_hash);
        if (format_ != format_without_results_key && in_.flag())
            in_.raw(began.results_key.emplace());
        return began;
    }

    std::optional<Event> responded() {
        Responded event;
        event.question = slide();
        event.who = pseudonym();
        const std::uint64_t kind = in_.number();
        // Each element has a byte at the least, so a count beyond the rest is a lie.
        const std::uint64_t count = in_.number();
        if (count > in_.left()) return std::nullopt;
        switch (kind) {
            case 0: event.response = words(count); break;
            case 1: event.response = values(count); break;
            case 2: event.response = texts(count); break;
            case 3: event.response = picks(count); break;
            default: return std::nullopt;
        }
        event.standing.given = Announcement{in_.number()};
        event.standing.counted = Announcement{in_.number()};
        return event;
    }

    WordCloudResponse words(std::uint64_t count) {
        WordCloudResponse response;
        for (std::uint64_t i = 0; i < count; ++i) {
            std::string text = in_.text();
            response.words.push_back({std::move(text), in_.text()});
        }
        return response;
    }
    ScaleResponse values(std::uint64_t count) {
        ScaleResponse response;
        for (std::uint64_t i = 0; i < count; ++i)
            response.values.push_back(static_cast<std::uint8_t>(in_.number()));
        return response;
    }
    FreeTextResponse texts(std::uint64_t count) {
        FreeTextResponse response;
        for (std::uint64_t i = 0; i < count; ++i) response.texts.push_back(in_.text());
        return response;
    }
    ChoiceResponse picks(std::uint64_t count) {
        ChoiceResponse response;
        for (std::uint64_t i = 0; i < count; ++i) response.picks.push_back(in_.flag());
        return response;
    }

    ByteReader in_;
    std::uint64_t format_;
};

}  // namespace

std::string encode_batch(const Batch& batch) {
    BatchWriter writer;
    writer.out().number(batch_format);
    writer.out().number(batch.joined.people);
    writer.out().number(batch.joined.tickets);
    writer.out().number(batch.events.size());
    for (const Event& event : batch.events) writer.event(event);
    return std::move(writer.out()).take();
}

bool is_of_another_version(std::string_view bytes) {
    ByteReader in(bytes);
    const std::uint64_t format = in.number();
    return !in.failed() && !is_read_still(format) && format >= 1 &&
           format <= latest_thinkable_format;
}

std::optional<Batch> decode_batch(BatchNumber number, std::string_view bytes) {
    BatchReader reader(bytes);
    if (!reader.knows_format()) return std::nullopt;
    Joined joined;
    joined.people = static_cast<std::uint32_t>(reader.in().number());
    joined.tickets = static_cast<std::uint32_t>(reader.in().number());
    const std::uint64_t count = reader.in().number();
    if (count > reader.in().left()) return std::nullopt;
    Batch batch{.number = number, .joined = joined, .events = {}};
    for (std::uint64_t i = 0; i < count; ++i) {
        std::optional<Event> event = reader.event();
        if (!event || reader.in().failed()) return std::nullopt;
        batch.events.push_back(*std::move(event));
    }
    if (reader.in().failed() || reader.in().left() != 0) return std::nullopt;
    return batch;
}

}  // namespace candour::app
