// The names of Asio and Beast that this folder uses, shortened once.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/error.hpp>

namespace candour::net {

namespace asio = boost::asio;
namespace beast = boost::beast;

using boost::beast::error_code;
using tcp = asio::ip::tcp;

/// Bound to io_context's own executor: no any_io_executor (16 bytes and a virtual call more for
/// each of 100,000 sockets), no tcp_stream (two timers more).
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;

}  // namespace candour::net
