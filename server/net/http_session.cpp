#include "server/net/http_session.hpp"

#include "server/app/audience/put_off.hpp"
#include "server/app/audience/seat_host.hpp"
#include "server/app/limits.hpp"
#include "server/app/shard/shards.hpp"
#include "server/net/ask.hpp"
#include "server/net/authority.hpp"
#include "server/net/client_address.hpp"
#include "server/net/connection.hpp"
#include "server/net/http_text.hpp"
#include "server/net/linger.hpp"
#include "server/net/person_page.hpp"
#include "server/net/request_rules.hpp"
#include "server/net/unread_head.hpp"
#include "server/net/workspace_handlers.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

#include <algorithm>
#include <array>
#include <new>
#include <utility>
#include <vector>

namespace candour::net {

namespace http = beast::http;
namespace limits = app::limits;

namespace {

/// Room for a whole head and, later, for a piece of a body; a chunk's header must fit too,
/// which 1.81 does not bound by itself.
constexpr std::size_t buffer_bytes = limits::max_request_head_bytes * 2;

std::string allowed_bytes(std::size_t at_most) {
    return "At most " + std::to_string(at_most) + " bytes.";
}

bool is_of_type(std::string_view content_type, std::string_view wanted) {
    return same_ignoring_case(trimmed(content_type.substr(0, content_type.find(';'))), wanted);
}

Reply wrong_method(std::string allow) {
    auto reply = refusal_reply(refuse(RefusalCode::wrong_method, allow + "."));
    reply.fields.emplace_back("Allow", std::move(allow));
    return reply;
}

Reply foreign_page() {
    auto refusal = refuse(RefusalCode::not_allowed, "Requests from this server's own pages.");
    refusal.message = "This request comes from another site's page.";
    return refusal_reply(refusal);
}

/// Nobody's when the socket is gone already, or is none of the internet's.
app::IpAddress address_of_peer(const Socket& socket) {
    error_code ec;
    const auto address = socket.remote_endpoint(ec).address();
    if (ec) return {};
    const auto bytes =
        address.is_v4() ? asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4()).to_bytes()
                        : address.to_v6().to_bytes();
    app::IpAddress peer;
    std::ranges::copy(bytes, peer.bytes.begin());
    return peer;
}

/// Why the endpoint does not take this request, whatever is in it.
std::optional<Reply> refuse_request(const Endpoint& endpoint,
                                    const RequestHead& request,
                                    std::string_view public_url) {
    if (endpoint.who != Who::anybody && !is_same_origin(request, public_url)) return foreign_page();
    if (!endpoint.body_type.empty() &&
        !is_of_type(field(request, http::field::content_type), endpoint.body_type)) {
        const std::string type(endpoint.body_type);
        auto refusal = refuse(RefusalCode::unsupported_media, "content-type: " + type + '.');
        refusal.message = "What is sent here must be of the type " + type + '.';
        return refusal_reply(refusal);
    }
    return {};
}

}  // namespace

HttpSession::HttpSession(ShardNet& net, const Services& services, Socket socket)
    : net_(net),
      services_(services),
      socket_(std::move(socket)),
      buffer_(buffer_bytes),
      peer_(address_of_peer(socket_)) {
    const auto from = client_address(peer_, {}, services_.trusted_proxies);
    const auto mark = services_.marks->mark(from.address, from.stands_for_many);
    caller_ = app::Caller::enter(net_.host().doorkeeper(), mark);
    net_.welcome(*this);
}

void HttpSession::start(ShardNet& net, const Services& services, Socket socket) {
    boost::intrusive_ptr<HttpSession> self(new HttpSession(net, services, std::move(socket)));
    // An address that has thousands of sockets is told nothing: an answer would take one more.
    if (!self->caller_) return self->end();
    auto& context = net.context();
    asio::co_spawn(context.get_executor(), serve(std::move(self)), asio::detached);
}

void HttpSession::end() {
    body_place_.reset();  // before the doorkeeper goes
    if (caller_) caller_->leave();
    Expiring::unlink();
    Guest::unlink();
    error_code ignored;
    socket_.close(ignored);
}

auto HttpSession::serve(boost::intrusive_ptr<HttpSession> self) -> Awaitable<void> {
    try {
        auto next = co_await self->serve_one(limits::request_head_within);
        while (next == Next::request) next = co_await self->serve_one(limits::keep_alive);
        if (next == Next::hang_up) co_await self->linger();
    } catch (const std::bad_alloc&) {  // not even for a refusal
        self->net_.hear_of_no_memory();
    }
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
        auto refusing = refuse_unread(head, ec);
        co_return co_await std::move(refusing);
    }
    if (const auto refused = refuse_head(head.get(), services_.public_url, services_.names)) {
        auto refusing = refuse_at_once(*refused, head.get());
        co_return co_await std::move(refusing);
    }
    if (!know_caller(head.get())) {
        auto full =
            refusal_reply(app::refuse_as_full(RefusalCode::server_full, net_.host().random()));
        auto refusing = refuse_at_once(std::move(full), head.get());
        co_return co_await std::move(refusing);
    }
    const auto found = find_endpoint(head.get().method(), beast_text(head.get().target()));
    const bool opens_socket = found.endpoint != nullptr && found.endpoint->handle == nullptr;
    if (opens_socket && head.is_done() && buffer_.size() == 0) {
        const auto refused = refuse_handshake(head.get(), services_.public_url);
        if (!refused) {
            hand_on(head);
            co_return Next::handed_on;
        }
    }
    const auto method = head.get().method();
    const auto version = head.get().version();
    const bool keep_alive = head.keep_alive();
    const bool for_person = is_for_a_person(head.get());
    const std::string path(path_of(beast_text(head.get().target())));
    auto reply = co_await reply_whatever_comes(head, found);
    if (for_person) reply = for_a_person(std::move(reply), path);
    body_place_.reset();
    const Framing framing{.http_1_0 = version < 11, .keep_alive = keep_alive && !reply.hang_up};
    const bool sent = co_await send(reply, framing, method != http::verb::head);
    co_return sent&& framing.keep_alive ? Next::request : Next::hang_up;
}

auto HttpSession::refuse_unread(Head& head, error_code ec) -> Awaitable<Next> {
    auto refused = reply_to_bad_head(ec);
    if (!refused) co_return Next::hang_up;
    auto reading = is_for_a_person_after_all(socket_, buffer_, head, ec);
    const bool for_person = co_await std::move(reading);
    if (for_person) refused = for_a_person(*std::move(refused), {});
    const Framing last{.keep_alive = false};
    co_await send(*refused, last, true);
    co_return Next::hang_up;
}

auto HttpSession::refuse_at_once(Reply refused, const RequestHead& request) -> Awaitable<Next> {
    const Framing last{.http_1_0 = request.version() < 11, .keep_alive = false};
    if (is_for_a_person(request))
        refused = for_a_person(std::move(refused), path_of(beast_text(request.target())));
    co_await send(refused, last, request.method() != http::verb::head);
    co_return Next::hang_up;
}

auto HttpSession::reply_whatever_comes(Head& head, const Found& found) -> Awaitable<Reply> {
    try {
        co_return co_await reply_to(head, found);
    } catch (const std::bad_alloc&) {
        net_.hear_of_no_memory();
    }
    auto reply = refusal_reply(app::refuse_as_out_of_memory(net_.host().random()));
    reply.hang_up = true;
    co_return reply;
}

auto HttpSession::reply_to(Head& head, const Found& found) -> Awaitable<Reply> {
    // The body is read first, also where the head is refused: a deck under the wrong content type
    // is the commonest mistake, and the answer is to be about the type and not about the size.
    const auto* endpoint = found.endpoint;
    // But a deck of somebody who may open no room is not read at all.
    if (endpoint != nullptr && endpoint->who == Who::openers &&
        is_same_origin(head.get(), services_.public_url)) {
        auto refused = co_await refuse_opener(head.get());
        if (refused) co_return *std::move(refused);
    }
    if (endpoint != nullptr && endpoint->who == Who::members &&
        is_same_origin(head.get(), services_.public_url)) {
        auto refused = co_await refuse_member(head.get(), found);
        if (refused) co_return *std::move(refused);
    }
    auto read = co_await read_body(
        head, endpoint != nullptr ? endpoint->max_body_bytes : limits::max_other_body_bytes);
    if (read.refused) co_return *std::move(read.refused);
    if (endpoint == nullptr && !found.allow.empty()) co_return wrong_method(found.allow);
    if (endpoint == nullptr) co_return refusal_reply(refuse(RefusalCode::not_found));
    if (endpoint->handle == nullptr) {
        auto refused = refuse_handshake(read.request, services_.public_url);
        // A good handshake gets here only with a body, or with bytes behind it, which no client may
        // send yet.
        co_return refused ? *std::move(refused) : unreadable();
    }
    auto refused = refuse_request(*endpoint, read.request, services_.public_url);
    if (refused) co_return *std::move(refused);
    net_.deadlines().arm(*this, limits::answer_within);
    Guesser guesser(net_.host().doorkeeper(), caller_->who(), wrong_codes_);
    Request request{.head = read.request,
                    .path = std::string(path_of(beast_text(read.request.target()))),
                    .parts = found.parts,
                    .body = std::move(read.request.body()),
                    .origin = origin_of(read.request),
                    .guesser = guesser,
                    .who = caller_->who()};
    co_return co_await endpoint->handle(services_, request);
}

bool HttpSession::know_caller(const RequestHead& request) {
    std::vector<std::string_view> forwarded_for;
    const auto said = request.equal_range("X-Forwarded-For");
    for (auto each = said.first; each != said.second; ++each)
        forwarded_for.push_back(beast_text(each->value()));
    const auto from = client_address(peer_, forwarded_for, services_.trusted_proxies);
    if (from.unnamed_proxy) net_.hear_of_unnamed_proxy(services_);
    const auto mark = services_.marks->mark(from.address, from.stands_for_many);
    if (mark == caller_->who()) return true;
    auto caller = app::Caller::enter(net_.host().doorkeeper(), mark);
    if (!caller) return false;
    caller_ = std::move(caller);
    return true;
}

auto HttpSession::refuse_opener(const RequestHead& request) -> Awaitable<std::optional<Reply>> {
    net_.deadlines().arm(*this, limits::answer_within);
    using Refused = std::optional<Refusal>;
    auto look = [this, said = std::string(field(request, http::field::authorization))](auto done) {
        services_.shards.run_blocking([openers = services_.openers, who = caller_->who(), said,
                                       done = std::move(done)]() mutable {
            done(openers->refuse(who, said, std::chrono::steady_clock::now()));
        });
    };
    auto looking = ask<Refused>(std::move(look));
    const auto refused = co_await std::move(looking);
    if (!refused) co_return std::nullopt;
    auto reply = refusal_reply(*refused);
    reply.hang_up = true;
    co_return reply;
}

auto HttpSession::refuse_member(const RequestHead& request, const Found& found)
    -> Awaitable<std::optional<Reply>> {
    net_.deadlines().arm(*this, limits::answer_within);
    auto looking = refuse_stranger(services_, caller_->who(), found.parts[0],
                                   field(request, http::field::authorization));
    auto refused = co_await std::move(looking);
    // What is in front of a body that is not read would be taken for the next request.
    if (refused) refused->hang_up = found.endpoint->max_body_bytes > limits::max_other_body_bytes;
    co_return refused;
}

auto HttpSession::read_body(Head& head, std::size_t at_most) -> Awaitable<Read> {
    if (head.is_done()) co_return Read{Whole(std::move(head.get().base())), {}};
    const auto length = head.content_length();
    if (length && *length > at_most) co_return Read{{}, too_large(413, allowed_bytes(at_most))};
    // Of an unknown length it grows by doubling.
    const std::size_t takes = length ? static_cast<std::size_t>(*length) : 2 * at_most;
    if (at_most <= limits::max_other_body_bytes) co_return co_await read_whole(head, at_most);
    body_place_ =
        BodyPlace::take(*services_.bodies, net_.host().doorkeeper(), caller_->who(), takes);
    if (!body_place_) {
        auto full = refusal_reply(app::refuse_as_no_memory_for_body(net_.host().random()));
        full.hang_up = true;
        co_return Read{{}, std::move(full)};
    }
    co_return co_await read_whole(head, at_most);
}

auto HttpSession::read_whole(Head& head, std::size_t at_most) -> Awaitable<Read> {
    net_.deadlines().arm(*this, limits::request_body_within);
    error_code ec;
    auto token = asio::redirect_error(use_awaitable, ec);
    if (same_ignoring_case(field(head.get(), http::field::expect), "100-continue")) {
        constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        const auto bytes = asio::buffer(go_on);
        co_await asio::async_write(socket_, bytes, token);
        if (ec) co_return Read{{}, unreadable()};
    }
    http::request_parser<http::string_body> whole(std::move(head));
    whole.body_limit(at_most);
    co_await http::async_read(socket_, buffer_, whole, token);
    if (ec == http::error::body_limit || ec == http::error::buffer_overflow)
        co_return Read{{}, too_large(413, allowed_bytes(at_most))};
    if (ec) co_return Read{{}, unreadable()};
    co_return Read{whole.release(), {}};
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
    net_.deadlines().arm(*this, limits::goodbye_within);
    error_code ec;
    co_await async_linger(socket_, asio::redirect_error(use_awaitable, ec));
}

std::string HttpSession::origin_of(const RequestHead& request) const {
    if (!services_.public_url.empty()) return services_.public_url;
    // A page of ours knows whether it was reached by TLS, through whatever proxy.
    const auto origin = field(request, http::field::origin);
    if (!origin.empty()) return std::string(origin);
    return "http://" + std::string(authority_of(request));
}

void HttpSession::hand_on(Head& head) {
    Expiring::unlink();
    Guest::unlink();
    const boost::intrusive_ptr<Connection> connection(
        new Connection(net_, std::move(socket_), *std::exchange(caller_, std::nullopt)));
    connection->start(head.get());
}

}  // namespace candour::net
