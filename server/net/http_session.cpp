#include "server/net/http_session.hpp"

#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "server/app/audience/put_off.hpp"
#include "server/app/limits.hpp"
#include "server/app/shard/shards.hpp"
#include "server/net/connection.hpp"
#include "server/net/words.hpp"
#include "server/text/icu_text_rules.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <array>
#include <tuple>
#include <utility>

namespace candour::net {

namespace http = beast::http;
namespace limits = app::limits;

namespace {

using UseAwaitable = asio::use_awaitable_t<Socket::executor_type>;
constexpr UseAwaitable use_awaitable;

/// Room for a whole head and, later, for a piece of a body; a chunk's header must fit too,
/// which 1.81 does not bound by itself.
constexpr std::size_t buffer_bytes = limits::max_request_head_bytes * 2;

Reply too_large(unsigned status, std::string allowed) {
    auto refusal = refuse(RefusalCode::message_too_large, std::move(allowed));
    refusal.message = "This request is too large.";
    auto reply = refusal_reply(status, refusal);
    reply.hang_up = true;
    return reply;
}

Reply unreadable() {
    auto refusal = refuse(RefusalCode::bad_message, "HTTP/1.1, RFC 9112.");
    refusal.message = "This is not a request that this server can read.";
    auto reply = refusal_reply(400, refusal);
    reply.hang_up = true;
    return reply;
}

/// What a request that could not be read deserves: an answer, or nothing when nobody is there.
std::optional<Reply> reply_to_bad_head(error_code ec) {
    if (ec == http::error::header_limit || ec == http::error::buffer_overflow)
        return too_large(431, "A request head of at most 8192 bytes.");
    if (ec == http::error::end_of_stream || ec == http::error::partial_message) return {};
    if (ec.category() == http::make_error_code(http::error::bad_method).category())
        return unreadable();
    return {};  // the line is gone
}

bool is_json(std::string_view content_type) {
    return same_ignoring_case(trimmed(content_type.substr(0, content_type.find(';'))),
                              "application/json");
}

Reply wrong_method(std::string_view allow) {
    auto reply = refusal_reply(refuse(RefusalCode::wrong_method, std::string(allow) + "."));
    reply.fields.emplace_back("Allow", allow);
    return reply;
}

Reply foreign_page() {
    auto refusal = refuse(RefusalCode::not_allowed, "Requests from this server's own pages.");
    refusal.message = "This request comes from another site's page.";
    return refusal_reply(refusal);
}

/// Whoever reads the figures for long can tell when somebody answers, however coarse they are, so
/// that they are shown only where an operator asked for them (rule A3).
Reply no_metrics() {
    auto refusal =
        refuse(RefusalCode::not_found, "The setting metrics, by whoever runs the server.");
    refusal.message = "This server shows no figures.";
    return refusal_reply(refusal);
}

Reply readiness_reply(const app::Readiness& readiness) {
    if (readiness.ready) {
        const std::string remark = readiness.reason.empty() ? "" : readiness.reason + '\n';
        return text_reply("text/plain; charset=utf-8", "ready\n" + remark);
    }
    return refusal_reply(app::refuse_as_not_ready(readiness.reason));
}

}  // namespace

HttpSession::HttpSession(ShardNet& net, const Services& services, Socket socket)
    : net_(net), services_(services), socket_(std::move(socket)), buffer_(buffer_bytes) {
    net_.welcome(*this);
}

void HttpSession::start(ShardNet& net, const Services& services, Socket socket) {
    boost::intrusive_ptr<HttpSession> self(new HttpSession(net, services, std::move(socket)));
    auto& context = net.context();
    asio::co_spawn(context.get_executor(), serve(std::move(self)), asio::detached);
}

void HttpSession::end() {
    Expiring::unlink();
    Guest::unlink();
    error_code ignored;
    socket_.close(ignored);
}

auto HttpSession::serve(boost::intrusive_ptr<HttpSession> self) -> Awaitable<void> {
    auto next = co_await self->serve_one(limits::request_head_within);
    while (next == Next::request) next = co_await self->serve_one(limits::keep_alive);
    if (next == Next::hang_up) co_await self->linger();
    self->end();
}

auto HttpSession::serve_one(std::chrono::seconds head_within) -> Awaitable<Next> {
    net_.deadlines().arm(*this, head_within);
    Head head;
    head.header_limit(limits::max_request_head_bytes);
    head.body_limit(boost::none);  // each route has its own
    error_code ec;
    auto token = asio::redirect_error(use_awaitable, ec);
    co_await http::async_read_header(socket_, buffer_, head, token);
    if (ec) {
        const auto refused = reply_to_bad_head(ec);
        const Framing last{.keep_alive = false};
        if (refused) co_await send(*refused, last, true);
        co_return Next::hang_up;
    }
    const auto route = find_route(head.get().method(), beast_text(head.get().target()));
    if (std::holds_alternative<OpenSocket>(route) && buffer_.size() == 0) {
        const auto refused = refuse_handshake(head.get(), services_.public_url);
        if (!refused) {
            hand_on(head);
            co_return Next::handed_on;
        }
    }
    const auto reply = co_await reply_to(head, route);
    const Framing framing{.http_1_0 = head.get().version() < 11,
                          .keep_alive = head.keep_alive() && !reply.hang_up};
    const bool sent = co_await send(reply, framing, head.get().method() != http::verb::head);
    co_return sent&& framing.keep_alive ? Next::request : Next::hang_up;
}

auto HttpSession::reply_to(Head& head, const Route& route) -> Awaitable<Reply> {
    const auto& request = head.get();
    if (request.version() == 11 && field(request, http::field::host).empty())
        co_return unreadable();
    if (std::holds_alternative<OpenRoom>(route)) co_return co_await open_room(head);
    auto too_much = co_await skip_body(head, limits::max_other_body_bytes);
    if (too_much) co_return *std::move(too_much);
    if (std::holds_alternative<OpenSocket>(route)) {
        auto refused = refuse_handshake(request, services_.public_url);
        // A good handshake gets here only with bytes behind it, which no client may send yet.
        co_return refused ? *std::move(refused) : unreadable();
    }
    if (const auto* wanted = std::get_if<GetPicture>(&route)) co_return co_await picture(*wanted);
    co_return file(route, request);
}

Reply HttpSession::file(const Route& route, const RequestHead& request) const {
    if (std::holds_alternative<GetLive>(route))
        return text_reply("text/plain; charset=utf-8", "alive\n");
    if (std::holds_alternative<GetReady>(route))
        return readiness_reply(services_.shards.readiness());
    if (std::holds_alternative<GetMetrics>(route) && !services_.metrics) return no_metrics();
    if (std::holds_alternative<GetMetrics>(route))
        return text_reply("text/plain; version=0.0.4; charset=utf-8", services_.metrics());
    if (const auto* wrong = std::get_if<WrongMethod>(&route)) return wrong_method(wrong->allow);
    const auto* page = std::get_if<GetPage>(&route);
    const auto* asset = std::get_if<GetFile>(&route);
    const auto found = page    ? services_.site.find(page->file)
                       : asset ? services_.site.find(asset->path)
                               : std::nullopt;
    if (!found) return refusal_reply(refuse(RefusalCode::not_found));
    const FileRequest said{field(request, http::field::accept_encoding),
                           page ? "" : field(request, http::field::if_none_match)};
    auto reply = file_reply(*found, said);
    // Never from a cache: a page must fit the server that it talks to, and leaves no trace behind.
    if (page) reply.cache = "no-store";
    return reply;
}

auto HttpSession::open_room(Head& head) -> Awaitable<Reply> {
    const auto origin = origin_of(head.get());
    const bool ours = is_same_origin(head.get(), services_.public_url);
    if (!ours || !is_json(field(head.get(), http::field::content_type))) {
        // A deck under the wrong name is the commonest mistake: read it all, so that the answer is
        // about the name and not about the size.
        auto too_much = co_await skip_body(head, limits::max_deck_bytes);
        if (too_much) co_return *std::move(too_much);
        co_return ours ? refusal_reply(refuse(RefusalCode::unsupported_media)) : foreign_page();
    }
    auto body = co_await read_body(head, limits::max_deck_bytes);
    if (body.refused) co_return *std::move(body.refused);
    auto deck = parse_deck(body.text, text::IcuTextRules{});
    if (!deck) co_return json_reply(422, encode(DeckRefused{std::move(deck).error()}));

    using Opened = std::variant<app::OpenedRoom, Refusal>;
    net_.deadlines().arm(*this, limits::answer_within);
    auto start = [this, &deck](auto handler) {
        const auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        auto done = [shared, executor = socket_.get_executor()](Opened opened) {
            asio::post(executor, [shared, opened = std::move(opened)]() mutable {
                (*shared)(std::move(opened));
            });
        };
        services_.shards.open_room(*std::move(deck), std::move(done));
    };
    const auto& token = use_awaitable;
    auto opening =
        asio::async_initiate<const asio::use_awaitable_t<Socket::executor_type>, void(Opened)>(
            std::move(start), token);
    auto opened = co_await std::move(opening);
    if (const auto* refusal = std::get_if<Refusal>(&opened)) co_return refusal_reply(*refusal);
    const auto& room = std::get<app::OpenedRoom>(opened);
    const RoomOpened answer{room.code, origin + room.join_path, origin + room.facilitator_path,
                            origin + room.projector_path};
    co_return json_reply(201, encode(answer));
}

auto HttpSession::picture(const GetPicture& wanted) -> Awaitable<Reply> {
    // The deck is held as long as the picture is being sent.
    using Found = std::pair<std::shared_ptr<const Deck>, const Picture*>;
    auto start = [this, &wanted](auto handler) {
        const auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        auto done = [shared, executor = socket_.get_executor()](std::shared_ptr<const Deck> deck,
                                                                const Picture* picture) {
            asio::post(executor, [shared, found = Found(std::move(deck), picture)]() mutable {
                (*shared)(std::move(found));
            });
        };
        services_.shards.find_picture(wanted.code, wanted.slide, std::move(done));
    };
    const auto& token = use_awaitable;
    auto finding =
        asio::async_initiate<const asio::use_awaitable_t<Socket::executor_type>, void(Found)>(
            std::move(start), token);
    const auto found = co_await std::move(finding);
    if (found.second == nullptr) co_return refusal_reply(refuse(RefusalCode::not_found));
    Reply reply;
    reply.content_type = found.second->content_type;
    reply.cache = "private, max-age=3600";
    reply.content = SharedBody{*found.second->bytes, found.first};
    co_return reply;
}

auto HttpSession::skip_body(Head& head, std::size_t at_most) -> Awaitable<std::optional<Reply>> {
    if (head.is_done()) co_return std::nullopt;
    auto body = co_await read_body(head, at_most);
    co_return std::move(body.refused);
}

auto HttpSession::read_body(Head& head, std::size_t at_most) -> Awaitable<Body> {
    const auto allowed = "At most " + std::to_string(at_most) + " bytes.";
    const auto length = head.content_length();
    if (length && *length > at_most) co_return Body{{}, too_large(413, allowed)};
    net_.deadlines().arm(*this, limits::request_body_within);
    error_code ec;
    auto token = asio::redirect_error(use_awaitable, ec);
    if (same_ignoring_case(field(head.get(), http::field::expect), "100-continue")) {
        constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        const auto bytes = asio::buffer(go_on);
        co_await asio::async_write(socket_, bytes, token);
        if (ec) co_return Body{{}, unreadable()};
    }
    http::request_parser<http::string_body> whole(std::move(head));
    whole.body_limit(at_most);
    co_await http::async_read(socket_, buffer_, whole, token);
    if (ec == http::error::body_limit || ec == http::error::buffer_overflow)
        co_return Body{{}, too_large(413, allowed)};
    if (ec) co_return Body{{}, unreadable()};
    co_return Body{std::move(whole.get().body()), {}};
}

auto HttpSession::send(const Reply& reply, const Framing& framing, bool with_body)
    -> Awaitable<bool> {
    net_.deadlines().arm(*this, limits::answer_within);
    const auto head = head_of(reply, framing, std::chrono::system_clock::now());
    const auto body = with_body ? reply.body() : std::string_view{};
    const std::array<asio::const_buffer, 2> pieces{asio::buffer(head), asio::buffer(body)};
    error_code ec;
    auto token = asio::redirect_error(use_awaitable, ec);
    co_await asio::async_write(socket_, pieces, token);
    co_return !ec;
}

auto HttpSession::linger() -> Awaitable<void> {
    // A socket closed with bytes unread resets the line, and the answer may be lost with it
    // (RFC 9112, 9.6). So: say that nothing more comes, and read on for a while.
    net_.deadlines().arm(*this, limits::goodbye_within);
    error_code ec;
    socket_.shutdown(Socket::shutdown_send, ec);
    auto token = asio::redirect_error(use_awaitable, ec);
    buffer_.clear();
    const auto away = buffer_.prepare(4'096);
    while (!ec) co_await socket_.async_read_some(away, token);
}

std::string HttpSession::origin_of(const RequestHead& request) const {
    if (!services_.public_url.empty()) return services_.public_url;
    // A page of ours knows whether it was reached by TLS, through whatever proxy.
    const auto origin = field(request, http::field::origin);
    if (!origin.empty()) return std::string(origin);
    return "http://" + std::string(field(request, http::field::host));
}

void HttpSession::hand_on(Head& head) {
    Expiring::unlink();
    Guest::unlink();
    const boost::intrusive_ptr<Connection> connection(new Connection(net_, std::move(socket_)));
    connection->start(head.get());
}

}  // namespace candour::net
