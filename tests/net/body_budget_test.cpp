// Bodies of requests are bounded all together, and of one address.
#include "server/net/body_budget.hpp"

#include "tests/net/world.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

namespace candour::net {
namespace body_budget {

using namespace test;

constexpr std::size_t a_deck = app::limits::max_deck_bytes;

/// A deck that is said to have so many bytes, and of which none comes.
std::string endless(std::size_t bytes, const std::string& more = {}) {
    return "POST /api/decks/check HTTP/1.1\r\nHost: polls.example\r\n"
           "Content-Type: application/json\r\nContent-Length: " +
           std::to_string(bytes) + "\r\n" + more + "\r\n";
}

struct Lines {
    explicit Lines(std::size_t budget = app::limits::max_body_bytes_in_flight) {
        world.services.bodies = std::make_shared<BodyBudget>(budget);
        world.services.trusted_proxies = {*app::read_network("127.0.0.0/8")};
    }
    /// Another line on which this is said.
    Client& say(const std::string& request) {
        lines.push_back(std::make_unique<Client>(world));
        lines.back()->say(request);
        return *lines.back();
    }
    [[nodiscard]] BodyBudget& budget() { return *world.services.bodies; }
    World world;
    std::vector<std::unique_ptr<Client>> lines;
};

TEST_CASE("bodies that never end are refused once they would take too much, until one has gone") {
    Lines lines(2 * a_deck);
    lines.say(endless(a_deck));
    lines.say(endless(a_deck));
    REQUIRE(lines.world.until([&] { return lines.budget().taken() == 2 * a_deck; }));
    auto refused = lines.say(endless(a_deck)).answer();
    CHECK(refused.status == 503);
    CHECK(refused.body.find(R"("code":"server_full")") != refused.body.npos);
    CHECK(refused.body.find("as much as it has memory for") != refused.body.npos);
    CHECK(std::stoi(refused.fields["retry-after"]) >= 2);
    CHECK(refused.fields["connection"] == "close");
    CHECK(lines.budget().refused() == 1);
    // Pages, figures and people are not held back by it.
    CHECK(lines.say("GET /livez HTTP/1.1\r\nHost: polls.example\r\n\r\n").answer().status == 200);
    lines.lines[0]->pair.far_end.close();
    REQUIRE(lines.world.until([&] { return lines.budget().taken() == a_deck; }));
    lines.say(endless(a_deck));
    CHECK(lines.world.until([&] { return lines.budget().taken() == 2 * a_deck; }));
}

TEST_CASE("a body of which nobody knows how long it gets takes what the longest one may") {
    Lines lines(2 * a_deck);
    const std::string chunked =
        "POST /api/decks/check HTTP/1.1\r\nHost: polls.example\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    lines.say(chunked);
    REQUIRE(lines.world.until([&] { return lines.budget().taken() == 2 * a_deck; }));
    CHECK(lines.say(chunked).answer().status == 503);
    const std::string deck = R"({"format":"candour.deck/1","title":"","slides":[]})";
    CHECK(lines.say(endless(deck.size()) + deck).answer().status == 503);
}

TEST_CASE("a deck that has been answered takes nothing any more") {
    Lines lines;
    const std::string deck = R"({"format":"candour.deck/1","title":"","slides":[]})";
    Client& line = lines.say(endless(deck.size()) + deck);
    CHECK(line.answer().status == 422);
    CHECK(lines.budget().taken() == 0);
    CHECK(lines.budget().refused() == 0);
}

TEST_CASE("one address cannot have all bodies, and the next one is not held to that") {
    Lines lines;
    const std::string from_one = "X-Forwarded-For: 203.0.113.5\r\n";
    constexpr std::size_t fit = app::limits::max_body_bytes_per_address / a_deck;
    for (std::size_t i = 0; i < fit; ++i) lines.say(endless(a_deck, from_one));
    REQUIRE(lines.world.until([&] { return lines.budget().taken() == fit * a_deck; }));
    CHECK(lines.say(endless(a_deck, from_one)).answer().status == 503);
    CHECK(lines.budget().taken() == fit * a_deck);
    lines.say(endless(a_deck, "X-Forwarded-For: 203.0.113.6\r\n"));
    CHECK(lines.world.until([&] { return lines.budget().taken() == (fit + 1) * a_deck; }));
}

}  // namespace body_budget
}  // namespace candour::net
