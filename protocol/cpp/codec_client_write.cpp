#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_writer.hpp"

namespace candour {
namespace {

using codec::write_name;
using codec::write_number;
using codec::write_text;

void write_optional(std::string& out,
                    std::string_view name,
                    const std::optional<std::string>& text) {
    if (!text) return;
    ((out += ",\"") += name) += "\":";
    write_text(out, *text);
}

/// {"type":"submit","id":"...","question":"...","round":1
void write_answer_head(std::string& out,
                       std::string_view type,
                       const MessageId& id,
                       const SlideId& question,
                       Round round) {
    ((out += R"({"type":")") += type) += R"(","id":)";
    write_text(out, id.str());
    out += R"(,"question":)";
    write_text(out, question.str());
    out += R"(,"round":)";
    write_number(out, round.value());
}

}  // namespace

std::string encode(const Hello& message) {
    std::string out = R"({"type":"hello","version":)";
    write_number(out, protocol_version);
    out += R"(,"role":)";
    write_name(out, message.role);
    out += R"(,"code":)";
    write_text(out, message.code.str());
    write_optional(out, "secret", message.secret);
    write_optional(out, "ticket", message.ticket);
    write_optional(out, "capability", message.capability);
    out += '}';
    return out;
}

std::string encode(const Submit& message) {
    std::string out;
    write_answer_head(out, "submit", message.id, message.question, message.round);
    out += R"(,"announcement":)";
    write_number(out, message.announcement.value());
    out += R"(,"response":)";
    codec::write_response(out, message.response);
    const bool has_any_length = std::holds_alternative<WordCloudResponse>(message.response) ||
                                std::holds_alternative<FreeTextResponse>(message.response);
    if (has_any_length)
        codec::end_padded(out);
    else
        out += '}';
    return out;
}

std::string encode(const Withdraw& message) {
    std::string out;
    write_answer_head(out, "withdraw", message.id, message.question, message.round);
    out += '}';
    return out;
}

std::string encode(const MineRequest& message) {
    std::string out = R"({"type":"mine","id":)";
    write_text(out, message.id.str());
    if (message.question) {
        out += R"(,"question":)";
        write_text(out, message.question->str());
    }
    out += '}';
    return out;
}

std::string encode(const TextsRequest& message) {
    std::string out = R"({"type":"texts","id":)";
    write_text(out, message.id.str());
    out += R"(,"question":)";
    write_text(out, message.question.str());
    out += R"(,"from":)";
    write_number(out, message.from);
    out += '}';
    return out;
}

std::string encode(const Control& message) {
    std::string out = R"({"type":"control","id":)";
    write_text(out, message.id.str());
    out += R"(,"action":)";
    write_name(out, message.action);
    if (message.action == Action::go_to) {
        out += R"(,"slide":)";
        if (message.slide)
            write_text(out, message.slide->str());
        else
            out += "null";
    } else if (!is_of_the_room(message.action)) {
        out += R"(,"question":)";
        write_text(out, message.question.str());
    }
    if (message.action == Action::wall) {
        out += R"(,"wall":)";
        codec::write_wall_head(out, message.wall);
        out += '}';
    }
    if (message.action == Action::hide || message.action == Action::restore) {
        out += R"(,"item":)";
        write_text(out, message.item.str());
    }
    out += '}';
    return out;
}

std::string encode(const Resync&) {
    return R"({"type":"resync"})";
}

std::string encode(const Ping&) {
    return R"({"type":"ping"})";
}

std::string encode(const ClientMessage& message) {
    return std::visit([](const auto& each) { return encode(each); }, message);
}

}  // namespace candour
