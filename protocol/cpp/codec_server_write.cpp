#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_writer.hpp"

#include <cassert>

namespace candour {
namespace {

using codec::write_flag;
using codec::write_list;
using codec::write_name;
using codec::write_number;
using codec::write_text;

/// Enough for most tallies, so that the string does not grow step by step.
constexpr std::size_t usual_tally_bytes = 2048;

void write_results(std::string& out, const Results& results) {
    out += R"(,"tally":)";
    if (results.tally)
        codec::write_tally(out, *results.tally);
    else
        out += "null";
    out += R"(,"withheld":)";
    write_name(out, results.withheld);
}

/// {"id":"...","round":1,"phase":"open","revealed":true
void write_question_head(std::string& out, const QuestionState& question) {
    out += R"({"id":)";
    write_text(out, question.id.str());
    out += R"(,"round":)";
    write_number(out, question.round.value());
    out += R"(,"phase":)";
    write_name(out, question.phase);
    out += R"(,"revealed":)";
    write_flag(out, question.revealed);
}

void write_current_slide(std::string& out, const Snapshot& snapshot) {
    if (!snapshot.index) {
        out += R"(,"slide":null,"position":null,"question":null)";
        return;
    }
    assert(snapshot.deck && *snapshot.index < snapshot.deck->slides.size());
    const Slide& slide = snapshot.deck->slides[*snapshot.index];
    out += R"(,"slide":)";
    codec::write_slide(out, slide, &snapshot.code);
    out += R"(,"position":{"index":)";
    write_number(out, *snapshot.index);
    out += R"(,"count":)";
    write_number(out, snapshot.deck->slides.size());
    out += R"(},"question":)";
    if (!snapshot.question) {
        out += "null";
        return;
    }
    write_question_head(out, *snapshot.question);
    out += R"(,"announcement":)";
    write_number(out, snapshot.question->announcement.value());
    out += R"(,"joined":)";
    write_number(out, snapshot.question->joined);
    out += R"(,"joined_at_opening":)";
    write_number(out, snapshot.question->joined_at_opening);
    out += R"(,"offers":)";
    write_number(out, snapshot.question->offers);
    out += R"(,"k":)";
    // A content slide with a warning is opened as a question is, and hides nobody's answers.
    write_number(out, slide.question() == nullptr ? 1 : group_size(slide.question()->level));
    out += '}';
}

/// The text itself is with it: a long tally may not have it.
void write_wall(std::string& out, const Snapshot& snapshot) {
    out += R"(,"wall":)";
    codec::write_wall_head(out, snapshot.wall);
    out += R"(,"text":)";
    if (snapshot.wall.item)
        write_text(out, snapshot.wall_text);
    else
        out += "null";
    out += '}';
}

void write_links(std::string& out, const Welcome& welcome) {
    out += R"(,"links":{"join":)";
    write_text(out, welcome.join_path);
    out += R"(,"projector":)";
    if (welcome.projector_path)
        write_text(out, *welcome.projector_path);
    else
        out += "null";
    out += '}';
}

}  // namespace

std::string encode(const Welcome& message) {
    std::string out = R"({"type":"welcome","version":)";
    write_number(out, protocol_version);
    out += R"(,"role":)";
    write_name(out, message.role);
    out += R"(,"room":{"code":)";
    write_text(out, message.code.str());
    out += R"(,"title":)";
    write_text(out, message.title);
    out += R"(,"language":)";
    write_text(out, message.language);
    out += '}';
    if (message.role == Role::participant && !message.ticket.empty()) {
        out += R"(,"ticket":)";
        write_text(out, message.ticket);
    }
    if (message.role == Role::facilitator) {
        assert(message.deck);
        out += R"(,"deck":)";
        codec::write_deck(out, *message.deck, &message.code);
    }
    if (message.role != Role::participant) write_links(out, message);
    if (message.ends_after) {
        out += R"(,"ends_after":{"idle_h":)";
        write_number(out, message.ends_after->idle_h);
        out += R"(,"unused_h":)";
        write_number(out, message.ends_after->unused_h);
        out += '}';
    }
    out += '}';
    return out;
}

std::string encode(const Snapshot& message) {
    std::string out = R"({"type":"snapshot","revision":)";
    if (message.results.tally) out.reserve(usual_tally_bytes);
    write_number(out, message.revision.value());
    out += R"(,"phase":)";
    write_name(out, message.phase);
    out += R"(,"present":)";
    write_number(out, message.present);
    out += R"(,"joined":)";
    write_number(out, message.joined);
    out += R"(,"locked":)";
    write_flag(out, message.locked);
    write_current_slide(out, message);
    write_results(out, message.results);
    if (message.role == Role::facilitator) {
        out += R"(,"questions":)";
        write_list(out, message.questions, [&out](const QuestionState& question) {
            write_question_head(out, question);
            out += '}';
        });
        out += R"(,"progress":)";
        write_name(out, message.progress);
    }
    if (message.role != Role::participant) write_wall(out, message);
    out += '}';
    return out;
}

std::string encode(const TallyUpdate& message) {
    std::string out = R"({"type":"tally","revision":)";
    out.reserve(usual_tally_bytes);
    write_number(out, message.revision.value());
    out += R"(,"question":)";
    write_text(out, message.question.str());
    out += R"(,"round":)";
    write_number(out, message.round.value());
    write_results(out, message.results);
    if (message.role == Role::facilitator) {
        out += R"(,"progress":)";
        write_name(out, message.progress);
    }
    out += '}';
    return out;
}

std::string encode(const Presence& message) {
    std::string out = R"({"type":"presence","present":)";
    write_number(out, message.present);
    out += '}';
    return out;
}

std::string encode(const LogState& message) {
    std::string out = R"({"type":"log","keeps":)";
    write_flag(out, message.keeps);
    out += '}';
    return out;
}

std::string encode(const Ack& message) {
    std::string out = R"({"type":"ack","id":)";
    write_text(out, message.id.str());
    out += '}';
    return out;
}

std::string encode(const Refusal& message) {
    std::string out = R"({"type":"refusal")";
    if (message.id) {
        out += R"(,"id":)";
        write_text(out, message.id->str());
    }
    out += R"(,"code":)";
    write_text(out, to_string(message.code));
    out += R"(,"message":)";
    write_text(out, message.message);
    out += R"(,"allowed":)";
    write_text(out, message.allowed);
    if (!message.at.empty()) {
        out += R"(,"at":)";
        write_text(out, message.at);
    }
    if (message.retry_after) {
        out += R"(,"retry_after_s":)";
        write_number(out, static_cast<std::uint64_t>(message.retry_after->count()));
    }
    out += '}';
    return out;
}

std::string encode(const Mine& message) {
    std::string out = R"({"type":"mine","id":)";
    write_text(out, message.id.str());
    out += R"(,"records":)";
    write_list(out, message.records, [&out](const MineRecord& record) {
        out += R"({"question":)";
        write_text(out, record.question.str());
        out += R"(,"round":)";
        write_number(out, record.round.value());
        out += R"(,"response":)";
        codec::write_response(out, record.response);
        out += R"(,"announcement":)";
        write_number(out, record.announcement.value());
        out += R"(,"joined":)";
        write_number(out, record.joined);
        out += R"(,"released":)";
        write_flag(out, record.released);
        out += R"(,"stored":)";
        write_text(out, record.stored);
        out += '}';
    });
    codec::end_padded(out);
    return out;
}

std::string encode(const Texts& message) {
    std::string out = R"({"type":"texts","id":)";
    write_text(out, message.id.str());
    out += R"(,"question":)";
    write_text(out, message.question.str());
    out += R"(,"round":)";
    write_number(out, message.round.value());
    out += R"(,"from":)";
    write_number(out, message.from);
    out += R"(,"tally":)";
    codec::write_tally(out, message.tally);
    out += '}';
    return out;
}

std::string encode(const Report& message) {
    std::string out = R"({"type":"report","title":)";
    write_text(out, message.title);
    out += R"(,"date":)";
    write_text(out, message.date);
    out += R"(,"questions":)";
    write_list(out, message.questions, [&out](const Report::Entry& entry) {
        out += R"({"id":)";
        write_text(out, entry.id.str());
        if (entry.joined) {
            out += R"(,"joined":)";
            write_number(out, *entry.joined);
        }
        write_results(out, entry.results);
        out += '}';
    });
    out += '}';
    return out;
}

std::string encode(const Pong&) {
    return R"({"type":"pong"})";
}

std::string encode(const ServerMessage& message) {
    return std::visit([](const auto& each) { return encode(each); }, message);
}

std::string encode(const RoomOpened& answer) {
    std::string out = R"({"type":"room_opened","code":)";
    write_text(out, answer.code.str());
    out += R"(,"links":{"join":)";
    write_text(out, answer.join_link);
    if (!answer.facilitator_link.empty()) {
        out += R"(,"facilitator":)";
        write_text(out, answer.facilitator_link);
        out += R"(,"projector":)";
        write_text(out, answer.projector_link);
    }
    out += "}}";
    return out;
}

std::string encode(const DeckRefused& answer) {
    std::string out = R"({"type":"deck_refused","message":"This deck has )";
    write_number(out, answer.errors.size());
    out += answer.errors.size() == 1 ? R"( fault.")" : R"( faults.")";
    out += R"(,"errors":)";
    write_list(out, answer.errors, [&out](const DeckError& error) {
        out += R"({"at":)";
        write_text(out, error.at);
        out += R"(,"message":)";
        write_text(out, error.message);
        out += R"(,"allowed":)";
        write_text(out, error.allowed);
        out += '}';
    });
    out += '}';
    return out;
}

std::string encode(const DeckChecked& answer) {
    std::string out = R"({"type":"deck_checked","slides":)";
    write_number(out, answer.slides);
    out += R"(,"questions":)";
    write_number(out, answer.questions);
    out += '}';
    return out;
}

std::string encode_response(const Response& response) {
    std::string out;
    codec::write_response(out, response);
    return out;
}

}  // namespace candour
