#include "server/ops/config.hpp"

#include "server/ops/nearest.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <ostream>
#include <string>

namespace candour::ops {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// A file that is gone when the test is over.
struct TemporaryFile {
    explicit TemporaryFile(std::string_view text) { std::ofstream(path) << text; }
    ~TemporaryFile() { fs::remove(path); }
    fs::path path =
        fs::temp_directory_path() / ("candour-test-" + std::to_string(getpid()) + ".toml");
};

Given given(std::string_view name, std::string value) {
    for (const auto& setting : settings())
        if (setting.name == name) return {&setting, std::move(value), "--" + std::string(name)};
    FAIL("no such setting");
    return {};
}

TEST_CASE("a flag beats the environment, the environment beats the file, the file the default") {
    const TemporaryFile file(
        "listen = \"127.0.0.1:1\"\nshards = 2\nmemory = true\ndata = \"here\"\n");
    const std::map<std::string, const char*> variables{{"CANDOUR_LISTEN", "127.0.0.1:2"},
                                                       {"CANDOUR_SHARDS", "3"}};
    const auto environment = read_environment([&](const char* name) {
        const auto found = variables.find(name);
        return found == variables.end() ? nullptr : found->second;
    });
    const std::vector flags{given("listen", "[::1]:3")};
    const auto from_file = read_config_file(file.path);
    REQUIRE(from_file.has_value());
    const auto config = make_config({*from_file, environment, flags});
    REQUIRE(config.has_value());
    CHECK(config->address == "::1");
    CHECK(config->port == 3);
    CHECK(config->shards == 3);
    CHECK(config->memory);
    CHECK(config->data == "here");
    CHECK(config->log_level == LogLevel::info);
    CHECK(config->keep_sealed == std::chrono::days(90));
}

TEST_CASE("a value with a NUL in it is none, as the system would read it only up to there") {
    for (const auto* setting : {"listen", "data", "public-url", "trusted-proxies"}) {
        CAPTURE(setting);
        const std::vector flags{given(setting, std::string("127.0.0.1:1\0 more", 18))};
        const auto config = make_config({flags});
        REQUIRE(config.has_error());
        CHECK(config.error().size() == 1);
    }
}

TEST_CASE("every setting, by a value that it takes and values that it does not") {
    const struct {
        std::string_view name;
        std::string value;
        bool taken;
    } rows[] = {
        {"listen", "0.0.0.0:80", true},
        {"listen", "localhost:8080", true},
        {"listen", "[::]:8080", true},
        {"listen", "::1:8080", false},
        {"listen", "8080", false},
        {"listen", "polls.example:80", false},
        {"listen", "127.0.0.1:65536", false},
        {"listen", "127.0.0.1:80x", false},
        {"public-url", "https://polls.example.org", true},
        {"public-url", "https://polls.example.org/", true},
        {"public-url", "https://polls.example.org/candour", false},
        {"public-url", "polls.example.org", false},
        {"public-url", "https://", false},
        {"memory", "true", true},
        {"memory", "0", true},
        {"memory", "perhaps", false},
        {"shards", "64", true},
        {"shards", "0", false},
        {"shards", "-1", false},
        {"shards", "1.5", false},
        {"idle-until-sealed", "36h", true},
        {"idle-until-sealed", "7d", true},
        {"idle-until-sealed", "0h", false},
        {"idle-until-sealed", "366d", false},
        {"idle-until-sealed", "90", false},
        {"keep-unused", "14d", true},
        {"keep-unused", "36h", true},
        {"keep-unused", "0d", false},
        {"keep-unused", "366d", false},
        {"keep-unused", "a fortnight", false},
        {"time-zone", "Europe/London", true},
        {"time-zone", "UTC", true},
        {"time-zone", "Europe/Nowhere", false},
        {"time-zone", "../../../etc/passwd", false},
        {"time-zone", "UTC-25:99", false},
        {"time-zone", "Europe", false},
        {"new-room", "true", true},
        {"new-room", "perhaps", false},
        {"keep-sealed", "0d", true},
        {"keep-sealed", "48h", true},
        {"keep-sealed", "36h", false},  // not whole days
        {"keep-sealed", "9999999999999999d", false},
        {"max-sealed-rooms", "0", false},
        {"max-deck-memory", "512MB", true},
        {"max-deck-memory", "512", false},
        {"max-deck-memory", "512KB", false},
        {"max-disk", "2GB", true},
        {"max-disk", "-2GB", false},
        {"max-disk", "99999999GB", false},
        {"open-rooms", "anyone", true},
        {"open-rooms", "pass", true},
        {"open-rooms", "nobody", false},
        {"pass-contact", "it@hospital.example", true},
        {"pass-contact", "", false},
        {"pass-contact", "two\nlines", false},
        {"pass-contact", std::string(201, 'x'), false},
        {"trusted-proxies", "127.0.0.1", true},
        {"trusted-proxies", "127.0.0.1, 10.0.0.0/8,fd00::/8", true},
        {"trusted-proxies", "", true},
        {"trusted-proxies", "10.0.0.1/8", false},
        {"trusted-proxies", "proxy.example", false},
        {"trusted-proxies", "127.0.0.1,,::1", false},
        {"log-level", "debug", true},
        {"log-level", "loud", false},
        {"log-format", "json", true},
        {"log-format", "text", true},
        {"log-format", "xml", false},
        {"deck", "", false},
        {"data", "", false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        CAPTURE(row.value);
        const std::vector flags{given(row.name, row.value)};
        const auto config = make_config({flags});
        CHECK(config.has_value() == row.taken);
        if (config.has_error())
            CHECK(config.error().front().starts_with("--" + std::string(row.name)));
    }
    const std::vector flags{given("public-url", "https://polls.example.org//"),
                            given("idle-until-sealed", "2d")};
    const auto config = make_config({flags});
    CHECK(config->max_disk == std::nullopt);
    CHECK(make_config({std::vector{given("max-disk", "3GB")}})->max_disk == 3'000'000'000);
    CHECK(config->public_url == "https://polls.example.org");
    CHECK(config->idle_until_sealed == 48h);
}

TEST_CASE("proxies may be an array in the file") {
    const TemporaryFile file("trusted-proxies = [\"127.0.0.1\", \"10.0.0.0/8\"]\n");
    const auto read = read_config_file(file.path);
    REQUIRE(read.has_value());
    const auto config = make_config({*read});
    REQUIRE(config.has_value());
    REQUIRE(config->trusted_proxies.size() == 2);
    CHECK(config->trusted_proxies[1] == *app::read_network("10.0.0.0/8"));
    const TemporaryFile wrong("trusted-proxies = [1, 2]\n");
    CHECK(read_config_file(wrong.path).has_error());
}

TEST_CASE("an unknown key is named with its line and the one that was meant") {
    const TemporaryFile file("shards = 1\n\nlisten = [1]\nlisen = \"127.0.0.1:1\"\nzzz = 1\n");
    const auto read = read_config_file(file.path);
    REQUIRE(read.has_error());
    REQUIRE(read.error().size() == 3);
    const auto all = read.error()[0] + read.error()[1] + read.error()[2];
    CHECK(all.find("line 3: 'listen' takes an address and a port") != all.npos);
    CHECK(all.find("line 4: there is no setting called 'lisen'; did you mean 'listen'?") !=
          all.npos);
    CHECK(all.find("line 5: there is no setting called 'zzz'.") != all.npos);
}

TEST_CASE("a file that is no TOML, or is not there, is a sentence and no crash") {
    const TemporaryFile file("listen = \n");
    const auto read = read_config_file(file.path);
    REQUIRE(read.has_error());
    CHECK(read.error().front().find("line 1: ") != std::string::npos);
    CHECK(read_config_file("/nowhere/candour.toml").error().front() ==
          "There is no file /nowhere/candour.toml.");
}

TEST_CASE("did you mean") {
    const std::vector<std::string> names{"serve", "check", "people"};
    CHECK(nearest("server", names) == "serve");
    CHECK(nearest("peple", names) == "people");
    CHECK(nearest("xyzzy", names).empty());
    CHECK(distance("kitten", "sitting") == 3);
}

}  // namespace
}  // namespace candour::ops
