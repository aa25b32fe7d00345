#include "server/app/keys/key_store.hpp"

#include "tests/app/keys/key_folder.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace candour::app {
namespace {

namespace fs = std::filesystem;

fs::perms mode_of(const fs::path& path) {
    return fs::status(path).permissions();
}

void write(const fs::path& path, const std::string& text) {
    std::ofstream(path) << text;
}

}  // namespace

TEST_CASE("a key is found again by a new store on the same folder, and by its room alone") {
    const KeyFolder folder;
    const auto keys = folder.path() / "keys";
    {
        FileKeyStore store{keys};
        REQUIRE(store.find(some_room(1)).error() == no_key);
        REQUIRE_FALSE(store.keep(some_room(1), some_key('k')));
        REQUIRE_FALSE(store.keep(some_room(2), some_key('q')));
    }
    const FileKeyStore store{keys};
    REQUIRE(store.find(some_room(1)).has_value());
    CHECK(store.find(some_room(1))->bytes() == some_key('k').bytes());
    CHECK(store.find(some_room(2))->bytes() == some_key('q').bytes());
    CHECK(store.find(some_room(3)).error() == no_key);
}

TEST_CASE("only its owner can read a key, whatever the mask and whatever was there") {
    const KeyFolder folder;
    const auto keys = folder.path() / "keys";
    const mode_t mask = ::umask(0);
    fs::create_directory(keys);
    FileKeyStore store{keys};
    REQUIRE_FALSE(store.keep(some_room(1), some_key('k')));
    ::umask(mask);
    CHECK(mode_of(keys) == fs::perms::owner_all);
    CHECK(mode_of(keys / name_of_room_1) == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(std::distance(fs::directory_iterator(keys), {}) == 1);
}

TEST_CASE("a destroyed key is gone, in the file and not only in the folder") {
    const KeyFolder folder;
    FileKeyStore store{folder.path()};
    REQUIRE_FALSE(store.keep(some_room(1), some_key('k')));
    REQUIRE_FALSE(store.keep(some_room(2), some_key('q')));
    // A second name shows what becomes of the bytes themselves.
    const auto witness = folder.path() / "witness";
    fs::create_hard_link(folder.path() / name_of_room_1, witness);

    CHECK_FALSE(store.destroy(some_room(1)));
    CHECK(store.find(some_room(1)).error() == no_key);
    CHECK_FALSE(fs::exists(folder.path() / name_of_room_1));
    CHECK(contents_of(witness) == std::string(32, '\0'));
    CHECK(store.find(some_room(2)).has_value());
    CHECK_FALSE(store.destroy(some_room(1)));
}

TEST_CASE("a key that a crash left half written is not found, and does not outlive its room") {
    const KeyFolder folder;
    FileKeyStore store{folder.path()};
    write(folder.path() / (std::string{name_of_room_1} + ".new"), std::string(20, 'k'));
    CHECK(store.find(some_room(1)).error() == no_key);
    CHECK_FALSE(store.destroy(some_room(1)));
    CHECK(fs::is_empty(folder.path()));

    for (const std::size_t size : {0U, 31U, 33U}) {
        write(folder.path() / name_of_room_1, std::string(size, 'k'));
        CHECK(store.find(some_room(1)).error() == std::errc::bad_message);
    }
}

TEST_CASE("a link in the place of a key is not followed") {
    const KeyFolder folder;
    FileKeyStore store{folder.path() / "keys"};
    REQUIRE_FALSE(store.keep(some_room(2), some_key('q')));
    const auto outside = folder.path() / "outside";
    write(outside, std::string(32, 'x'));
    fs::create_symlink(outside, folder.path() / "keys" / name_of_room_1);
    CHECK(store.find(some_room(1)).error() == std::errc::bad_message);
    CHECK(store.destroy(some_room(1)));
    CHECK(contents_of(outside) == std::string(32, 'x'));
}

TEST_CASE("what cannot be kept is an error, and nothing of it stays") {
    const KeyFolder folder;
    const auto in_the_way = folder.path() / "file";
    write(in_the_way, "");
    FileKeyStore store{in_the_way / "keys"};
    CHECK(store.keep(some_room(1), some_key('k')));
    CHECK(store.find(some_room(1)).error() == std::errc::not_a_directory);
    CHECK_FALSE(store.destroy(some_room(1)).value() == 0);
}

TEST_CASE("of when a room was last used the day is kept, and nothing finer") {
    const KeyFolder folder;
    FileKeyStore store{folder.path()};
    REQUIRE_FALSE(store.keep(some_room(1), some_key('k')));
    REQUIRE_FALSE(store.keep_last_day(some_room(1), "2026-11-22"));
    CHECK(FileKeyStore{folder.path()}.last_day(some_room(1)) == "2026-11-22");
    struct stat about {};
    REQUIRE(::lstat((folder.path() / name_of_room_1).c_str(), &about) == 0);
    CHECK(about.st_mtim.tv_sec % 86'400 == 0);
    CHECK(about.st_mtim.tv_nsec == 0);
    CHECK(about.st_atim.tv_sec == about.st_mtim.tv_sec);
    CHECK(store.find(some_room(1))->bytes() == some_key('k').bytes());

    CHECK(store.keep_last_day(some_room(1), "yesterday") == std::errc::invalid_argument);
    CHECK(store.keep_last_day(some_room(2), "2026-11-22") == no_key);
    CHECK(store.last_day(some_room(2)).empty());
}

TEST_CASE("what a crash left of keys that were never kept is overwritten and removed") {
    const KeyFolder folder;
    FileKeyStore store{folder.path() / "keys"};
    CHECK_FALSE(store.remove_unfinished());  // there is no folder yet
    REQUIRE_FALSE(store.keep(some_room(2), some_key('q')));
    const auto left = folder.path() / "keys" / (std::string{name_of_room_1} + ".new");
    write(left, std::string(32, 'k'));
    fs::create_hard_link(left, folder.path() / "witness");
    CHECK_FALSE(store.remove_unfinished());
    CHECK_FALSE(fs::exists(left));
    CHECK(contents_of(folder.path() / "witness") == std::string(32, '\0'));
    CHECK(store.find(some_room(2)).has_value());
}

TEST_CASE("a key that cannot be read now is not taken for none") {
    const KeyFolder folder;
    fs::create_directory(folder.path() / name_of_room_1);  // opens, and cannot be read
    const FileKeyStore store{folder.path()};
    CHECK(store.find(some_room(1)).error() == std::errc::is_a_directory);
}

TEST_CASE("a data folder that was taken away is not made anew by a key") {
    const KeyFolder folder;
    FileKeyStore store{folder.path() / "data" / "keys"};
    CHECK(store.keep(some_room(1), some_key('k')) == no_key);
    CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("in memory nothing is kept") {
    MemoryKeyStore store;
    CHECK_FALSE(store.keep(some_room(1), some_key('k')));
    CHECK(store.find(some_room(1)).error() == no_key);
    CHECK_FALSE(store.destroy(some_room(1)));
}

TEST_CASE("a store sees that a key has vanished, or is no key any more") {
    const KeyFolder folder;
    const auto keys = folder.path() / "keys";
    FileKeyStore store{keys};
    CHECK_FALSE(store.holds(some_room(1)));
    REQUIRE_FALSE(store.keep(some_room(1), some_key('k')));
    CHECK(store.holds(some_room(1)));
    CHECK_FALSE(store.holds(some_room(2)));
    SUBCASE("cut short") {
        fs::resize_file(keys / name_of_room_1, 31);
    }
    SUBCASE("with its folder") {
        fs::remove_all(keys);
    }
    SUBCASE("replaced by a link") {
        fs::rename(keys / name_of_room_1, keys / "elsewhere");
        fs::create_symlink(keys / "elsewhere", keys / name_of_room_1);
    }
    CHECK_FALSE(store.holds(some_room(1)));
    REQUIRE_FALSE(store.keep(some_room(1), some_key('k')));
    CHECK(store.holds(some_room(1)));
    CHECK(store.find(some_room(1))->bytes() == some_key('k').bytes());
}

}  // namespace candour::app
