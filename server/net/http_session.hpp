// HttpSession: one socket while it speaks HTTP/1.1 (RFC 9112). A handshake at /ws hands the socket
// on to a Connection.
#pragma once

#include "server/app/audience/caller.hpp"
#include "server/net/body_place.hpp"
#include "server/net/deadlines.hpp"
#include "server/net/endpoints.hpp"
#include "server/net/reply.hpp"
#include "server/net/services.hpp"
#include "server/net/shard_net.hpp"
#include "server/net/unread_head.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace candour::net {

/// Owner: its own coroutine. Thread: its shard. Lifetime: from accept until the socket is closed or
/// handed on.
class HttpSession final
    : public boost::intrusive_ref_counter<HttpSession, boost::thread_unsafe_counter>,
      public Expiring,
      public Guest {
public:
    /// Serves requests until the other side hangs up, takes too long or says something unreadable.
    static void start(ShardNet& net, const Services& services, Socket socket);

    void end() override;
    void on_deadline() override { end(); }

private:
    using Head = HeadParser;
    using Whole = beast::http::request<beast::http::string_body>;
    enum class Next { request, hang_up, handed_on };

    HttpSession(ShardNet& net, const Services& services, Socket socket);

    static Awaitable<void> serve(boost::intrusive_ptr<HttpSession> self);
    Awaitable<Next> serve_one(std::chrono::seconds head_within);
    Awaitable<Reply> reply_to(Head& head, const Found& found);
    /// The request with its body, or the refusal.
    struct Read {
        Whole request;
        std::optional<Reply> refused;
    };
    Awaitable<Read> read_body(Head& head, std::size_t at_most);
    /// The same, of a body that the server has a place for.
    Awaitable<Read> read_whole(Head& head, std::size_t at_most);
    /// Reply_to, also where there is no memory for what it says.
    Awaitable<Reply> reply_whatever_comes(Head& head, const Found& found);
    Awaitable<bool> send(const Reply& reply, const Framing& framing, bool with_body);
    /// Says what was wrong with a head that could not be read, if anybody is there to hear it.
    Awaitable<Next> refuse_unread(Head& head, error_code ec);
    /// A request that is not looked at any further.
    Awaitable<Next> refuse_at_once(Reply refused, const RequestHead& request);
    Awaitable<void> linger();

    /// Counts the socket under the address that this request comes from. False when there are too
    /// many of that one.
    [[nodiscard]] bool know_caller(const RequestHead& request);
    /// Why this one may not open a room now.
    Awaitable<std::optional<Reply>> refuse_opener(const RequestHead& request);
    /// Why this one may not come near the workspace that the path names.
    Awaitable<std::optional<Reply>> refuse_member(const RequestHead& request, const Found& found);
    [[nodiscard]] std::string origin_of(const RequestHead& request) const;
    void hand_on(Head& head);

    ShardNet& net_;
    const Services& services_;
    Socket socket_;
    beast::flat_buffer buffer_;
    app::IpAddress peer_;
    std::optional<app::Caller> caller_;    // empty: the socket is about to be closed
    std::optional<BodyPlace> body_place_;  // while there is a body that may be large
    app::WrongCodes wrong_codes_;
};

}  // namespace candour::net
