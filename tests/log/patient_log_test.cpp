#include "server/log/patient_log.hpp"

#include "tests/log/asking.hpp"
#include "tests/log/faulty_vfs.hpp"
#include "tests/log/folder.hpp"
#include "tests/log/opening.hpp"
#include "tests/log/room_log_behaviour.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cerrno>
#include <memory>
#include <thread>
#include <vector>

namespace candour::log {
namespace {

namespace fs = std::filesystem;

std::error_code probe(RoomLog& log) {
    return answer_to([&](RoomLog::Done done) { log.probe(std::move(done)); });
}

void takes_nothing_yet(RoomLog& log) {
    int given = 0;
    CHECK(append(log, {record(here, 1, "one")}) == LogError::not_open);
    CHECK(seal(log, here, "results") == LogError::not_open);
    CHECK(forget(log, here) == LogError::not_open);
    CHECK(probe(log) == LogError::not_open);
    CHECK(read(log, here).error == LogError::not_open);
    CHECK(log.sealed([&given](const RoomId&, const std::string&) { ++given; }) ==
          LogError::not_open);
    std::vector<RoomId> rooms;
    CHECK(log.rooms(rooms) == LogError::not_open);
    CHECK(rooms.empty());
    CHECK(given == 0);
}

void takes_everything(RoomLog& log) {
    CHECK_FALSE(probe(log));
    REQUIRE_FALSE(append(log, {record(room_of(8), 1, "one"), record(room_of(9), 1, "one")}));
    CHECK(bytes_of(log, room_of(8)) == std::vector<std::string>{"one"});
    CHECK_FALSE(seal(log, room_of(8), "results"));
    CHECK_FALSE(forget(log, room_of(9)));
    CHECK(all_sealed(log) == Sealed{{room_of(8), "results"}});
    CHECK_FALSE(forget(log, room_of(8)));
}

/// A log that keeps what it was told on opening.
class Patient {
public:
    explicit Patient(const Folder& folder, const std::string& vfs = {})
        : log_({folder.path(), vfs},
               [this](const Opening& opening) { openings_.push_back(opening); }) {}
    PatientLog& log() { return log_; }
    [[nodiscard]] const std::vector<Opening>& openings() const { return openings_; }

private:
    std::vector<Opening> openings_;
    PatientLog log_;
};

}  // namespace

TEST_CASE("PatientLog, once it is open") {
    std::vector<std::unique_ptr<Folder>> folders;
    behaves_like_a_room_log([&] {
        folders.push_back(std::make_unique<Folder>());
        auto log = std::make_unique<PatientLog>(
            SqliteOptions{.folder = folders.back()->path(), .vfs = {}}, [](const Opening&) {});
        REQUIRE_FALSE(log->make_ready());
        return log;
    });
}

TEST_CASE("a log takes nothing before it is opened, and opens nothing before it is asked to") {
    const Folder folder;
    Patient patient(folder);
    takes_nothing_yet(patient.log());
    CHECK(fs::is_empty(folder.path()));
    CHECK(patient.openings().empty());
}

TEST_CASE("while the file is another's nothing is taken nor touched, and all is once it is ours") {
    const Folder folder;
    const std::string foreign(5000, 'x');
    Folder::write(folder.database(), foreign);
    Patient patient(folder);
    for (int i = 0; i < 3; ++i) {
        CHECK(patient.log().make_ready() == LogError::foreign);
        takes_nothing_yet(patient.log());
        CHECK((Folder::read(folder.database()) == foreign));
    }
    CHECK(patient.openings().empty());

    SUBCASE("as it is moved away") {
        fs::remove(folder.database());
        CHECK_FALSE(patient.log().make_ready());
        REQUIRE(patient.openings().size() == 1);
        CHECK(patient.openings().front().is_new);
        CHECK(all_rooms(patient.log()).empty());
    }
    SUBCASE("as the right one is put back") {
        const Folder elsewhere;
        REQUIRE_FALSE(append(*open(elsewhere), {record(there, 1, "kept")}));
        fs::copy_file(elsewhere.database(), folder.database(),
                      fs::copy_options::overwrite_existing);
        CHECK_FALSE(patient.log().make_ready());
        REQUIRE(patient.openings().size() == 1);
        CHECK_FALSE(patient.openings().front().is_new);
        CHECK(bytes_of(patient.log(), there) == std::vector<std::string>{"kept"});
    }
    takes_everything(patient.log());
    CHECK_FALSE(patient.log().make_ready());
    CHECK(patient.openings().size() == 1);  // told once
}

TEST_CASE("a log on a full disk is opened when there is room") {
    const Folder folder;
    FaultyVfs vfs;
    Patient patient(folder, vfs.name());
    vfs.fail(Fault::full, 0);
    CHECK(patient.log().make_ready() == std::errc::no_space_on_device);
    takes_nothing_yet(patient.log());
    vfs.heal();
    CHECK_FALSE(patient.log().make_ready());
    takes_everything(patient.log());
    CHECK(patient.openings().size() == 1);
}

TEST_CASE("others may call while a log is being opened") {
    const Folder folder;
    Patient patient(folder);
    std::atomic<bool> is_refused = false;
    std::thread other([&] {
        while (append(patient.log(), {record(here, 1, "one")}) == LogError::not_open)
            is_refused = true;
    });
    while (!is_refused) std::this_thread::yield();
    CHECK_FALSE(patient.log().make_ready());
    other.join();
    CHECK(bytes_of(patient.log(), here) == std::vector<std::string>{"one"});
}

TEST_CASE("what the disk or the file is to blame for may get better, the command line does not") {
    using std::errc;
    for (const std::error_code error :
         {make_error_code(LogError::damaged), make_error_code(LogError::foreign),
          make_error_code(LogError::newer), make_error_code(errc::io_error),
          make_error_code(errc::no_space_on_device),
          std::error_code(EDQUOT, std::generic_category()),
          // As the system says it, in the words of another category.
          std::error_code(EIO, std::system_category()),
          std::error_code(ENOSPC, std::system_category())}) {
        CAPTURE(error.message());
        CHECK(PatientLog::may_get_better(error));
    }
    for (const std::error_code error :
         {make_error_code(LogError::in_use), make_error_code(errc::permission_denied),
          make_error_code(errc::operation_not_permitted), make_error_code(errc::not_a_directory),
          make_error_code(errc::too_many_symbolic_link_levels), std::error_code{}}) {
        CAPTURE(error.message());
        CHECK_FALSE(PatientLog::may_get_better(error));
    }
}

TEST_CASE("a folder that another server uses stays so") {
    const Folder folder;
    const auto other = open(folder);
    Patient patient(folder);
    const auto error = patient.log().make_ready();
    CHECK(error == LogError::in_use);
    CHECK_FALSE(PatientLog::may_get_better(error));
    takes_nothing_yet(patient.log());
}

}  // namespace candour::log
