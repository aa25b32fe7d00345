// What a person who typed an address is shown, and what a program is told.
#include "server/net/person_page.hpp"

#include "tests/net/world.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

namespace candour::net {
namespace {

using test::Client;
using test::World;

constexpr std::string_view as_browsers_do =
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n";

std::string typed(std::string_view address, std::string_view more = as_browsers_do) {
    return "GET " + std::string(address) + " HTTP/1.1\r\nHost: polls.example\r\n" +
           std::string(more) + "\r\n";
}

bool is_page(const test::HttpAnswer& answer) {
    return answer.fields.at("content-type") == "text/html; charset=utf-8" &&
           answer.body.starts_with("<!doctype html>");
}

}  // namespace

TEST_CASE("an address that somebody mistyped leads to the page that they meant") {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"/ABCDEFGH", "/j/ABCDEFGH"},
        {"/abcd-efgh", "/j/ABCDEFGH"},
        {"/ABCD%20EFGH", "/j/ABCDEFGH"},
        {"/ABCDEFGH.", "/j/ABCDEFGH"},
        {"/join/ABCDEFGH", "/j/ABCDEFGH"},
        {"/ABCDEFGH/", "/j/ABCDEFGH"},
        {"/j/ABCDEFGH/", "/j/ABCDEFGH"},
        {"/J/abcd-efgh", "/j/abcd-efgh"},
        {"//j//ABCDEFGH", "/j/ABCDEFGH"},
        {"/f/ABCDEFGH/", "/f/ABCDEFGH"},
        {"/P/ABCDEFGH", "/p/ABCDEFGH"},
        {"/w/team/", "/w/team"},
        {"/Studio/", "/studio"},
        {"/j", "/"},
        {"/j/", "/"},
        {"/j/ABCDEFGH%23secret", "/j/ABCDEFGH#secret"},
        {"/F/ABCDEFGH%23secret/", "/f/ABCDEFGH#secret"},
        {"/join/ABCDEFGH%23secret", "/j/ABCDEFGH#secret"},
        {"/abcd-efgh%23secret", "/j/ABCDEFGH#secret"},
        {"/w/team%23key", "/w/team#key"},
        {"/studio%23deck", "/studio#deck"},
        {"/index.html", "/"},
    };
    for (const auto& [path, meant] : cases) {
        CAPTURE(path);
        CHECK(page_meant_by(path) == std::string(meant));
        CHECK_FALSE(page_meant_by(meant).has_value());  // so that nobody is sent in circles
    }
}

TEST_CASE("nobody is sent to another site, nor anywhere by what means no page") {
    for (const auto* path :
         {"/", "//", "//evil.example", "//evil.example/", "/nowhere", "/x/y", "/j/a/b",
          "/api/rooms/", "/f/", "/p", "/ABCDEFG0", "/media/ABCDEFGH/", "/...", "/%20"}) {
        CAPTURE(path);
        CHECK_FALSE(page_meant_by(path).has_value());
    }
}

TEST_CASE("a browser is shown a page where there is none, or led on, and a program gets JSON") {
    World world;
    Client client(world);
    auto answer = client.ask(typed("/nowhere"));
    CHECK(answer.status == 404);
    CHECK(is_page(answer));
    CHECK(answer.body.find("<h1>There is no such page here.</h1>") != std::string::npos);
    CHECK(answer.body.find("href=\"/\"") != std::string::npos);
    CHECK(answer.body.find("/api/rooms") == std::string::npos);  // which is for programs
    for (const auto* accept :
         {"", "Accept: */*\r\n", "Accept: application/json\r\n",
          "Accept: application/json, text/html\r\n", "Accept: text/html;q=0, */*\r\n",
          "Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2\r\n"}) {
        CAPTURE(accept);
        answer = client.ask(typed("/nowhere", accept));
        CHECK(answer.status == 404);
        CHECK(answer.fields["content-type"] == "application/json");
        answer = client.ask(typed("/ABCDEFGH", accept));
        CHECK(answer.status == 404);
    }
    answer = client.ask(typed("/j/ABCDEFGH%23secret"));
    CHECK(answer.status == 302);
    CHECK(answer.fields["location"] == "/j/ABCDEFGH#secret");
    answer = client.ask(typed("/j/ABCDEFGH%23secret", "Accept: */*\r\n"));
    CHECK(answer.status == 200);
    for (const auto* address : {"/ABCDEFGH", "/j/ABCDEFGH/", "/abcd-efgh?from=paper"}) {
        answer = client.ask(typed(address));
        CHECK(answer.status == 302);
        CHECK(answer.fields["location"] == "/j/ABCDEFGH");
    }
    CHECK(client.ask(typed("/assets/app-1a2b.js")).status == 200);
    CHECK(client.ask(typed("/j/ABCDEFGH")).body == "<p>phone</p>");
}

TEST_CASE("whatever else a browser is refused is a page too, with the same status") {
    World world;
    {
        Client client(world);
        const auto answer = client.ask(typed("/api/rooms"));
        CHECK(answer.status == 405);
        CHECK(is_page(answer));
        CHECK(answer.fields.at("allow") == "POST");
        CHECK(answer.body.find("<p>This address is there for programs.</p>") != std::string::npos);
        CHECK(is_page(client.ask(typed("/ws"))));
        CHECK(is_page(client.ask(typed("/media/ABCDEFGH/mood"))));
        CHECK(is_page(client.ask(typed("/api/rooms/ABCDEFGH"))));
    }
    const std::pair<std::string_view, int> hosts[] = {{"<elsewhere>", 400}, {"evil.example", 421}};
    for (const auto& [host, status] : hosts) {
        Client client(world);
        const auto answer = client.ask("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n" +
                                       std::string(as_browsers_do) + "\r\n");
        CHECK(answer.status == status);
        CHECK(is_page(answer));
        CHECK(answer.body.find("elsewhere") == std::string::npos);
        // By a name that this server does not answer to, no page of its own is to be had.
        const bool leads_on = answer.body.find("href=\"/\"") != std::string::npos;
        CHECK(leads_on == (status != 421));
    }
}

TEST_CASE("of what a browser asks for only the head of a page is sent to who asks for a head") {
    World world;
    Client client(world);
    const auto answer = client.ask(
        "HEAD /nowhere HTTP/1.1\r\nHost: polls.example\r\n" + std::string(as_browsers_do) + "\r\n",
        true);
    CHECK(answer.status == 404);
    CHECK(answer.fields.at("content-type") == "text/html; charset=utf-8");
    CHECK(client.ask(typed("/j/ABCDEFGH")).body == "<p>phone</p>");  // and no body lies before it
}

TEST_CASE("a browser with too long an address, or too many cookies, is shown a page") {
    const auto cookies = "Cookie: a=" + std::string(9'000, 'a') + "\r\n";
    const auto address = '/' + std::string(9'000, 'a');
    const std::string html(as_browsers_do);
    const struct {
        std::string_view name;
        std::string request;
        bool is_for_a_person;
    } rows[] = {
        {"an address of 9 kB", typed(address), true},
        {"an address that fills the buffer", typed('/' + std::string(20'000, 'a')), true},
        {"cookies before what is asked for", typed("/", cookies + html), true},
        {"cookies after it", typed("/", html + cookies), true},
        {"a program's address of 9 kB", typed(address, "Accept: */*\r\n"), false},
        {"a program that says nothing", typed(address, ""), false},
        {"a program's cookies", typed("/", cookies + "Accept: application/json\r\n"), false},
        {"cookies without an end", typed("/", "Cookie: a=" + std::string(20'000, 'a')), false},
        {"a method of 9 kB", std::string(9'000, 'A') + " / HTTP/1.1\r\n" + html + "\r\n", false},
    };
    World world;
    for (const auto& row : rows) {
        CAPTURE(row.name);
        Client client(world);
        const auto answer = client.ask(row.request);
        CHECK(answer.status >= 400);
        CHECK(is_page(answer) == row.is_for_a_person);
        if (!row.is_for_a_person) CHECK(answer.body.starts_with(R"({"type":"refusal")"));
    }
}

TEST_CASE("nothing that is said in a page becomes a part of it") {
    Reply refused;
    refused.refusal = refuse(RefusalCode::bad_message, R"(<b>"this" & that</b>)");
    const auto shown = for_a_person(std::move(refused), "/");
    CHECK(shown.body().find("&lt;b&gt;&quot;this&quot; &amp; that&lt;/b&gt;") != std::string::npos);
    CHECK(shown.body().find("<b>") == std::string::npos);
}

}  // namespace candour::net
