#include "server/net/handlers.hpp"

#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "protocol/cpp/codec_room_state.hpp"
#include "server/app/audience/put_off.hpp"
#include "server/app/shard/shards.hpp"
#include "server/text/icu_text_rules.hpp"

#include <algorithm>
#include <memory>
#include <new>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace candour::net {
namespace {

namespace http = boost::beast::http;

Reply page(const Services& services, std::string_view path, const RequestHead& head) {
    const auto found = services.site.find(path);
    if (!found) return refusal_reply(refuse(RefusalCode::not_found));
    auto reply = file_reply(*found, {field(head, http::field::accept_encoding), {}});
    // Never from a cache: a page must fit the server that it talks to, and leaves no trace behind.
    reply.cache = "no-store";
    return reply;
}

Reply no_metrics() {
    auto refusal =
        refuse(RefusalCode::not_found, "The setting metrics, by whoever runs the server.");
    refusal.message = "This server shows no figures.";
    return refusal_reply(refusal);
}

template <class Value>
using Parsed = std::shared_ptr<boost::system::result<Value, std::vector<DeckError>>>;

/// Null when there is no memory for it.
template <class Value, class Parse>
Parsed<Value> parsed(const std::string& text, Parse parse_body) noexcept {
    try {
        using Result = typename Parsed<Value>::element_type;
        return std::make_shared<Result>(parse_body(text));
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

/// Reads a deck, or what a room is opened with, on the blocking pool: a large one takes a shard's
/// other people some milliseconds.
template <class Value, class Parse>
Awaitable<Parsed<Value>> read_body(const Services& services, std::string body, Parse parse_body) {
    // Shared, as the pool may still be at it when the line and this coroutine are gone.
    const auto text = std::make_shared<const std::string>(std::move(body));
    auto parse = [&services, text, parse_body](auto done) {
        services.shards.run_blocking([text, parse_body, done = std::move(done)]() mutable {
            done(parsed<Value>(*text, parse_body));
        });
    };
    auto parsing = ask<Parsed<Value>>(std::move(parse));
    auto read = co_await std::move(parsing);
    // On this thread it is known how to refuse for want of memory (HttpSession).
    if (read == nullptr) throw std::bad_alloc();
    co_return read;
}

Reply refuse_deck(std::vector<DeckError> errors) {
    return json_reply(422, encode(DeckRefused{std::move(errors)}));
}

std::string as_link(const std::string& origin, const std::string& path) {
    return path.empty() ? path : origin + path;
}

}  // namespace

Awaitable<Reply> participant_page(const Services& services, Request& request) {
    co_return page(services, "/index.html", request.head);
}

Awaitable<Reply> facilitator_page(const Services& services, Request& request) {
    co_return page(services, "/facilitator.html", request.head);
}

Awaitable<Reply> projector_page(const Services& services, Request& request) {
    co_return page(services, "/projector.html", request.head);
}

Awaitable<Reply> studio_page(const Services& services, Request& request) {
    auto reply = page(services, "/studio.html", request.head);
    reply.framing_of_pages = FramingOfPages::frames_our_own;
    co_return reply;
}

Awaitable<Reply> preview_page(const Services& services, Request& request) {
    auto reply = page(services, "/preview.html", request.head);
    reply.framing_of_pages = FramingOfPages::framed_by_our_own;
    co_return reply;
}

Awaitable<Reply> file(const Services& services, Request& request) {
    const auto found = services.site.find(request.path);
    if (!found) co_return refusal_reply(refuse(RefusalCode::not_found));
    const FileRequest said{field(request.head, http::field::accept_encoding),
                           field(request.head, http::field::if_none_match)};
    co_return file_reply(*found, said);
}

Awaitable<Reply> open_room(const Services& services, Request& request) {
    const auto parse = [](const std::string& body) {
        return parse_room_request(body, text::IcuTextRules{});
    };
    auto reading = read_body<RoomRequest>(services, std::move(request.body), parse);
    const auto wanted = co_await std::move(reading);
    if (!*wanted) co_return refuse_deck(std::move(*wanted).error());

    using Opened = std::variant<app::OpenedRoom, Refusal>;
    auto open = [&services, &wanted](auto done) {
        RoomRequest& room = **wanted;
        services.shards.open_room(std::move(room.deck), room.locks, std::move(done));
    };
    auto opening = ask<Opened>(std::move(open));
    const auto opened = co_await std::move(opening);
    if (const auto* refusal = std::get_if<Refusal>(&opened)) co_return refusal_reply(*refusal);
    const auto& room = std::get<app::OpenedRoom>(opened);
    const auto& origin = request.origin;
    const RoomOpened answer{room.code, as_link(origin, room.join_path),
                            as_link(origin, room.facilitator_path),
                            as_link(origin, room.projector_path)};
    co_return json_reply(201, encode(answer));
}

Awaitable<Reply> check_deck(const Services& services, Request& request) {
    const auto parse = [](const std::string& body) {
        return parse_deck(body, text::IcuTextRules{});
    };
    auto reading = read_body<Deck>(services, std::move(request.body), parse);
    const auto deck = co_await std::move(reading);
    if (!*deck) co_return refuse_deck(std::move(*deck).error());
    const auto& slides = (*deck)->slides;
    const auto questions = std::ranges::count_if(
        slides, [](const Slide& slide) { return slide.question() != nullptr; });
    co_return json_reply(200,
                         encode(DeckChecked{slides.size(), static_cast<std::size_t>(questions)}));
}

Awaitable<Reply> room_state(const Services& services, Request& request) {
    const auto code = read_room_code(request.parts[0]);
    const bool may_look = co_await request.guesser.may_look();
    if (!may_look) co_return refusal_reply(app::refuse_as_guess());
    using Found = std::variant<RoomPhase, Refusal>;
    auto find = [&services, &code](auto done) {
        services.shards.find_phase(*code, std::move(done));
    };
    auto finding = ask<Found>(std::move(find));
    const auto found = co_await std::move(finding);
    if (const auto* refusal = std::get_if<Refusal>(&found)) {
        if (refusal->code == RefusalCode::room_not_found) request.guesser.was_wrong();
        co_return refusal_reply(*refusal);
    }
    co_return json_reply(200, encode(RoomState{std::get<RoomPhase>(found)}));
}

Awaitable<Reply> picture(const Services& services, Request& request) {
    const auto code = read_room_code(request.parts[0]);
    const bool may_look = co_await request.guesser.may_look();
    if (!may_look) co_return refusal_reply(app::refuse_as_guess());
    const SlideId slide(request.parts[1]);
    // The deck is held as long as the picture is being sent.
    using Held = std::pair<std::shared_ptr<const Deck>, const Picture*>;
    auto find = [&services, &code, &slide](auto done) {
        services.shards.find_picture(
            *code, slide,
            [done = std::move(done)](std::shared_ptr<const Deck> deck, const Picture* found) {
                done(Held(std::move(deck), found));
            });
    };
    auto finding = ask<Held>(std::move(find));
    const auto found = co_await std::move(finding);
    if (found.first == nullptr) request.guesser.was_wrong();
    if (found.second == nullptr) co_return refusal_reply(refuse(RefusalCode::not_found));
    Reply reply;
    reply.content_type = found.second->content_type;
    reply.cache = "private, max-age=3600";
    reply.content = SharedBody{*found.second->bytes, found.first};
    co_return reply;
}

Awaitable<Reply> liveness(const Services&, Request&) {
    co_return text_reply("text/plain; charset=utf-8", "alive\n");
}

Awaitable<Reply> readiness(const Services& services, Request&) {
    const app::Readiness is = services.shards.readiness();
    if (!is.ready) co_return refusal_reply(app::refuse_as_not_ready(is.reason));
    const std::string remark = is.reason.empty() ? "" : is.reason + '\n';
    co_return text_reply("text/plain; charset=utf-8", "ready\n" + remark);
}

Awaitable<Reply> metrics(const Services& services, Request&) {
    if (!services.metrics) co_return no_metrics();
    co_return text_reply("text/plain; version=0.0.4; charset=utf-8", services.metrics());
}

}  // namespace candour::net
