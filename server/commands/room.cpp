// `candour room open`: a room for a deck, on a server that runs already.
#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "server/app/keys/facilitator_capability.hpp"
#include "server/app/keys/random.hpp"
#include "server/commands/announcement.hpp"
#include "server/commands/client/post.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/deck_faults.hpp"
#include "server/commands/give_up.hpp"
#include "server/ops/deck_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>

namespace candour::commands {
namespace {

/// The first line of the file, without what an editor leaves around it.
std::optional<std::string> read_pass(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    const auto begin = std::min(line.find_first_not_of(" \t\r"), line.size());
    line = line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
    // It becomes part of a request's head.
    const bool is_one = std::ranges::all_of(line, [](char c) { return c > ' ' && c <= '~'; });
    return is_one && !line.empty() ? std::optional(line) : std::nullopt;
}

/// What the server said against it, for a person.
int refused(const client::HttpAnswer& answer, const client::ServerUrl& server) {
    if (answer.status == 0)
        return give_up("no room was opened at " + server.authority() + ": " + answer.why);
    if (const auto faults = parse_deck_refused(answer.body)) {
        say_faults(faults->errors);
        return give_up("this server does not take the deck; it may run another version.");
    }
    const auto message = parse_server_message(answer.body);
    const auto* refusal = message ? std::get_if<Refusal>(&*message) : nullptr;
    if (refusal == nullptr) return give_up("what answers there is no Candour server.");
    return give_up(refusal->message);
}

/// "https://polls.example.org" of a link.
std::string origin_of(const std::string& link) {
    return link.substr(0, link.find('/', link.find("//") + 2));
}

}  // namespace

int open_room(const RoomOptions& options) {
    const auto server = client::read_server_url(options.server);
    if (!server) return give_up(server.error());
    const auto deck = ops::load_deck(options.deck);
    if (!deck) return check(options.deck);  // says why
    client::Post post{.path = "/api/rooms", .body = {}, .authorization = {}};
    if (!options.pass_file.empty()) {
        const auto pass = read_pass(options.pass_file);
        if (!pass) return give_up("there is no pass in " + options.pass_file.string() + ".");
        post.authorization = "Bearer " + *pass;
    }
    app::SystemRandom random;
    const app::FacilitatorCapability capability(random);
    post.body = encode_room_request(*deck, capability.locks());
    const auto answer = client::post(*server, std::move(post));
    const auto opened = parse_room_opened(answer.body);
    if (answer.status != 201 || !opened) return refused(answer, *server);

    const auto origin = origin_of(opened->join_link);
    const app::OpenedRoom room{
        .id = {},  // which that server alone knows
        .code = opened->code,
        .join_path = opened->join_link.substr(origin.size()),
        .facilitator_path = "/f/" + opened->code.str() + "#" + capability.text(),
        .projector_path = "/p/" + opened->code.str() + "#" + capability.projector()};
    std::cout << room_announcement(room, deck->title, origin, isatty(STDOUT_FILENO) != 0)
              << "The links are shown now and never again.\n";
    return done;
}

}  // namespace candour::commands
