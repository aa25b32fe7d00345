// A disk that fails while a room is sealed or forgotten: what was said to be done is, what was not
// can be done again, and then nothing of the room is left. Other rooms notice nothing.
#include "server/log/sqlite_log.hpp"
#include "tests/log/asking.hpp"
#include "tests/log/faulty_vfs.hpp"
#include "tests/log/folder.hpp"
#include "tests/log/opening.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

namespace candour::log {
namespace {

const std::string canary = "canary-of-the-room";
const std::string results = "results-of-the-room";
const std::vector<std::string> batches(5, canary);
const std::vector<std::string> others{"a", "b", "c", "d"};

enum class Beside : std::uint8_t {
    nobody,   // then the file is written anew
    another,  // room, under which it is not
};

/// A log with a room whose end comes on a disk that fails.
class Ending {
public:
    explicit Ending(Beside beside) : beside_(beside), log_(open(folder_, vfs_.name())) {
        for (std::size_t i = 0; i < batches.size(); ++i)
            REQUIRE_FALSE(append(*log_, {record(here, i + 1, batches[i])}));
        if (beside == Beside::nobody) return;
        for (std::size_t i = 0; i < others.size(); ++i)
            REQUIRE_FALSE(append(*log_, {record(there, i + 1, others[i])}));
    }
    FaultyVfs& vfs() { return vfs_; }
    SqliteLog& log() { return *log_; }
    void open_again() {
        vfs_.heal();
        log_.reset();
        log_ = open(folder_);
    }
    void others_are_whole() const {
        const Read all = read(*log_, there);
        CHECK_FALSE(all.error);
        CHECK(bytes_of(*log_, there) ==
              (beside_ == Beside::nobody ? std::vector<std::string>{} : others));
    }
    [[nodiscard]] bool is_live() const {
        return bytes_of(*log_, here) == batches && all_sealed(*log_).empty();
    }
    [[nodiscard]] bool is_sealed() const {
        return bytes_of(*log_, here).empty() && all_sealed(*log_) == Sealed{{here, results}};
    }
    [[nodiscard]] bool is_forgotten() const {
        return bytes_of(*log_, here).empty() && all_sealed(*log_).empty();
    }
    [[nodiscard]] bool holds(const std::string& bytes) const { return folder_.holds(bytes); }

private:
    Folder folder_;
    FaultyVfs vfs_;
    Beside beside_;
    std::unique_ptr<SqliteLog> log_;
};

using Step = std::function<std::error_code(Ending&)>;

/// Does `step` with a fault at each of its writes in turn; `check` is told after each try whether
/// it succeeded. Some try again at once, some when the log was opened again.
void at_every_write(Beside beside,
                    const Step& prepare,
                    const Step& step,
                    const std::function<void(Ending&, bool)>& check) {
    std::uint64_t operations = 0;
    {
        Ending healthy(beside);
        REQUIRE_FALSE(prepare(healthy));
        const std::uint64_t before = healthy.vfs().operations();
        REQUIRE_FALSE(step(healthy));
        operations = healthy.vfs().operations() - before;
    }
    REQUIRE(operations > 10);
    for (const Fault fault : faults)
        for (std::uint64_t after = 0; after < operations; ++after) {
            const int which = static_cast<int>(fault);
            CAPTURE(which);
            CAPTURE(after);
            Ending ending(beside);
            REQUIRE_FALSE(prepare(ending));
            ending.vfs().fail(fault, after, 3);
            for (int tries = 1; step(ending); ++tries) {
                check(ending, false);
                REQUIRE(tries < 20);
                if (after % 3 == 0) ending.open_again();
            }
            check(ending, true);
            ending.vfs().heal();
            ending.others_are_whole();
            REQUIRE_FALSE(append(ending.log(), {record(room_of(3), 1, "next")}));
            ending.open_again();
            ending.others_are_whole();
            CHECK(bytes_of(ending.log(), room_of(3)) == std::vector<std::string>{"next"});
            REQUIRE_FALSE(forget(ending.log(), room_of(3)));
            check(ending, true);
        }
}

std::error_code nothing(Ending&) {
    return {};
}
std::error_code sealing(Ending& ending) {
    return seal(ending.log(), here, results);
}
std::error_code forgetting(Ending& ending) {
    return forget(ending.log(), here);
}

Beside either() {
    Beside beside = Beside::nobody;
    SUBCASE("alone") {
        beside = Beside::nobody;
    }
    SUBCASE("beside another room") {
        beside = Beside::another;
    }
    return beside;
}

}  // namespace

TEST_CASE("sealing on a failing disk fails, and done again leaves nothing of the room") {
    at_every_write(either(), nothing, sealing, [](Ending& ending, bool is_done) {
        CHECK((ending.is_sealed() || (!is_done && ending.is_live())));
        if (is_done) CHECK_FALSE(ending.holds(canary));
    });
}

TEST_CASE("sealing fails as long as the files cannot be opened again, and done again is whole") {
    Ending ending(Beside::nobody);
    ending.vfs().break_opening(true);
    CHECK(sealing(ending));
    CHECK(append(ending.log(), {record(there, 1, "next")}));
    CHECK(sealing(ending));
    ending.vfs().break_opening(false);
    CHECK_FALSE(sealing(ending));
    CHECK(ending.is_sealed());
    CHECK_FALSE(ending.holds(canary));
    REQUIRE_FALSE(append(ending.log(), {record(there, 1, "next")}));
    ending.open_again();
    CHECK(ending.is_sealed());
    CHECK(bytes_of(ending.log(), there) == std::vector<std::string>{"next"});
}

TEST_CASE("beside another room the files stay open while one is sealed") {
    Ending ending(Beside::another);
    ending.vfs().break_opening(true);
    CHECK_FALSE(sealing(ending));
    CHECK_FALSE(append(ending.log(), {record(there, 5, "e")}));
}

TEST_CASE("forgetting sealed results on a failing disk fails, and done again leaves nothing") {
    at_every_write(either(), sealing, forgetting, [](Ending& ending, bool is_done) {
        CHECK((ending.is_forgotten() || (!is_done && ending.is_sealed())));
        if (is_done) CHECK_FALSE(ending.holds(results));
    });
}

TEST_CASE("so does forgetting a room that is not sealed") {
    at_every_write(Beside::another, nothing, forgetting, [](Ending& ending, bool is_done) {
        CHECK((ending.is_forgotten() || (!is_done && ending.is_live())));
        if (is_done) CHECK_FALSE(ending.holds(canary));
    });
}

}  // namespace candour::log
