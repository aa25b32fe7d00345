// Reply: the answer to one HTTP request, and the headers that every answer has.
#pragma once

#include "protocol/cpp/refusal.hpp"
#include "server/net/site.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace candour::net {

/// Bytes that are not the reply's own, and what keeps them.
struct SharedBody {
    std::string_view bytes;
    std::shared_ptr<const void> keeper;  // null for what lives as long as the program
};

/// Which of our pages may show another inside itself.
enum class FramingOfPages : std::uint8_t {
    none,
    frames_our_own,
    framed_by_our_own,
};

struct Reply {
    unsigned status = 200;
    std::string_view content_type;
    std::string_view cache = "no-store";  // Cache-Control (RFC 9111, 5.2)
    std::vector<std::pair<std::string_view, std::string>> fields;
    std::variant<std::string, SharedBody> content;
    FramingOfPages framing_of_pages = FramingOfPages::none;
    std::optional<Refusal> refusal;  // that the content says in JSON
    bool hang_up = false;            // the request was not read to its end, so no next one can be

    [[nodiscard]] std::string_view body() const;
};

/// How an answer is written, besides what it says.
struct Framing {
    bool http_1_0 = false;
    bool keep_alive = true;
};

/// Status line and headers (RFC 9112), security headers included, up to the empty line.
[[nodiscard]] std::string head_of(const Reply& reply,
                                  const Framing& framing,
                                  std::chrono::system_clock::time_point now);

[[nodiscard]] Reply json_reply(unsigned status, std::string json);
[[nodiscard]] Reply text_reply(std::string_view content_type, std::string text);
/// With the status that fits the refusal's code, and Retry-After where it says when.
[[nodiscard]] Reply refusal_reply(const Refusal& refusal);
[[nodiscard]] Reply refusal_reply(unsigned status, const Refusal& refusal);

/// What the browser said about the file that it asks for.
struct FileRequest {
    std::string_view accept_encoding;
    std::string_view if_none_match;
};
/// The file in the smallest form that the browser takes; 304 when it has it already
/// (RFC 9110, 12.5.3 and 13.1.2).
[[nodiscard]] Reply file_reply(const Page& page, const FileRequest& request);

/// Whether a list as in Accept or Accept-Encoding takes this media type or coding, by name or by
/// '*', with a weight above 0. "*/*" names no type: what asks for it takes whatever it gets.
[[nodiscard]] bool accepts(std::string_view list, std::string_view wanted);

}  // namespace candour::net
