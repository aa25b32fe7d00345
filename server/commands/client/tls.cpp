#include "server/commands/client/tls.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>

#include <utility>

namespace candour::client {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using boost::system::error_code;

Tls::Tls(std::string host) : host_(std::move(host)) {
    error_code ignored;  // without certificates nobody is believed
    context_.set_default_verify_paths(ignored);
    context_.set_verify_mode(ssl::verify_peer);
    context_.set_verify_callback(ssl::host_name_verification(host_));
}

void Tls::name_host(SSL* handshake) const {
    // For a machine that has several names (RFC 6066, section 3, which leaves out addresses).
    error_code not_an_address;
    asio::ip::make_address(host_, not_an_address);
    if (!not_an_address) return;
    // OpenSSL's own macro for it casts in a way that our warnings refuse.
    std::string name = host_;
    SSL_ctrl(handshake, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
}

bool Tls::is_for_good(const error_code& ec) {
    return ec.category() == asio::error::get_ssl_category();
}

std::string Tls::no_proof() const {
    return "it does not prove by TLS that it is " + host_;
}

}  // namespace candour::client
