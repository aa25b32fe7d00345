#include "tests/house/include_directions.hpp"

#include "tests/house/sources.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

namespace fs = std::filesystem;
using candour::house::objection;

namespace {

/// Every objection in the file, each as "file:line: reason".
std::string objections_in(const candour::house::Source& source) {
    std::istringstream in(source.text);
    std::string all;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number)
        if (const auto reason = objection(source.path, line); !reason.empty())
            all += source.path + ":" + std::to_string(number) + ": " + reason + "\n";
    return all;
}

}  // namespace

TEST_CASE("the rule knows an include that points the wrong way") {
    struct Row {
        std::string_view file;
        std::string_view line;
        bool allowed;
    };
    const Row rows[] = {
        // Down the floors, and within one.
        {"server/net/connection.cpp", "#include \"server/app/limits.hpp\"", true},
        {"server/app/shard/shard.cpp", "#include \"server/domain/room.hpp\"", true},
        {"server/app/shard/shard.cpp", "#include \"server/log/room_log.hpp\"", true},
        {"server/domain/room.cpp", "#include \"server/domain/room.hpp\"", true},
        {"server/domain/room.hpp", "#include \"protocol/cpp/deck.hpp\"", true},
        {"server/main.cpp", "#include \"server/net/listener.hpp\"", true},
        // Up, or sideways.
        {"server/app/shard/shard.cpp", "#include \"server/net/connection.hpp\"", false},
        {"server/domain/room.cpp", "#include \"server/app/limits.hpp\"", false},
        {"server/domain/room.cpp", "#include \"server/text/clean.hpp\"", false},
        {"server/log/memory_log.cpp", "#include \"server/domain/room.hpp\"", false},
        {"server/text/clean.cpp", "#include \"server/log/room_log.hpp\"", false},
        {"protocol/cpp/deck.cpp", "#include \"server/domain/room.hpp\"", false},
        // Inside the app: down the wings, and within one.
        {"server/app/shard/shard.cpp", "#include \"server/app/room/live_room.hpp\"", true},
        {"server/app/shard/shard.cpp", "#include \"server/app/lifecycle/room_end.hpp\"", true},
        {"server/app/room/live_room.cpp", "#include \"server/app/keys/room_key.hpp\"", true},
        {"server/app/room/live_room.hpp", "#include \"server/app/audience/to_room.hpp\"", true},
        {"server/app/audience/seat.cpp", "#include \"server/app/limits.hpp\"", true},
        {"server/app/audience/seat.cpp", "#include \"server/text/door.hpp\"", true},
        {"server/app/lifecycle/a.hpp", "#include \"server/app/audience/seat_address.hpp\"", true},
        {"server/app/audience/seat.cpp", "#include \"server/app/shard/shard.hpp\"", false},
        {"server/app/audience/audiences.hpp", "#include \"server/app/room/live_room.hpp\"", false},
        {"server/app/audience/seat.cpp", "#include \"server/app/keys/random.hpp\"", true},
        {"server/app/room/opening.hpp", "#include \"server/app/shard/shards.hpp\"", false},
        {"server/app/room/live_room.cpp", "#include \"server/app/lifecycle/room_end.hpp\"", false},
        {"server/app/keys/hmac.cpp", "#include \"server/app/room/live_room.hpp\"", false},
        {"server/app/lifecycle/a.cpp", "#include \"server/app/audience/seat.hpp\"", false},
        {"server/app/lifecycle/a.cpp", "#include \"server/log/room_log.hpp\"", false},
        {"server/app/lifecycle/a.cpp", "#include <boost/asio/post.hpp>", false},
        {"server/app/lifecycle/a.cpp", "#include <thread>", false},
        {"server/app/lifecycle/a.cpp", "#include <chrono>", true},
        {"server/app/room/live_room.cpp", "#include <boost/asio/post.hpp>", false},
        {"server/app/limits.hpp", "#include \"server/app/room/live_room.hpp\"", false},
        {"server/app/limits.hpp", "#include \"server/app/calendar.hpp\"", true},
        // Nobody looks up at ops, except for the table of files that net serves.
        {"server/domain/room.cpp", "#include \"server/ops/metrics.hpp\"", false},
        {"server/log/memory_log.cpp", "#include \"server/ops/logging.hpp\"", false},
        {"server/app/shard/shard.cpp", "#include \"server/ops/metrics.hpp\"", false},
        {"server/net/http.cpp", "#include \"server/ops/metrics.hpp\"", false},
        {"server/net/http.cpp", "#include \"server/ops/assets.hpp\"", true},
        {"server/ops/metrics.hpp", "#include \"server/app/observer.hpp\"", true},
        {"server/ops/metrics.hpp", "#include \"server/net/listener.hpp\"", false},
        // JSON stays in the codec; the domain never sees it.
        {"protocol/cpp/codec.cpp", "#include <nlohmann/json.hpp>", true},
        {"protocol/cpp/codec_deck.cpp", "#include <nlohmann/json.hpp>", true},
        {"protocol/cpp/deck.hpp", "#include <nlohmann/json_fwd.hpp>", false},
        {"server/net/connection.cpp", "#include <nlohmann/json.hpp>", false},
        {"server/domain/room.hpp", "#include \"protocol/cpp/codec.hpp\"", false},
        {"server/app/shard/shard.cpp", "#include \"protocol/cpp/codec.hpp\"", true},
        // The domain has the standard library, without its clocks, dice and threads.
        {"server/domain/room.cpp", "#include <vector>", true},
        {"server/domain/room.cpp", "#include <boost/container/flat_map.hpp>", false},
        {"server/domain/room.cpp", "#include <unistd.h>", false},
        {"server/domain/room.cpp", "#include <chrono>", false},
        {"server/domain/room.cpp", "#include <random>", false},
        {"server/domain/room.cpp", "#include <thread>", false},
        // Libraries stay where they belong.
        {"server/text/clean.cpp", "#include <unicode/unistr.h>", true},
        {"server/app/shard/shard.cpp", "#include <unicode/unistr.h>", false},
        {"server/log/sqlite_log.cpp", "#include <SQLiteCpp/SQLiteCpp.h>", true},
        {"server/app/shard/shard.cpp", "#include <sqlite3.h>", false},
        {"server/app/shard/shard.cpp", "#include <boost/asio/post.hpp>", true},
        {"server/log/memory_log.cpp", "#include <boost/asio/post.hpp>", false},
        {"server/app/shard/shard.cpp", "#include <boost/beast/core.hpp>", false},
        {"server/commands/client/line.cpp", "#include <boost/beast/core.hpp>", true},
        {"server/commands/people/visitor.cpp", "#include <boost/beast/core.hpp>", false},
        {"server/commands/serve.cpp", "#include <boost/beast/core.hpp>", false},
        {"server/main.cpp", "#include <boost/beast/core.hpp>", false},
        {"server/net/connection.cpp", "#include <spdlog/spdlog.h>", false},
        {"server/commands/serve.cpp", "#include <CLI/CLI.hpp>", true},
        {"server/ops/config.cpp", "#include <CLI/CLI.hpp>", false},
        // However it is written.
        {"server/domain/room.cpp", "  #  include<thread>", false},
        {"server/domain/room.cpp", "#include \"../app/limits.hpp\"", false},
        {"server/domain/room.cpp", "#include \"room.hpp\"", false},
        // Lines that include nothing.
        {"server/domain/room.cpp", "// see #include <thread>", true},
        {"server/domain/room.cpp", "#pragma once", true},
        {"server/domain/room.cpp", "", true},
    };
    for (const auto& row : rows) {
        CAPTURE(row.file);
        CAPTURE(row.line);
        CHECK(objection(row.file, row.line).empty() == row.allowed);
    }
}

TEST_CASE("each wing of the app knows only wings that stand below it") {
    const auto wings = candour::house::wings_of_the_app();
    for (std::size_t i = 0; i < wings.size(); ++i)
        for (const std::string_view known : wings[i].below)
            for (std::size_t above = i; above < wings.size(); ++above) {
                CAPTURE(wings[i].folder);
                CAPTURE(known);
                // One plain value is known below the wing that it stands in; it knows nobody.
                const bool is_address = known == "server/app/audience/seat_address.hpp";
                CHECK((is_address || known.empty() || !known.starts_with(wings[above].folder)));
            }
}

TEST_CASE("the table of the wings is the one in docs/architecture.md") {
    std::string table = "| Wing | What is in it | What of ours it may include |\n|---|---|---|\n";
    for (const candour::house::Wing& wing : candour::house::wings_of_the_app()) {
        std::string known;
        for (const std::string_view folder : wing.below)
            if (!folder.empty()) known += (known.empty() ? "`" : ", `") + std::string(folder) + "`";
        table += "| `" + std::string(wing.folder) + "` | " + std::string(wing.what) + " | " +
                 known + " |\n";
    }
    CAPTURE(table);
    const std::string docs = candour::house::contents("docs/architecture.md");
    CHECK(docs.find(table) != std::string::npos);
}

TEST_CASE("the app has no folder but its wings") {
    std::set<std::string> known;
    for (const candour::house::Wing& wing : candour::house::wings_of_the_app())
        known.emplace(wing.folder);
    for (const auto& entry : fs::directory_iterator(fs::path(CANDOUR_SOURCE_DIR) / "server/app"))
        if (entry.is_directory())
            CHECK(known.erase("server/app/" + entry.path().filename().string() + "/") == 1);
    CHECK(known.empty());
}

TEST_CASE("every include points the right way") {
    const auto sources = candour::house::sources_below({"protocol/cpp", "server"});
    for (const auto& source : sources) CHECK(objections_in(source) == "");
    CHECK(sources.size() > 200);
}
