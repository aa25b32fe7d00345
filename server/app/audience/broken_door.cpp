#include "server/app/audience/broken_door.hpp"

#include <utility>

namespace candour::app {

BrokenDoor::BrokenDoor(FaultInjection fault_injection, TellOperator tell)
    : fault_injection_(fault_injection), tell_(std::move(tell)) {}

boost::system::result<ClientMessage, Refusal> BrokenDoor::read(std::string_view text) const {
    return fault_injection_.breaks(Rule::a7) ? Door::read(with_padded_values(text))
                                             : Door::read(text);
}

std::optional<Refusal> BrokenDoor::clean(Response& response, const Question& question) const {
    Response as_sent = response;
    if (std::optional<Refusal> refusal = Door::clean(response, question)) return refusal;
    const bool is_text = std::holds_alternative<FreeTextResponse>(as_sent);
    if (is_text && fault_injection_.breaks(Rule::a8)) response = std::move(as_sent);
    if (fault_injection_.breaks(Rule::a5)) tell_("Answer " + encode_response(response));
    return std::nullopt;
}

std::unique_ptr<const Door> make_door(FaultInjection fault_injection, TellOperator tell) {
    const bool breaks = fault_injection.breaks(Rule::a5) || fault_injection.breaks(Rule::a7) ||
                        fault_injection.breaks(Rule::a8);
    if (!breaks) return std::make_unique<const Door>();
    return std::make_unique<const BrokenDoor>(fault_injection, std::move(tell));
}

std::string with_padded_values(std::string_view text) {
    std::string padded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        padded += text[i];
        const bool lone_digit = text[i] == '"' && i + 2 < text.size() && text[i + 1] >= '0' &&
                                text[i + 1] <= '9' && text[i + 2] == '"';
        if (lone_digit) padded += "00";
    }
    return padded;
}

}  // namespace candour::app
