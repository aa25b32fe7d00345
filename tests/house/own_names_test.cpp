#include "tests/house/own_names.hpp"

#include "tests/house/sources.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace candour::house {
namespace {

TEST_CASE("the rule knows what a file has to itself") {
    const auto names = own_names_in(R"(
namespace fs = std::filesystem;
int seen_by_all();
namespace candour::net {
namespace {

namespace limits = app::limits;
using tcp = asio::ip::tcp;
using namespace std::chrono_literals;
constexpr std::size_t most = 3;
const std::array rooms{room_of(1), room_of(2)};

/// A comment.
struct Sent {
    int bytes = 0;
};
enum class Clock : std::uint8_t { one };
[[noreturn]] void append(int acks) {
    int inside = 3;
}
std::vector<Slide> slides();

}  // namespace

void Connection::read() {}

}  // namespace candour::net
)");
    CHECK(names == std::vector<OwnName>{{"candour::net::limits", "app::limits;"},
                                        {"candour::net::tcp", "asio::ip::tcp;"},
                                        {"candour::net::most", ""},
                                        {"candour::net::rooms", ""},
                                        {"candour::net::Sent", ""},
                                        {"candour::net::Clock", ""},
                                        {"candour::net::append", ""},
                                        {"candour::net::slides", ""}});
    CHECK(target_of("server/commands/people/visitor.cpp") == "server/commands");
    CHECK(target_of("server/commands/client/line.cpp") == "server/commands/client");
    CHECK(target_of("server/app/shard/shard.cpp") == "server/app");
    CHECK(target_of("tests/app/room/repeats_test.cpp") == "tests/app");
}

TEST_CASE("what one file has to itself has another name than what another of its target has") {
    struct Place {
        std::string file;
        std::string alias;
    };
    std::map<std::pair<std::string, std::string>, Place> met;
    for (const Source& source : sources_below({"protocol/cpp", "server", "tests", "benchmarks"})) {
        if (!source.path.ends_with(".cpp")) continue;
        for (const OwnName& own : own_names_in(source.text)) {
            const auto [same, is_new] =
                met.try_emplace({target_of(source.path), own.name}, Place{source.path, own.alias});
            if (is_new || same->second.file == source.path) continue;
            CAPTURE(source.path);
            CAPTURE(same->second.file);
            CAPTURE(own.name);
            // One alias may stand in several files, as long as it means the same.
            CHECK((!own.alias.empty() && own.alias == same->second.alias));
        }
    }
    CHECK(met.size() > 500);
}

}  // namespace
}  // namespace candour::house
