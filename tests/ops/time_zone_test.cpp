// The zone in which the server's day is meant: on every machine whose database of zones has it.
#include "server/ops/time_zone.hpp"

#include "server/ops/today.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>

namespace candour::ops {
namespace {

/// The process's own zone comes back, as other tests are in this process.
class ZoneKept {
public:
    ZoneKept() {
        if (const char* said = std::getenv("TZ")) before_ = said;
    }
    ZoneKept(const ZoneKept&) = delete;
    ZoneKept& operator=(const ZoneKept&) = delete;
    ~ZoneKept() {
        if (before_)
            setenv("TZ", before_->c_str(), 1);
        else
            unsetenv("TZ");
        tzset();
    }

private:
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("the day is that of the zone that was set") {
    const ZoneKept kept;
    // 26 hours lie between these two, so that it is never the same day in both.
    use_time_zone("Etc/GMT-14");
    const std::string east = today();
    use_time_zone("");
    CHECK(std::getenv("TZ") == std::string("Etc/GMT-14"));
    use_time_zone("Etc/GMT+12");
    CHECK(today() != east);
}

TEST_CASE("a zone is known by its name alone") {
    CHECK(is_time_zone("Europe/London"));
    CHECK(is_time_zone("America/Argentina/Buenos_Aires"));
    for (const auto* name : {"", "Europe", "europe/london ", "/etc/localtime", "../zoneinfo/UTC",
                             "GMT0BST", "tzdata.zi", "Mars/Olympus"})
        CHECK_FALSE_MESSAGE(is_time_zone(name), name);
}

}  // namespace candour::ops
