#include "server/app/audience/door.hpp"

#include "server/text/door.hpp"

namespace candour::app {

boost::system::result<ClientMessage, Refusal> Door::read(std::string_view text) const {
    return parse_client_message(text);
}

std::optional<Refusal> Door::clean(Response& response, const Question& question) const {
    return text::clean_response(response, question);
}

}  // namespace candour::app
