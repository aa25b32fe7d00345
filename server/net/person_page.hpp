// What a browser shows to the person who typed an address: a refusal as a page, and the page that a
// mistyped address meant. Programs get JSON.
#pragma once

#include "server/net/handshake.hpp"
#include "server/net/reply.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace candour::net {

/// Whether a person looks at the answer: a browser that goes to an address asks for text/html by
/// name (RFC 9110, 12.5.1); scripts of pages, and programs, do not, or ask for JSON as well.
[[nodiscard]] bool is_for_a_person(const RequestHead& request);

/// Which page of ours somebody meant by this path: "/ABCD EFGH", "/j/ABCDEFGH/", "/Studio",
/// "//p/ABCDEFGH". Nothing when that is no other one than it says.
[[nodiscard]] std::optional<std::string> page_meant_by(std::string_view path);

/// For a person, in the place of a refusal: where there is no such page, a way to the one that was
/// meant; else what the refusal says, as a page. Whatever is no refusal stays as it is.
[[nodiscard]] Reply for_a_person(Reply reply, std::string_view path);

}  // namespace candour::net
