// FrameStream: the layer between a socket and Beast's websocket::stream through which all writes
// pass, each WebSocket frame whole.
//
// Beast answers pings and closes by itself while it reads, and we send frames that were encoded
// once for everybody. Both go through here, so that neither lands inside a frame of the other.
#pragma once

#include "server/app/audience/frame.hpp"
#include "server/net/frame_watch.hpp"
#include "server/net/linger.hpp"
#include "server/net/socket.hpp"

#include <boost/asio/associated_allocator.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/websocket/teardown.hpp>
#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace candour::net {

/// Who holds a FrameStream: kept alive by it while something waits for the socket.
class StreamOwner : public boost::intrusive_ref_counter<StreamOwner, boost::thread_unsafe_counter> {
public:
    StreamOwner() = default;
    StreamOwner(const StreamOwner&) = delete;
    StreamOwner& operator=(const StreamOwner&) = delete;
    virtual ~StreamOwner() = default;

    /// A write that had to wait is out: send() may be called again.
    virtual void on_drained() = 0;
    /// Beast has said goodbye and now waits for the other side to hang up, which may never happen.
    virtual void on_teardown() = 0;
    /// Frames have begun to come that end no message: pings, pongs, goodbyes, fragments.
    virtual void on_idle_frames(std::uint32_t count) = 0;
};

/// Owner: a websocket::stream (as its next layer), which a StreamOwner holds. Thread: its shard.
/// Lifetime: the socket's.
class FrameStream {
public:
    using executor_type = Socket::executor_type;

    FrameStream(Socket socket, StreamOwner& owner) : socket_(std::move(socket)), owner_(owner) {}

    [[nodiscard]] executor_type get_executor() noexcept { return socket_.get_executor(); }
    [[nodiscard]] Socket& socket() noexcept { return socket_; }

    /// Something waits for the socket: send() would have to queue, so it must not be called.
    [[nodiscard]] bool busy() const noexcept { return rest_ != nullptr; }

    /// Bytes that wait for the socket. Of a frame that many hold it counts a part, so that all who
    /// hold it count it once.
    [[nodiscard]] std::size_t waiting() const noexcept;

    /// Sends the frames in one system call, never blocking. What the socket does not take is kept
    /// (the frames are shared, not copied) and goes out when it can; the owner is told. Not while
    /// busy(). A socket that fails is closed: the pending read ends with an error.
    void send(std::span<const app::Frame> frames);

    /// Ends it at once. What waited is dropped; pending operations end with an error.
    void close();

    /// What Beast reads with.
    template <class MutableBuffers, class Token>
    auto async_read_some(const MutableBuffers& buffers, Token&& token) {
        auto start = [this](auto&& handler, MutableBuffers into) {
            using To = Watched<MutableBuffers, std::decay_t<decltype(handler)>>;
            socket_.async_read_some(into,
                                    To{*this, into, std::forward<decltype(handler)>(handler)});
        };
        return asio::async_initiate<Token, void(error_code, std::size_t)>(std::move(start), token,
                                                                          buffers);
    }

    /// What Beast writes with: pongs, closes and the answer to the handshake. Completes when all of
    /// the bytes are out, after any frame of ours that is on its way.
    template <class ConstBuffers, class Token>
    auto async_write_some(const ConstBuffers& buffers, Token&& token) {
        auto start = [this](auto&& handler, std::string bytes) {
            using To = WrittenTo<std::decay_t<decltype(handler)>>;
            write(std::move(bytes),
                  std::make_unique<To>(std::forward<decltype(handler)>(handler), get_executor()));
        };
        return asio::async_initiate<Token, void(error_code, std::size_t)>(std::move(start), token,
                                                                          flat(buffers));
    }

private:
    /// How Beast is told that its bytes are out, whatever it waits with.
    struct Written {
        Written() = default;
        Written(const Written&) = delete;
        Written& operator=(const Written&) = delete;
        virtual ~Written() = default;
        virtual void tell(error_code ec, std::size_t bytes) = 0;
    };
    template <class Handler>
    struct WrittenTo final : Written {
        WrittenTo(Handler to, executor_type on) : handler(std::move(to)), executor(on) {}
        /// By post: an initiating function must not call its handler itself.
        void tell(error_code ec, std::size_t bytes) override {
            asio::post(executor, beast::bind_front_handler(std::move(handler), ec, bytes));
        }
        Handler handler;
        executor_type executor;
    };

    /// Shows what was read to the watch, and hands it on to Beast.
    template <class Buffers, class Handler>
    struct Watched {
        FrameStream& stream;
        Buffers into;
        Handler handler;

        using executor_type = asio::associated_executor_t<Handler, FrameStream::executor_type>;
        using allocator_type = asio::associated_allocator_t<Handler>;
        [[nodiscard]] executor_type get_executor() const noexcept {
            return asio::get_associated_executor(handler, stream.get_executor());
        }
        [[nodiscard]] allocator_type get_allocator() const noexcept {
            return asio::get_associated_allocator(handler);
        }
        void operator()(error_code ec, std::size_t bytes) {
            std::size_t left = bytes;
            for (auto it = asio::buffer_sequence_begin(into);
                 it != asio::buffer_sequence_end(into) && left != 0; ++it) {
                const asio::mutable_buffer piece(*it);
                const auto here = std::min(left, piece.size());
                stream.watch_.look({static_cast<std::uint8_t*>(piece.data()), here});
                left -= here;
            }
            if (const auto count = stream.watch_.take_count(); count != 0)
                stream.owner_.on_idle_frames(count);
            std::move(handler)(ec, bytes);
        }
    };

    /// What the socket has not taken yet: frames of ours first, then bytes of Beast's.
    struct Rest {
        std::vector<app::Frame> frames;
        std::size_t sent = 0;  // bytes of the first frame
        std::string own;       // Beast's
        std::size_t own_sent = 0;
        std::unique_ptr<Written> written;  // null when Beast writes nothing
    };

    /// Beast's buffers in one piece. They are a pong, a close or a handshake, 139 bytes mostly.
    template <class ConstBuffers>
    static std::string flat(const ConstBuffers& buffers) {
        std::string bytes(asio::buffer_size(buffers), '\0');
        asio::buffer_copy(asio::buffer(bytes), buffers);
        return bytes;
    }

    void write(std::string bytes, std::unique_ptr<Written> written);
    void wait();
    void on_writable(error_code ec);
    [[nodiscard]] error_code push_rest();

    Socket socket_;
    StreamOwner& owner_;
    FrameWatch watch_;
    std::unique_ptr<Rest> rest_;  // null nearly always, so it costs an idle connection 8 bytes

    // Beast finds these by their argument (websocket/teardown.hpp).
    friend void beast_close_socket(FrameStream& stream) { stream.close(); }
    friend void teardown(beast::role_type role, FrameStream& stream, error_code& ec) {
        beast::websocket::teardown(role, stream.socket_, ec);
    }
    template <class Handler>
    friend void async_teardown(beast::role_type /*role*/, FrameStream& stream, Handler&& handler) {
        stream.owner_.on_teardown();
        async_linger(stream.socket_, std::forward<Handler>(handler));
    }
};

}  // namespace candour::net
