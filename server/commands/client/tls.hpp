// Tls: how a server proves that it is the one that was asked for.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream_base.hpp>
#include <boost/system/error_code.hpp>

#include <string>

namespace candour::client {

/// Owner: whoever speaks to that server, and all its lines together: reading the certificates that
/// this machine trusts takes longer than a handshake. Thread: the lines' one. Lifetime: the last
/// line's.
class Tls {
public:
    /// `host` is a name or an address; the server's certificate must be for it, and from somebody
    /// whom this machine trusts.
    explicit Tls(std::string host);

    [[nodiscard]] boost::asio::ssl::context& context() noexcept { return context_; }
    /// Says in a handshake that is to come which of its names is meant.
    void name_host(SSL* handshake) const;
    /// Whether a handshake failed by what the server is, so that the next one would as well; not by
    /// a line that broke.
    [[nodiscard]] static bool is_for_good(const boost::system::error_code& ec);
    /// "it does not prove by TLS that it is polls.example.org"
    [[nodiscard]] std::string no_proof() const;

private:
    std::string host_;
    boost::asio::ssl::context context_{boost::asio::ssl::context::tls_client};
};

}  // namespace candour::client
