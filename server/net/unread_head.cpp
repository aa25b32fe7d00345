#include "server/net/unread_head.hpp"

#include "server/net/person_page.hpp"
#include "server/net/request_rules.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>

#include <cstdint>
#include <string_view>

namespace candour::net {

namespace http = beast::http;

namespace {

bool is_too_long(error_code ec) {
    return ec == http::error::header_limit || ec == http::error::buffer_overflow;
}

bool is_get(const HeadParser& head, const beast::flat_buffer& unread) {
    if (head.get().method() != http::verb::unknown) return head.get().method() == http::verb::get;
    const auto bytes = unread.data();  // the first line, as it was not read to its end
    return std::string_view(static_cast<const char*>(bytes.data()), bytes.size())
        .starts_with("GET ");
}

}  // namespace

std::optional<Reply> reply_to_bad_head(error_code ec) {
    if (is_too_long(ec)) return too_large(431, "A request head of at most 8192 bytes.");
    if (ec == http::error::end_of_stream || ec == http::error::partial_message) return {};
    if (ec.category() == http::make_error_code(http::error::bad_method).category())
        return unreadable();
    return {};  // the line is gone
}

Awaitable<bool> is_for_a_person_after_all(Socket& socket,
                                          beast::flat_buffer& buffer,
                                          HeadParser& head,
                                          error_code why_unread) {
    if (!is_too_long(why_unread) || !is_get(head, buffer)) co_return false;
    if (head.get().count(http::field::accept) == 0) {
        head.header_limit(static_cast<std::uint32_t>(buffer.max_size()));
        error_code ec;
        auto token = asio::redirect_error(use_awaitable, ec);
        co_await http::async_read_header(socket, buffer, head, token);
        const bool is_in_the_first_line = head.get().method() == http::verb::unknown;
        if (is_too_long(ec) && is_in_the_first_line) co_return true;
    }
    co_return is_for_a_person(head.get());
}

}  // namespace candour::net
