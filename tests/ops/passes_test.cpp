#include "server/ops/passes.hpp"

#include "server/app/keys/random.hpp"
#include "server/ops/private_file.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <thread>

namespace candour::ops {
namespace {

namespace fs = std::filesystem;

struct Data {
    Data() { fs::create_directories(folder); }
    ~Data() { fs::remove_all(folder); }

    [[nodiscard]] std::string file() const {
        std::ifstream in(folder / "passes");
        return {std::istreambuf_iterator<char>(in), {}};
    }
    [[nodiscard]] std::string add(const std::string& name) {
        auto token = passes.add(name, random);
        REQUIRE(token);
        return *token;
    }

    fs::path folder = fs::temp_directory_path() / ("candour-passes-" + std::to_string(getpid()));
    PassFile passes{folder};
    app::SystemRandom random;
};

bool knows(Passes& passes, std::string_view token) {
    const auto found = passes.find(token);
    REQUIRE(found.has_value());
    return (*found).has_value();
}

}  // namespace

TEST_CASE("a pass that was added opens, and after it was removed no more, on a server that runs") {
    Data data;
    Passes server(data.folder);
    CHECK_FALSE(knows(server, std::string(22, 'A')));
    const std::string wards = data.add("wards");
    CHECK(knows(server, wards));
    const std::string office = data.add("office");
    CHECK(knows(server, office));
    CHECK((server.find(wards).value() != server.find(office).value()));
    CHECK_FALSE(data.passes.remove("wards"));
    CHECK_FALSE(knows(server, wards));
    CHECK(knows(server, office));
    fs::remove(data.passes.path());
    CHECK_FALSE(knows(server, office));
}

TEST_CASE("the file has the name and a hash, for its user alone, and never the token") {
    Data data;
    const std::string token = data.add("wards");
    CHECK(token.size() == 22);
    CHECK(data.file().find(token) == std::string::npos);
    CHECK(data.file().ends_with(" wards\n"));
    struct stat status {};
    REQUIRE(::stat(data.passes.path().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK(data.add("office") != token);
}

TEST_CASE("a name is there once, and none that would break the file") {
    Data data;
    (void)data.add("wards");
    CHECK(data.passes.add("wards", data.random).error() == std::errc::file_exists);
    CHECK(data.passes.remove("office") == std::errc::no_such_file_or_directory);
    for (const auto* good : {"a", "Ward-7_b.c"}) CHECK(is_pass_name(good));
    CHECK(is_pass_name(std::string(64, 'x')));
    for (const auto* bad : {"", "two words", "new\nline", "w\xc3\xa4rter", "a/b"})
        CHECK_FALSE(is_pass_name(bad));
    CHECK_FALSE(is_pass_name(std::string(65, 'x')));
}

TEST_CASE("passes that are added at the same time are all there") {
    Data data;
    std::vector<std::thread> people;
    for (int person = 0; person < 8; ++person)
        people.emplace_back([&data, person] {
            PassFile file(data.folder);
            app::SystemRandom random;
            (void)file.add("person-" + std::to_string(person), random);
        });
    for (auto& person : people) person.join();
    const auto all = data.passes.read();
    REQUIRE(all.has_value());
    CHECK(all->size() == 8);
}

TEST_CASE("a file that cannot be read as passes lets nobody in, and is left as it is") {
    Data data;
    const std::string token = data.add("wards");
    Passes server(data.folder);
    REQUIRE(knows(server, token));
    REQUIRE_FALSE(write_private_file(data.passes.path(), "not a pass\n"));
    CHECK(server.find(token).error() == std::errc::bad_message);
    CHECK(data.passes.add("office", data.random).error() == std::errc::bad_message);
    CHECK(data.file() == "not a pass\n");
    // Put right, it counts again.
    REQUIRE_FALSE(write_private_file(data.passes.path(), ""));
    CHECK_FALSE(knows(server, token));
}

TEST_CASE("a private file is read up to a bound, and takes the place of one with another mode") {
    Data data;
    const fs::path file = data.folder / "some";
    CHECK(read_private_file(file, 10)->empty());
    std::ofstream(file) << "0123456789";
    fs::permissions(file, fs::perms::all);
    CHECK(*read_private_file(file, 10) == "0123456789");
    CHECK(read_private_file(file, 9).error() == std::errc::file_too_large);
    REQUIRE_FALSE(write_private_file(file, "new"));
    CHECK(*read_private_file(file, 10) == "new");
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK(write_private_file(data.folder / "none" / "some", "x"));
}

}  // namespace candour::ops
