#include "server/net/openers.hpp"

#include "server/app/audience/put_off.hpp"
#include "server/net/http_text.hpp"

namespace candour::net {
namespace {

Refusal without_pass(std::string_view token, const std::string& contact) {
    Refusal refusal = candour::refuse(RefusalCode::pass_needed);
    const std::string whom = contact.empty() ? "the person who runs the server" : contact;
    refusal.message = token.empty()
                          ? "Whoever opens a room or a workspace on this server needs a pass."
                          : "This server does not know this pass, or not any more.";
    refusal.message += " Ask " + whom + " for one.";
    return refusal;
}

}  // namespace

std::optional<Refusal> Openers::refuse(const app::AddressMark& who,
                                       std::string_view authorization,
                                       TimePoint now) {
    std::optional<std::uint64_t> pass;
    if (find_pass_) {
        const auto token = bearer_token(authorization);
        const auto found = find_pass_(token);
        if (!found) return app::refuse_as_passes_unread();
        if (!*found) return without_pass(token, contact_);
        pass = *found;
    }
    if (!rates_.may_open(who, pass, now)) return app::refuse_as_too_many_rooms();
    return std::nullopt;
}

}  // namespace candour::net
