// One POST to a server that a person has named, also by https.
#pragma once

#include "server/commands/client/http.hpp"
#include "server/commands/client/server_url.hpp"

#include <string>

namespace candour::client {

struct Post {
    std::string path;
    std::string body;           // JSON
    std::string authorization;  // the field's value; empty: none
};

/// Blocks until the answer is there, or cannot be any more. Over TLS the server must be who it says
/// it is, by the certificates that this machine trusts.
[[nodiscard]] HttpAnswer post(const ServerUrl& server, Post what);

}  // namespace candour::client
