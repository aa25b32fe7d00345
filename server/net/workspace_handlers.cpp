#include "server/net/workspace_handlers.hpp"

#include "protocol/cpp/base64.hpp"
#include "protocol/cpp/codec_workspace.hpp"
#include "server/app/keys/hmac.hpp"
#include "server/net/http_text.hpp"

#include <charconv>
#include <functional>
#include <memory>
#include <utility>
#include <variant>

namespace candour::net {
namespace {

namespace http = boost::beast::http;
using shelf::Shelf;

Reply no_workspaces() {
    auto refusal = refuse(RefusalCode::not_found);
    refusal.message = "This server keeps no workspaces.";
    return refusal_reply(refusal);
}

/// What the shelf answers to `act`, awaited; or why it was not asked. The act is called on the
/// shelf's thread, where this coroutine may be gone already: so it owns what it uses.
Awaitable<Reply> from_shelf(const Services& services,
                            app::AddressMark who,
                            std::size_t writes,
                            std::function<Reply(Shelf&)> act) {
    if (services.shelf == nullptr) co_return no_workspaces();
    auto look = [&services, who, writes, act = std::move(act)](auto done) {
        services.shelf->run(who, writes,
                            [act, done = std::move(done)](
                                Shelf* shelf, const std::optional<Refusal>& refused) mutable {
                                done(shelf == nullptr ? refusal_reply(*refused) : act(*shelf));
                            });
    };
    auto looking = ask<Reply>(std::move(look));
    co_return co_await std::move(looking);
}

/// An id or a token that nothing can have is one that nothing has.
std::optional<shelf::Asker> read_asker(std::string_view workspace, std::string_view authorization) {
    shelf::Asker asker;
    Bytes32 token{};
    if (!read_base64url(workspace, asker.workspace.bytes)) return {};
    if (!read_base64url(bearer_token(authorization), token)) return {};
    asker.token_hash = app::sha256({token});
    token.fill(0);
    return asker;
}

shelf::Asker asker_of(const Request& request) {
    // refuse_stranger has looked before.
    return read_asker(request.parts[0], field(request.head, http::field::authorization))
        .value_or(shelf::Asker{});
}

/// The number in an If-Match of one strong validator (RFC 9110, 13.1.1): "12", in quotes.
std::optional<std::uint64_t> read_if_match(const Request& request) {
    auto text = trimmed(field(request.head, http::field::if_match));
    if (text.size() < 3 || text.front() != '"' || text.back() != '"') return {};
    text = text.substr(1, text.size() - 2);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return number;
}

/// RFC 6585, 3.
Reply precondition_needed(std::string allowed) {
    auto refusal = refuse(RefusalCode::bad_message, std::move(allowed));
    refusal.message =
        "This change does not say what it was made from, so that it could undo "
        "somebody else's.";
    return refusal_reply(428, refusal);
}

std::optional<BoxId> read_box_id(const Request& request) {
    BoxId id;
    if (!read_base64url(request.parts[1], id.bytes)) return {};
    return id;
}

Reply no_such_box() {
    auto refusal = refuse(RefusalCode::not_found, "22 characters of base64url.");
    refusal.message = "Nothing in a workspace has an id of this form.";
    return refusal_reply(refusal);
}

Reply with_etag(Reply reply, std::uint64_t revision) {
    reply.fields.emplace_back("ETag", '"' + std::to_string(revision) + '"');
    return reply;
}

Reply kept_reply(unsigned status, const shelf::Result<Kept>& kept) {
    if (!kept) return refusal_reply(kept.error());
    return with_etag(json_reply(status, encode(*kept)), kept->revision);
}

Reply deleted_reply(const std::optional<Refusal>& refused) {
    if (refused) return refusal_reply(*refused);
    Reply reply;
    reply.status = 204;
    return reply;
}

Reply box_reply(const shelf::Result<shelf::Box>& box) {
    if (!box) return refusal_reply(box.error());
    Reply reply;
    reply.content_type = "application/octet-stream";
    reply.content = box->label + box->content;
    return with_etag(std::move(reply), box->revision.value());
}

/// The change, or why it is none.
std::variant<shelf::BoxChange, Reply> read_change(Request& request, bool keeps_version) {
    const auto id = read_box_id(request);
    if (!id) return no_such_box();
    if (request.body.size() < box_label_bytes) {
        auto refusal =
            refuse(RefusalCode::bad_message, "A label of " + std::to_string(box_label_bytes) +
                                                 " bytes, and then the content.");
        refusal.message = "This is too short for what a box holds.";
        return refusal_reply(refusal);
    }
    shelf::BoxChange change;
    change.box = *id;
    change.keeps_version = keeps_version;
    const auto made_from = read_if_match(request);
    if (made_from)
        change.made_from = BoxRevision(*made_from);
    else if (trimmed(field(request.head, http::field::if_none_match)) != "*")
        return precondition_needed(
            "If-Match with the revision of the box, or If-None-Match: * for a new one.");
    change.label = request.body.substr(0, box_label_bytes);
    change.content = std::move(request.body).substr(box_label_bytes);
    return change;
}

Awaitable<Reply> write_box(const Services& services, Request& request, bool keeps_version) {
    const auto bytes = request.body.size();
    auto read = read_change(request, keeps_version);
    if (auto* refused = std::get_if<Reply>(&read)) co_return std::move(*refused);
    auto act = [asker = asker_of(request),
                change = std::get<shelf::BoxChange>(std::move(read))](Shelf& shelf) {
        return kept_reply(change.made_from ? 200 : 201, shelf.write(asker, change));
    };
    auto writing = from_shelf(services, request.who, bytes, std::move(act));
    co_return co_await std::move(writing);
}

}  // namespace

Awaitable<std::optional<Reply>> refuse_stranger(const Services& services,
                                                app::AddressMark who,
                                                std::string_view workspace,
                                                std::string_view authorization) {
    if (services.shelf == nullptr) co_return no_workspaces();
    const auto asker = read_asker(workspace, authorization);
    if (!asker) co_return refusal_reply(refuse(RefusalCode::workspace_not_found));
    using Refused = std::optional<Refusal>;
    auto look = [&services, who, asker = *asker](auto done) {
        services.shelf->run(
            who, 0, [asker, done = std::move(done)](Shelf* shelf, const Refused& refused) mutable {
                done(shelf == nullptr ? refused : shelf->refuse_stranger(asker));
            });
    };
    auto looking = ask<Refused>(std::move(look));
    const auto refused = co_await std::move(looking);
    if (!refused) co_return std::nullopt;
    co_return refusal_reply(*refused);
}

Awaitable<Reply> create_workspace(const Services& services, Request& request) {
    WorkspaceId id;
    if (!read_base64url(request.parts[0], id.bytes)) co_return no_such_box();
    auto read = parse_workspace(request.body);
    if (!read) co_return refusal_reply(422, read.error());
    auto act = [id, workspace = *std::move(read)](Shelf& shelf) {
        return kept_reply(201, shelf.create(id, workspace));
    };
    auto creating = from_shelf(services, request.who, request.body.size(), std::move(act));
    co_return co_await std::move(creating);
}

Awaitable<Reply> show_workspace(const Services& services, Request& request) {
    auto act = [asker = asker_of(request)](Shelf& shelf) {
        const auto shown = shelf.show(asker);
        if (!shown) return refusal_reply(shown.error());
        return with_etag(json_reply(200, encode(*shown)), shown->revision.value());
    };
    auto looking = from_shelf(services, request.who, 0, std::move(act));
    co_return co_await std::move(looking);
}

Awaitable<Reply> arrange_workspace(const Services& services, Request& request) {
    auto read = parse_workspace(request.body);
    if (!read) co_return refusal_reply(422, read.error());
    const auto made_from = read_if_match(request);
    if (!made_from) co_return precondition_needed("If-Match with the revision of the workspace.");
    auto act = [asker = asker_of(request), made_from = *made_from,
                workspace = *std::move(read)](Shelf& shelf) {
        return kept_reply(200, shelf.arrange(asker, WorkspaceRevision(made_from), workspace));
    };
    auto arranging = from_shelf(services, request.who, request.body.size(), std::move(act));
    co_return co_await std::move(arranging);
}

Awaitable<Reply> delete_workspace(const Services& services, Request& request) {
    auto act = [asker = asker_of(request)](Shelf& shelf) {
        return deleted_reply(shelf.remove(asker));
    };
    auto deleting = from_shelf(services, request.who, 0, std::move(act));
    co_return co_await std::move(deleting);
}

Awaitable<Reply> read_box(const Services& services, Request& request) {
    const auto id = read_box_id(request);
    if (!id) co_return no_such_box();
    auto act = [asker = asker_of(request), id = *id](Shelf& shelf) {
        return box_reply(shelf.read(asker, id, {}));
    };
    auto reading = from_shelf(services, request.who, 0, std::move(act));
    co_return co_await std::move(reading);
}

Awaitable<Reply> replace_box(const Services& services, Request& request) {
    return write_box(services, request, false);
}

Awaitable<Reply> add_version(const Services& services, Request& request) {
    return write_box(services, request, true);
}

Awaitable<Reply> erase_box(const Services& services, Request& request) {
    const auto id = read_box_id(request);
    if (!id) co_return no_such_box();
    const auto made_from = read_if_match(request);
    if (!made_from) co_return precondition_needed("If-Match with the revision of the box.");
    auto act = [asker = asker_of(request), id = *id, made_from = *made_from](Shelf& shelf) {
        return deleted_reply(shelf.erase(asker, id, BoxRevision(made_from)));
    };
    auto erasing = from_shelf(services, request.who, 0, std::move(act));
    co_return co_await std::move(erasing);
}

Awaitable<Reply> list_versions(const Services& services, Request& request) {
    const auto id = read_box_id(request);
    if (!id) co_return no_such_box();
    auto act = [asker = asker_of(request), id = *id](Shelf& shelf) {
        const auto versions = shelf.versions(asker, id);
        return versions ? json_reply(200, encode(*versions)) : refusal_reply(versions.error());
    };
    auto listing = from_shelf(services, request.who, 0, std::move(act));
    co_return co_await std::move(listing);
}

Awaitable<Reply> read_version(const Services& services, Request& request) {
    const auto id = read_box_id(request);
    const auto& text = request.parts[2];
    std::uint64_t version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (!id || error != std::errc{} || end != text.data() + text.size()) co_return no_such_box();
    auto act = [asker = asker_of(request), id = *id, version](Shelf& shelf) {
        return box_reply(shelf.read(asker, id, BoxRevision(version)));
    };
    auto reading = from_shelf(services, request.who, 0, std::move(act));
    co_return co_await std::move(reading);
}

}  // namespace candour::net
