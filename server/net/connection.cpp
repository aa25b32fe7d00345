#include "server/net/connection.hpp"

#include "server/app/limits.hpp"

#include <new>
#include <utility>

namespace candour::net {

namespace http = beast::http;
namespace websocket = beast::websocket;
namespace limits = app::limits;

namespace {

/// Added to Beast's answer to the handshake.
void name_the_protocol(websocket::response_type& response) {
    response.set(http::field::sec_websocket_protocol, protocol_name);
    response.set(http::field::server, "candour");
}

}  // namespace

Connection::Connection(ShardNet& net, Socket socket, app::Caller caller)
    : net_(net), caller_(std::move(caller)), ws_(std::move(socket), *this) {
    // Beast's own defaults are 16 MB, fragments, and a pseudo-random mask that a server never uses.
    // The limit also guards against a 64-bit length with its high bit set, which 1.81 does not
    // check by itself (RFC 6455, section 5.2).
    ws_.read_message_max(limits::max_read_bytes);
    ws_.auto_fragment(false);
    ws_.set_option(websocket::stream_base::decorator(&name_the_protocol));
    net_.welcome(*this);
}

void Connection::start(const http::request<http::empty_body>& request) {
    net_.deadlines().arm(*this, limits::handshake_within);
    ws_.async_accept(request, [self = self()](error_code ec) { self->on_accepted(ec); });
}

void Connection::on_accepted(error_code ec) {
    if (ec) return end();
    Deadlines::cancel(*this);
    seat_.emplace(net_.host(), *this, caller_.who());
    read();
}

void Connection::read() {
    ws_.async_read_some(text_.space(), [self = self()](error_code ec, std::size_t bytes) {
        self->on_read(ec, bytes);
    });
}

void Connection::on_read(error_code ec, std::size_t bytes) {
    if (ec) {
        // Once our goodbye is being said, Beast ends the reading first and the saying later.
        const bool saying_goodbye = goodbye_ && !seat_;
        if (!saying_goodbye) end();
        return;
    }
    try {
        text_.commit(bytes);
        if (ws_.got_binary() && !ws_.is_message_done()) text_.clear();
        if (ws_.is_message_done()) deliver();
        read();
    } catch (const std::bad_alloc&) {
        give_up();
    }
}

/// What a room has decided is done (Shard::decide); what was lost is this line, which comes again.
void Connection::give_up() {
    net_.hear_of_no_memory();
    end();
}

void Connection::deliver() {
    if (seat_ && !goodbye_) {
        if (ws_.got_binary())
            seat_->on_binary();
        else
            seat_->on_text(text_.text());
    }
    text_.clear();
}

void Connection::wake(app::Urgency urgency) {
    net_.flushes().add(*this, urgency);
}

void Connection::close(CloseCode code, std::string_view reason) {
    if (goodbye_) return;
    goodbye_ = std::make_unique<Goodbye>(code, std::string(reason));
    net_.deadlines().arm(*this, limits::goodbye_within);
    net_.flushes().add(*this, app::Urgency::own);
}

void Connection::flush() {
    const auto alive = self();  // it may be cut
    try {
        send_what_is_due();
    } catch (const std::bad_alloc&) {
        return give_up();
    }
    if (seat_) net_.note_waiting(*this, waits());
}

std::size_t Connection::waits() noexcept {
    // Once nothing of ours is under way, what is in the outbox goes out in this turn.
    return stream().busy() ? stream().waiting() + seat_->outbox().waiting() : 0;
}

void Connection::send_what_is_due() {
    // Not open: Beast has said goodbye, after which nothing may follow. Busy: on_drained comes
    // again, and what is due then is newer.
    if (!seat_ || !ws_.is_open() || stream().busy()) return;
    auto& due = net_.due();
    seat_->outbox().take(due);
    if (!due.empty()) stream().send(due);
    due.clear();
    if (goodbye_ && !stream().busy()) say_goodbye();
}

void Connection::say_goodbye() {
    seat_.reset();
    const websocket::close_reason why(static_cast<websocket::close_code>(goodbye_->code),
                                      goodbye_->reason);
    ws_.async_close(why, [self = self()](error_code) { self->end(); });
}

void Connection::on_teardown() {
    seat_.reset();
    net_.deadlines().arm(*this, limits::goodbye_within);
}

void Connection::on_idle_frames(std::uint32_t count) {
    // The seat hangs up long before a great number of them is through.
    for (; count != 0 && seat_ && !goodbye_; --count) seat_->on_idle_frame();
}

void Connection::end() {
    seat_.reset();
    caller_.leave();
    Expiring::unlink();
    Flushing::unlink();
    Guest::unlink();
    net_.note_waiting(*this, 0);
    stream().close();
}

}  // namespace candour::net
