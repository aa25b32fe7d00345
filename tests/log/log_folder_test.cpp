#include "server/log/log_folder.hpp"

#include "tests/log/folder.hpp"
#include "tests/log/opening.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <vector>

namespace candour::log {
namespace {

namespace fs = std::filesystem;

/// The inodes of what this thread syncs meanwhile.
thread_local std::vector<ino_t>* synced = nullptr;

ino_t inode_of(const fs::path& path) {
    struct ::stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_ino;
}

constexpr fs::perms for_all =
    fs::perms::owner_all | fs::perms::group_all | fs::perms::others_all | fs::perms::sticky_bit;

fs::perms modes_of(const fs::path& path) {
    return fs::status(path).permissions();
}

}  // namespace
}  // namespace candour::log

/// In the place of the C library's, for this program alone.
extern "C" int fsync(int descriptor) {
    struct ::stat status {};
    if (candour::log::synced != nullptr && ::fstat(descriptor, &status) == 0)
        candour::log::synced->push_back(status.st_ino);
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

namespace candour::log {

TEST_CASE("a folder that others use keeps its modes, at the first start and at the next") {
    const Folder folder;
    Folder::write(folder.path() / "somebody's", "own");
    fs::permissions(folder.path(), for_all);
    for (int start = 1; start <= 2; ++start) {
        CAPTURE(start);
        const auto log = open(folder);
        CHECK(modes_of(folder.path()) == for_all);
        CHECK(modes_of(folder.database()) == (fs::perms::owner_read | fs::perms::owner_write));
    }
}

TEST_CASE("a folder that is empty, or holds nothing but ours, is closed to others") {
    const Folder folder;
    for (int start = 1; start <= 2; ++start) {
        CAPTURE(start);
        fs::permissions(folder.path(), for_all);
        const auto log = open(folder);
        CHECK(modes_of(folder.path()) == fs::perms::owner_all);
        fs::create_directory(folder.path() / "keys");
    }
}

TEST_CASE("a folder is found again after a power cut, however its name was written") {
    const Folder folder;
    fs::path written;
    SUBCASE("plainly") {
        written = "a/b/data";
    }
    SUBCASE("with a slash at the end") {
        written = "a/b/data/";
    }
    SUBCASE("with a dot") {
        written = "a/b/data/.";
    }
    CAPTURE(written.string());
    std::vector<ino_t> inodes;
    synced = &inodes;
    const LogFolder made(folder.path() / written);
    made.make_database();
    synced = nullptr;
    // Each name stands in the folder above.
    for (const std::string above : {"", "a", "a/b", "a/b/data"}) {
        CAPTURE(above);
        CHECK(std::ranges::count(inodes, inode_of(folder.path() / above)) > 0);
    }
}

TEST_CASE("a folder is found in the folder that one is in") {
    const Folder folder;
    const fs::path before = fs::current_path();
    fs::current_path(folder.path());
    std::vector<ino_t> inodes;
    synced = &inodes;
    { const LogFolder made("data"); }
    synced = nullptr;
    fs::current_path(before);
    CHECK(std::ranges::count(inodes, inode_of(folder.path())) == 1);
}

}  // namespace candour::log
