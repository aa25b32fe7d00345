// Workspaces over HTTP: what the handlers say around the shelf, whose own rules are tested there.
#include "protocol/cpp/base64.hpp"
#include "protocol/cpp/codec_workspace.hpp"
#include "server/app/keys/hmac.hpp"
#include "server/app/limits.hpp"
#include "server/net/shelf_keeper.hpp"
#include "tests/net/world.hpp"

#include <doctest/doctest.h>

#include <ostream>
#include <string>

namespace candour::net::workspaces_test {
namespace {

using test::Client;
using test::World;

/// A server with a shelf in memory.
struct Shelved {
    explicit Shelved(std::size_t max_bytes = 10'000'000) {
        shelf::ShelfOptions options;
        options.max_bytes = max_bytes;
        options.today = [] { return std::string("2026-11-30"); };
        keeper = std::make_shared<ShelfKeeper>(std::move(options), std::chrono::days(730));
        world.services.shelf = keeper;
    }
    ~Shelved() { keeper->stop(); }

    World world;
    std::shared_ptr<ShelfKeeper> keeper;
};

Bytes32 token_of(std::uint8_t who) {
    Bytes32 token{};
    token.fill(who);
    return token;
}

const std::string id = base64url(Bytes16{});
const std::string box = base64url(Bytes16{1});
const std::string path = "/api/workspaces/" + id;
const std::string box_path = path + "/boxes/" + box;

std::string request(const std::string& first_line,
                    std::uint8_t who,
                    const std::string& more = {},
                    const std::string& body = {}) {
    return first_line + " HTTP/1.1\r\nHost: polls.example\r\nAuthorization: Bearer " +
           base64url(token_of(who)) + "\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

const std::string as_json = "Content-Type: application/json\r\n";
const std::string as_bytes = "Content-Type: application/octet-stream\r\n";
const std::string as_new = "If-None-Match: *\r\n";

std::string made_from(int revision) {
    return "If-Match: \"" + std::to_string(revision) + "\"\r\n";
}

WorkspaceLink link(char name, Right right, std::uint8_t who) {
    const auto token = token_of(who);
    return {std::string(22, name), right, app::sha256({token}), "keyring"};
}

std::string team() {
    return encode(
        Workspace{"about", "names", {link('E', Right::edit, 1), link('L', Right::look, 2)}});
}

std::string body_of(const std::string& content) {
    return std::string(box_label_bytes, 'l') + content;
}

std::string code_of(const test::HttpAnswer& answer) {
    const auto at = answer.body.find(R"("code":")");
    if (at == answer.body.npos) return std::to_string(answer.status);
    const auto from = at + 8;
    return answer.body.substr(from, answer.body.find('"', from) - from);
}

TEST_CASE("a workspace is made, written to, read and deleted") {
    Shelved shelved;
    Client client(shelved.world);
    CHECK(client.ask(request("POST " + path, 1, as_json, team())).status == 201);
    CHECK(client.ask(request("POST " + path, 1, as_json, team())).status == 412);
    auto answer = client.ask(request("PUT " + box_path, 1, as_bytes + as_new, body_of("deck")));
    CHECK(answer.status == 201);
    CHECK(answer.fields["etag"] == "\"1\"");
    CHECK(answer.body == R"({"type":"kept","revision":1})");
    answer = client.ask(request("POST " + box_path, 1, as_bytes + made_from(1), body_of("newer")));
    CHECK(answer.status == 200);
    answer = client.ask(request("GET " + box_path, 2));
    CHECK(answer.body == body_of("newer"));
    CHECK(answer.fields["etag"] == "\"2\"");
    CHECK(answer.fields["content-type"] == "application/octet-stream");
    CHECK(answer.fields["cache-control"] == "no-store");
    CHECK(client.ask(request("GET " + box_path + "/versions/1", 2)).body == body_of("deck"));
    answer = client.ask(request("GET " + box_path + "/versions", 2));
    CHECK(parse_versions(answer.body)->versions.size() == 2);
    answer = client.ask(request("GET " + path, 1));
    const auto shown = parse_workspace_shown(answer.body);
    REQUIRE(shown.has_value());
    CHECK(shown->workspace.links.size() == 2);
    CHECK(shown->boxes.size() == 1);
    CHECK(shown->bytes == 2 * box_label_bytes + 9 + 40'000);
    CHECK(encode(*shown) == answer.body);
    answer = client.ask(request("DELETE " + box_path, 1, made_from(2)));
    CHECK(answer.status == 204);
    CHECK_FALSE(answer.fields.contains("content-length"));
    CHECK(client.ask(request("GET " + box_path, 2)).status == 404);
    CHECK(client.ask(request("DELETE " + path, 1)).status == 204);
    CHECK(code_of(client.ask(request("GET " + path, 1))) == "workspace_not_found");
}

TEST_CASE("each wrong request about a workspace is refused in its own words, and changes nothing") {
    Shelved shelved;
    Client first(shelved.world);
    REQUIRE(first.ask(request("POST " + path, 1, as_json, team())).status == 201);
    REQUIRE(first.ask(request("PUT " + box_path, 1, as_bytes + as_new, body_of("deck"))).status ==
            201);
    const auto one_looker = encode(Workspace{"about", "names", {link('L', Right::look, 2)}});
    const auto twins =
        encode(Workspace{"about", "names", {link('E', Right::edit, 1), link('E', Right::look, 2)}});
    const struct {
        std::string name;
        std::string request;
        int status;
        std::string code;
    } rows[] = {
        {"a token that no link has", request("GET " + path, 9), 404, "workspace_not_found"},
        {"no token", "GET " + path + " HTTP/1.1\r\nHost: polls.example\r\n\r\n", 404,
         "workspace_not_found"},
        {"another workspace", request("GET /api/workspaces/" + box, 1), 404, "workspace_not_found"},
        {"an id that none can have", request("GET /api/workspaces/x", 1), 404,
         "workspace_not_found"},
        {"a change by who may look",
         request("PUT " + box_path, 2, as_bytes + made_from(1), body_of("x")), 403, "look_only"},
        {"an old revision", request("PUT " + box_path, 1, as_bytes + made_from(7), body_of("x")),
         412, "changed_meanwhile"},
        {"as if it were new", request("PUT " + box_path, 1, as_bytes + as_new, body_of("x")), 412,
         "changed_meanwhile"},
        {"no revision", request("PUT " + box_path, 1, as_bytes, body_of("x")), 428, "bad_message"},
        {"a weak revision",
         request("PUT " + box_path, 1, as_bytes + "If-Match: W/\"1\"\r\n", body_of("x")), 428,
         "bad_message"},
        {"deleting without one", request("DELETE " + box_path, 1), 428, "bad_message"},
        {"too short for a label", request("PUT " + box_path, 1, as_bytes + made_from(1), "x"), 400,
         "bad_message"},
        {"another type", request("PUT " + box_path, 1, as_json + made_from(1), body_of("x")), 415,
         "unsupported_media"},
        {"a box's id that none can have",
         request("PUT " + path + "/boxes/x", 1, as_bytes + as_new, body_of("x")), 404, "not_found"},
        {"a version that is none", request("GET " + box_path + "/versions/9", 1), 404, "not_found"},
        {"a version that is no number", request("GET " + box_path + "/versions/x", 1), 404,
         "not_found"},
        {"nobody could edit", request("PUT " + path, 1, as_json + made_from(1), one_looker), 422,
         "bad_message"},
        {"two links of one id", request("PUT " + path, 1, as_json + made_from(1), twins), 422,
         "bad_message"},
        {"no JSON", request("PUT " + path, 1, as_json + made_from(1), "x"), 422, "malformed_json"},
        {"an arrangement without a revision", request("PUT " + path, 1, as_json, team()), 428,
         "bad_message"},
        {"another site's page", request("DELETE " + path, 1, "Origin: https://evil.example\r\n"),
         403, "not_allowed"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        Client client(shelved.world);
        const auto answer = client.ask(row.request);
        CHECK(answer.status == row.status);
        CHECK(code_of(answer) == row.code);
    }
    CHECK(first.ask(request("GET " + box_path, 2)).body == body_of("deck"));
}

TEST_CASE("a stranger's deck is not read: the refusal comes before the body") {
    Shelved shelved;
    Client client(shelved.world);
    client.say("PUT " + box_path + " HTTP/1.1\r\nHost: polls.example\r\nAuthorization: Bearer " +
               base64url(token_of(9)) + "\r\n" + as_bytes + as_new +
               "Content-Length: 4000000\r\n\r\n");
    CHECK(code_of(client.answer()) == "workspace_not_found");
    CHECK(client.is_hung_up());
}

TEST_CASE("one address asks so much and no more; others go on") {
    ShelfRates rates;
    const ShelfRates::TimePoint now{};
    const app::AddressMark one{1, false};
    const app::AddressMark other{2, false};
    int asked = 0;
    while (rates.may_ask(one, now)) ++asked;
    CHECK(asked == app::limits::workspace_requests_burst);
    CHECK(rates.may_ask(other, now));
    CHECK(rates.may_ask(one, now + std::chrono::seconds(1)));
    std::size_t written = 0;
    while (rates.may_write(one, 4'000'000, now + std::chrono::seconds(1))) ++written;
    CHECK(written == static_cast<std::size_t>(app::limits::workspace_megabytes_burst / 4));
    // All that is known of an address goes once it would have all its allowance again.
    CHECK(rates.remembered() == 2);
    (void)rates.may_ask(other, now + std::chrono::hours(1));
    CHECK(rates.remembered() == 1);
}

TEST_CASE("a server without a shelf says so, and one whose shelf has stopped too") {
    World world;
    Client client(world);
    CHECK(client.ask(request("GET " + path, 1)).status == 404);
    Shelved shelved;
    shelved.keeper->stop();
    Client late(shelved.world);
    CHECK(code_of(late.ask(request("GET " + path, 1))) == "not_kept");
}

}  // namespace
}  // namespace candour::net::workspaces_test
