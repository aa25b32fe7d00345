// A disk that fails, fills up or loses power while a key is kept or destroyed: what was said to be
// done is, what was not can be done again, and never is half a key kept.
#include "server/app/keys/key_store.hpp"
#include "tests/app/keys/faulty_key_disk.hpp"
#include "tests/app/keys/key_folder.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <functional>
#include <iterator>

namespace candour::app {
namespace {

namespace fs = std::filesystem;

/// A store on a disk that can fail, and one of its rooms.
class Keeping {
public:
    [[nodiscard]] std::error_code keep() { return store_.keep(some_room(1), some_key('k')); }
    [[nodiscard]] std::error_code destroy() { return store_.destroy(some_room(1)); }
    FaultyKeyDisk& disk() { return disk_; }
    FileKeyStore& store() { return store_; }

    [[nodiscard]] fs::path folder() const { return folder_.path() / "keys"; }
    [[nodiscard]] fs::path file() const { return folder() / name_of_room_1; }
    [[nodiscard]] fs::path unfinished() const { return file() += ".new"; }

    [[nodiscard]] bool is_whole() const {
        const auto found = store_.find(some_room(1));
        return found && found->bytes() == some_key('k').bytes();
    }
    [[nodiscard]] bool is_none() const { return store_.find(some_room(1)).error() == no_key; }
    /// It would be there, and whole, if the power went now.
    [[nodiscard]] bool outlives_power() const {
        return disk_.has_name(folder()) && disk_.has_name(file()) &&
               disk_.synced(file()) == std::string(32, 'k') && !disk_.has_renamed_unsynced();
    }

private:
    KeyFolder folder_;
    FaultyKeyDisk disk_;
    FileKeyStore store_{folder(), disk_};
};

using Step = std::function<std::error_code(Keeping&)>;

/// Does `step`, after `prepare`, with a fault at each of its operations in turn: at that one alone,
/// and at all from there on; then once more on a disk that is well again. `check` is told after
/// each try whether it succeeded.
void at_every_operation(const Step& prepare,
                        const Step& step,
                        const std::function<void(Keeping&, bool)>& check) {
    int operations = 0;
    {
        Keeping healthy;
        REQUIRE_FALSE(prepare(healthy));
        const int before = healthy.disk().operations();
        REQUIRE_FALSE(step(healthy));
        operations = healthy.disk().operations() - before;
    }
    REQUIRE(operations >= 4);
    for (const DiskFault fault : disk_faults)
        for (const int count : {1, FaultyKeyDisk::all})
            for (int after = 0; after < operations; ++after) {
                const int which = static_cast<int>(fault);
                CAPTURE(which);
                CAPTURE(count);
                CAPTURE(after);
                Keeping keeping;
                REQUIRE_FALSE(prepare(keeping));
                keeping.disk().fail(fault, after, count);
                const std::error_code error = step(keeping);
                const bool is_full = fault == DiskFault::full || fault == DiskFault::short_write;
                CHECK(error == (is_full ? std::errc::no_space_on_device : std::errc::io_error));
                keeping.disk().heal();
                check(keeping, false);
                CHECK_FALSE(step(keeping));
                check(keeping, true);
            }
}

std::error_code nothing(Keeping&) {
    return {};
}
std::error_code keeping_it(Keeping& keeping) {
    return keeping.keep();
}
std::error_code destroying_it(Keeping& keeping) {
    return keeping.destroy();
}

/// No file of this process may be longer. Owner and lifetime: a test.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    void (*handler_)(int);
    rlimit before_{};
};

}  // namespace

TEST_CASE("a key that was kept outlives the power, and its name never goes before it") {
    Keeping keeping;
    REQUIRE_FALSE(keeping.keep());
    CHECK(keeping.outlives_power());
    REQUIRE_FALSE(keeping.keep());  // where there is one, and the folder too
    CHECK(keeping.outlives_power());
}

TEST_CASE("of a destroyed key the disk itself has neither bytes nor name") {
    Keeping keeping;
    REQUIRE_FALSE(keeping.keep());
    REQUIRE_FALSE(keeping.destroy());
    CHECK(keeping.disk().synced(keeping.file()) == std::string(32, '\0'));
    CHECK_FALSE(keeping.disk().has_name(keeping.file()));
}

TEST_CASE("keeping a key on a failing disk fails, and done again it outlives the power") {
    at_every_operation(nothing, keeping_it, [](Keeping& keeping, bool is_done) {
        CHECK((keeping.is_whole() || (!is_done && keeping.is_none())));
        if (!is_done) return;
        CHECK(keeping.outlives_power());
        CHECK_FALSE(fs::exists(keeping.unfinished()));
    });
}

TEST_CASE("so it does where there is a key already, which is never half another") {
    at_every_operation(keeping_it, keeping_it, [](Keeping& keeping, bool is_done) {
        CHECK(keeping.is_whole());
        if (!is_done) return;
        CHECK(keeping.outlives_power());
        CHECK_FALSE(fs::exists(keeping.unfinished()));
    });
}

TEST_CASE("destroying a key on a failing disk fails, and done again leaves nothing") {
    at_every_operation(keeping_it, destroying_it, [](Keeping& keeping, bool is_done) {
        if (!is_done) return;  // what is half overwritten is half a key
        CHECK(keeping.is_none());
        CHECK_FALSE(keeping.disk().has_name(keeping.file()));
        CHECK(fs::is_empty(keeping.folder()));
    });
}

TEST_CASE("a disk that fails once is left with nothing of the key that it did not keep") {
    for (const int after : {1, 2, 3}) {  // at its bytes, their sync, its name
        CAPTURE(after);
        Keeping keeping;
        keeping.disk().fail(DiskFault::io_error, after, 1);
        CHECK(keeping.keep());
        CHECK(fs::is_empty(keeping.folder()));
    }
}

TEST_CASE("what a failing disk left of a key is removed once the disk is well") {
    for (const DiskFault fault : disk_faults) {
        const int which = static_cast<int>(fault);
        CAPTURE(which);
        Keeping keeping;
        REQUIRE_FALSE(keeping.store().keep(some_room(2), some_key('q')));
        keeping.disk().fail(fault, 1, FaultyKeyDisk::all);  // the folder may be looked at
        CHECK(keeping.keep());
        keeping.disk().heal();
        CHECK_FALSE(keeping.store().remove_unfinished());
        CHECK(std::distance(fs::directory_iterator(keeping.folder()), {}) == 1);
        CHECK(keeping.store().find(some_room(2)).has_value());
    }
}

TEST_CASE("a disk that takes a few bytes at a time, between signals, has the whole key") {
    Keeping keeping;
    keeping.disk().take_at_once(5);
    REQUIRE_FALSE(keeping.keep());
    CHECK(keeping.is_whole());
    CHECK(keeping.outlives_power());
}

TEST_CASE("one that takes nothing and does not say why keeps no key, and says so") {
    Keeping keeping;
    keeping.disk().take_at_once(0);
    CHECK(keeping.keep() == std::errc::io_error);
    CHECK(keeping.is_none());
}

TEST_CASE("a limit on file sizes is a full disk to a key, too") {
    Keeping keeping;
    std::error_code error;
    {
        const FileSizeLimit limit{20};
        error = keeping.keep();
    }
    CHECK(error == std::errc::file_too_large);
    CHECK(keeping.is_none());
    CHECK_FALSE(fs::exists(keeping.unfinished()));
    CHECK_FALSE(keeping.keep());
    CHECK(keeping.is_whole());
}

}  // namespace candour::app
