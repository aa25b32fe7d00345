#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_answer.hpp"
#include "protocol/cpp/codec_parts.hpp"
#include "protocol/cpp/limits.hpp"

#include <array>

namespace candour {
namespace {

using codec::Array;
using codec::Faults;
using codec::Object;
using codec::Place;
using codec::Value;

template <std::size_t N>
using Fields = std::array<std::string_view, N>;

std::uint32_t read_count(const Object& object, std::string_view field) {
    return static_cast<std::uint32_t>(object.whole(field, 0, limits::max_count));
}

Results read_results(const Object& object) {
    Results results;
    const Value* tally = object.need("tally", "A tally, or null.");
    if (tally != nullptr && !tally->is_null())
        results.tally = codec::read_tally(*tally, object.place("tally"), object.faults());
    results.withheld = object.name_or_null<Withheld>("withheld");
    return results;
}

Welcome read_welcome(const Value& value, const Place& place, Faults& faults) {
    constexpr Fields<8> fields{"type",   "version", "role",  "room",
                               "ticket", "deck",    "links", "ends_after"};
    const Object object(value, place, faults, fields);
    Welcome welcome;
    static_cast<void>(object.whole("version", protocol_version, protocol_version));
    welcome.role = object.name<Role>("role");
    if (const Value* room = object.need("room", "The room.")) {
        constexpr Fields<3> room_fields{"code", "title", "language"};
        const Object about(*room, object.place("room"), faults, room_fields);
        welcome.code = RoomCode(about.text("code"));
        welcome.title = about.text("title");
        welcome.language = about.text("language");
    }
    if (object.has("ticket")) welcome.ticket = object.text("ticket");
    if (const Value* deck = object.get("deck")) {
        constexpr Fields<4> deck_fields{"format", "title", "language", "slides"};
        const Object about(*deck, object.place("deck"), faults, deck_fields);
        Deck shown{about.text("title"), about.text("language"), {}};
        const Place slides_place = about.place("slides");
        const Array& slides = about.list("slides", "A list of slides.");
        for (std::size_t i = 0; i < slides.size(); ++i)
            shown.slides.push_back(
                codec::read_shown_slide(slides[i], Place(&slides_place, i), faults, nullptr));
        welcome.deck = std::make_shared<const Deck>(std::move(shown));
    }
    if (const Value* links = object.get("links")) {
        constexpr Fields<2> link_fields{"join", "projector"};
        const Object about(*links, object.place("links"), faults, link_fields);
        welcome.join_path = about.text("join");
        const Value* projector = about.need("projector", "A path, or null.");
        if (projector != nullptr && !projector->is_null())
            welcome.projector_path = about.text("projector");
    }
    if (const Value* ends = object.get("ends_after")) {
        constexpr Fields<2> end_fields{"idle_h", "unused_h"};
        const Object about(*ends, object.place("ends_after"), faults, end_fields);
        const auto hours = [&](std::string_view field) {
            return static_cast<std::uint32_t>(about.whole(field, 0, limits::max_hours_until_end));
        };
        welcome.ends_after = EndsAfter{hours("idle_h"), hours("unused_h")};
    }
    return welcome;
}

/// The fields that a question has in a snapshot's `question` and in its `questions`.
QuestionState read_question_state(const Object& object) {
    QuestionState state;
    state.id = SlideId(object.text("id"));
    state.round = Round(object.whole("round", 1, limits::max_whole));
    state.phase = object.name<QuestionPhase>("phase");
    state.revealed = object.flag("revealed");
    return state;
}

void read_current_slide(const Object& object, Snapshot& snapshot) {
    const Value* slide = object.need("slide", "A slide, or null.");
    const Value* position = object.need("position", "A position, or null.");
    if (slide == nullptr || position == nullptr || slide->is_null() || position->is_null()) return;
    constexpr Fields<2> fields{"index", "count"};
    const Object where(*position, object.place("position"), object.faults(), fields);
    const auto count = where.whole("count", 1, limits::max_slides);
    const auto index = where.whole("index", 0, count - 1);

    Deck deck;
    deck.slides.resize(count);
    deck.slides[index] =
        codec::read_shown_slide(*slide, object.place("slide"), object.faults(), &snapshot.code);
    snapshot.deck = std::make_shared<const Deck>(std::move(deck));
    snapshot.index = index;
}

/// Phones are not told what the projector shows.
void read_shown_wall(const Object& object, Snapshot& snapshot) {
    const Value* wall = object.get("wall");
    if (wall == nullptr) return;
    constexpr Fields<4> fields{"shows", "page", "item", "text"};
    const Object about(*wall, object.place("wall"), object.faults(), fields);
    snapshot.role = Role::projector;
    snapshot.wall = codec::read_wall(about);
    if (snapshot.wall.item) snapshot.wall_text = about.text("text");
}

Snapshot read_snapshot(const Value& value, const Place& place, Faults& faults) {
    constexpr Fields<14> fields{"type",     "revision",  "phase",    "present",  "joined",
                                "locked",   "slide",     "position", "question", "tally",
                                "withheld", "questions", "progress", "wall"};
    constexpr Fields<9> question_fields{
        "id",     "round", "phase", "revealed", "announcement", "joined", "joined_at_opening",
        "offers", "k"};
    constexpr Fields<4> overview_fields{"id", "round", "phase", "revealed"};
    const Object object(value, place, faults, fields);
    Snapshot snapshot;
    snapshot.revision = Revision(object.whole("revision", 0, limits::max_whole));
    snapshot.phase = object.name<RoomPhase>("phase");
    snapshot.present = read_count(object, "present");
    snapshot.joined = read_count(object, "joined");
    snapshot.locked = object.flag("locked");
    read_current_slide(object, snapshot);
    const Value* question = object.need("question", "A question's state, or null.");
    if (question != nullptr && !question->is_null()) {
        const Object about(*question, object.place("question"), faults, question_fields);
        snapshot.question = read_question_state(about);
        snapshot.question->announcement =
            Announcement(about.whole("announcement", 0, limits::max_whole));
        snapshot.question->joined = read_count(about, "joined");
        snapshot.question->joined_at_opening = read_count(about, "joined_at_opening");
        snapshot.question->offers = read_count(about, "offers");
        static_cast<void>(about.whole("k", 1, 10));  // follows from the slide's level
    }
    snapshot.results = read_results(object);
    read_shown_wall(object, snapshot);
    if (!object.has("questions")) return snapshot;

    snapshot.role = Role::facilitator;
    const Place questions_place = object.place("questions");
    const Array& questions = object.list("questions", "A list of questions.");
    for (std::size_t i = 0; i < questions.size(); ++i)
        snapshot.questions.push_back(read_question_state(
            Object(questions[i], Place(&questions_place, i), faults, overview_fields)));
    snapshot.progress = object.name_or_null<Progress>("progress");
    return snapshot;
}

TallyUpdate read_tally_update(const Value& value, const Place& place, Faults& faults) {
    constexpr Fields<7> fields{"type",  "revision", "question", "round",
                               "tally", "withheld", "progress"};
    const Object object(value, place, faults, fields);
    TallyUpdate update;
    update.revision = Revision(object.whole("revision", 0, limits::max_whole));
    update.question = SlideId(object.text("question"));
    update.round = Round(object.whole("round", 1, limits::max_whole));
    update.results = read_results(object);
    if (object.has("progress")) {
        update.role = Role::facilitator;
        update.progress = object.name_or_null<Progress>("progress");
    }
    return update;
}

RefusalCode read_refusal_code(const Object& object) {
    const std::string name = object.text("code");
    for (std::size_t i = 0; i < refusal_code_count; ++i)
        if (to_string(static_cast<RefusalCode>(i)) == name) return static_cast<RefusalCode>(i);
    object.faults().add(object.place("code"), "There is no such code.", "A code of candour.v1.");
    return RefusalCode::bad_message;
}

Refusal read_refusal(const Value& value, const Place& place, Faults& faults) {
    constexpr Fields<7> fields{"type", "id", "code", "message", "allowed", "at", "retry_after_s"};
    const Object object(value, place, faults, fields);
    Refusal refusal;
    refusal.code = read_refusal_code(object);
    refusal.message = object.text("message");
    refusal.allowed = object.text("allowed");
    if (object.has("id")) refusal.id = MessageId(object.text("id"));
    if (object.has("at")) refusal.at = object.text("at");
    if (object.has("retry_after_s"))
        refusal.retry_after =
            std::chrono::seconds(object.whole("retry_after_s", 1, limits::max_retry_s));
    return refusal;
}

Mine read_mine(const Value& value, const Place& place, Faults& faults) {
    constexpr Fields<4> fields{"type", "id", "records", "pad"};
    constexpr Fields<7> record_fields{"question", "round",    "response", "announcement",
                                      "joined",   "released", "stored"};
    const Object object(value, place, faults, fields);
    static_cast<void>(object.text("pad"));
    Mine mine{MessageId(object.text("id")), {}};
    const Place records_place = object.place("records");
    const Array& records = object.list("records", "A list of records.");
    for (std::size_t i = 0; i < records.size(); ++i) {
        const Object about(records[i], Place(&records_place, i), faults, record_fields);
        MineRecord record;
        record.question = SlideId(about.text("question"));
        record.round = Round(about.whole("round", 1, limits::max_whole));
        if (const Value* response = about.need("response", "A response."))
            record.response = codec::read_response(*response, about.place("response"), faults);
        record.announcement = Announcement(about.whole("announcement", 0, limits::max_whole));
        record.joined = read_count(about, "joined");
        record.released = about.flag("released");
        record.stored = about.text("stored");
        mine.records.push_back(std::move(record));
    }
    return mine;
}

Texts read_texts(const Value& value, const Place& place, Faults& faults) {
    constexpr Fields<6> fields{"type", "id", "question", "round", "from", "tally"};
    const Object object(value, place, faults, fields);
    Texts texts{MessageId(object.text("id")),
                SlideId(object.text("question")),
                Round(object.whole("round", 1, limits::max_whole)),
                read_count(object, "from"),
                {}};
    const Value* tally = object.need("tally", "A tally of texts.");
    if (tally == nullptr) return texts;
    Tally read = codec::read_tally(*tally, object.place("tally"), faults);
    if (auto* of_texts = std::get_if<FreeTextTally>(&read))
        texts.tally = std::move(*of_texts);
    else
        faults.add(object.place("tally"), "These are no texts.", "A tally of texts.");
    return texts;
}

Report read_report(const Value& value, const Place& place, Faults& faults) {
    constexpr Fields<4> fields{"type", "title", "date", "questions"};
    constexpr Fields<4> entry_fields{"id", "joined", "tally", "withheld"};
    const Object object(value, place, faults, fields);
    Report report{object.text("title"), object.text("date"), {}};
    const Place questions_place = object.place("questions");
    const Array& questions = object.list("questions", "A list of questions.");
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const Object about(questions[i], Place(&questions_place, i), faults, entry_fields);
        report.questions.push_back({SlideId(about.text("id")), read_results(about), {}});
        if (about.has("joined")) report.questions.back().joined = read_count(about, "joined");
    }
    return report;
}

Presence read_presence(const Value& value, const Place& place, Faults& faults) {
    constexpr Fields<2> fields{"type", "present"};
    return {read_count(Object(value, place, faults, fields), "present")};
}

LogState read_log_state(const Value& value, const Place& place, Faults& faults) {
    constexpr Fields<2> fields{"type", "keeps"};
    return {Object(value, place, faults, fields).flag("keeps")};
}

Ack read_ack(const Value& value, const Place& place, Faults& faults) {
    constexpr Fields<2> fields{"type", "id"};
    return {MessageId(Object(value, place, faults, fields).text("id"))};
}

Pong read_pong(const Value& value, const Place& place, Faults& faults) {
    constexpr Fields<1> fields{"type"};
    static_cast<void>(Object(value, place, faults, fields));
    return {};
}

ServerMessage read_server_message(const Value& value, const Place& place, Faults& faults) {
    const Value* type = codec::find(value, "type");
    const auto* name = type != nullptr ? type->as<std::string>() : nullptr;
    if (name != nullptr) {
        if (*name == "welcome") return read_welcome(value, place, faults);
        if (*name == "snapshot") return read_snapshot(value, place, faults);
        if (*name == "tally") return read_tally_update(value, place, faults);
        if (*name == "presence") return read_presence(value, place, faults);
        if (*name == "log") return read_log_state(value, place, faults);
        if (*name == "ack") return read_ack(value, place, faults);
        if (*name == "refusal") return read_refusal(value, place, faults);
        if (*name == "mine") return read_mine(value, place, faults);
        if (*name == "texts") return read_texts(value, place, faults);
        if (*name == "report") return read_report(value, place, faults);
        if (*name == "pong") return read_pong(value, place, faults);
    }
    faults.add(Place(&place, "type"), "This is no message of candour.v1.", "A known type.");
    return Pong{};
}

}  // namespace

boost::system::result<ServerMessage, std::string> parse_server_message(std::string_view frame) {
    return codec::parse_answer(frame, read_server_message);
}

}  // namespace candour
