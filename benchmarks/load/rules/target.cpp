#include "benchmarks/load/rules/target.hpp"

#include <utility>

namespace candour::load {
namespace {

using Result = boost::system::result<Target, std::string>;

Result fault(std::string sentence) {
    return {boost::system::in_place_error, std::move(sentence)};
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

}  // namespace

std::string Target::authority() const {
    const auto name = host.find(':') == host.npos ? host : "[" + host + "]";
    return name + ":" + port;
}

Result read_target(std::string_view url) {
    if (url.starts_with("https://") || url.starts_with("wss://"))
        return fault(
            "candour-load does not speak TLS yet: give the server's own http address, as it prints "
            "it at its start, instead of the proxy's.");
    if (!take_prefix(url, "http://") && !take_prefix(url, "ws://"))
        return fault("This is not an address of a server: it looks like http://127.0.0.1:8080/.");
    const auto slash = url.find('/');
    if (slash != url.npos && slash + 1 < url.size())
        return fault(
            "Give the server's address alone, without a path: candour-load makes a room of "
            "its own.");
    const auto authority = url.substr(0, slash);
    const bool brackets = authority.starts_with('[');
    const auto end = brackets ? authority.find(']') : authority.find(':');
    Target target;
    target.host = authority.substr(brackets ? 1 : 0, end - (brackets ? 1 : 0));
    const auto rest =
        end == authority.npos ? std::string_view{} : authority.substr(end + (brackets ? 1 : 0));
    target.port = rest.starts_with(':') ? rest.substr(1) : "80";
    if (target.host.empty() || target.port.empty() || target.port.size() > 5 ||
        target.port.find_first_not_of("0123456789") != std::string::npos)
        return fault("This address has no host and port: it looks like http://127.0.0.1:8080/.");
    return target;
}

}  // namespace candour::load
