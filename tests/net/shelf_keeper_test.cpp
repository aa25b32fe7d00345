// When a workspace that nobody uses is deleted, by a clock that the test holds.
#include "server/net/shelf_keeper.hpp"

#include "server/app/calendar.hpp"
#include "tests/waiting.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <future>

namespace candour::net::shelf_keeper_test {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::days two_years{730};
constexpr std::chrono::days noted_every = app::limits::workspace_use_noted_every;
constexpr std::chrono::sys_days first_day = std::chrono::year{2026} / 11 / 30;

/// A keeper that looks every millisecond, and a workspace that was made on the first day.
struct Kept {
    Kept() {
        workspace.bytes.fill(7);
        token_hash.fill(1);
        const WorkspaceLink editor{std::string(22, 'E'), Right::edit, token_hash, "keyring"};
        on_shelf([&](shelf::Shelf& shelf) {
            return shelf.create(workspace, {"about", "names", {editor}}).has_value();
        });
    }
    shelf::ShelfOptions options() {
        shelf::ShelfOptions options;
        options.max_bytes = 1'000'000;
        options.today = [this] {
            ++looks;
            return app::day_text(first_day + std::chrono::days{days_later});
        };
        return options;
    }
    /// What the act says, which runs on the keeper's thread.
    template <class Act>
    bool on_shelf(Act act) {
        std::promise<bool> said;
        keeper.run({1, false}, 0, [&](shelf::Shelf* shelf, const std::optional<Refusal>&) {
            said.set_value(shelf != nullptr && act(*shelf));
        });
        return said.get_future().get();
    }
    /// Looking whether it is there is no use.
    bool is_there() {
        return on_shelf([&](shelf::Shelf& shelf) {
            return !shelf.refuse_stranger({workspace, token_hash}).has_value();
        });
    }
    void use() {
        CHECK(on_shelf([&](shelf::Shelf& shelf) {
            return shelf.show({workspace, token_hash}).has_value();
        }));
    }
    /// The server runs on the day that is so many days after the first, until it has looked twice.
    void run_on(std::chrono::days later) {
        days_later = static_cast<int>(later.count());
        const int before = looks;
        CHECK(waiting::becomes_true([&] { return looks >= before + 2; }));
    }

    WorkspaceId workspace;
    Bytes32 token_hash{};
    std::atomic<int> days_later = 0;
    std::atomic<int> looks = 0;
    ShelfKeeper keeper{options(), two_years, 1ms};
};

TEST_CASE(
    "a workspace that nobody has used for two years goes on the third day on which that is so") {
    Kept kept;
    const auto over = two_years + noted_every + std::chrono::days{1};
    kept.run_on(over);
    CHECK(kept.is_there());
    kept.run_on(over + std::chrono::days{1});
    CHECK(kept.is_there());
    kept.run_on(over + std::chrono::days{2});
    CHECK_FALSE(kept.is_there());
}

TEST_CASE("a workspace is never deleted sooner than two years after its use") {
    Kept kept;
    for (int later = 0; later <= two_years.count(); ++later) kept.run_on(std::chrono::days{later});
    CHECK(kept.is_there());
}

TEST_CASE("whoever uses a workspace on the last day keeps it for two years more") {
    Kept kept;
    const auto over = two_years + noted_every + std::chrono::days{1};
    kept.run_on(over);
    kept.run_on(over + std::chrono::days{1});
    kept.use();
    kept.run_on(over + std::chrono::days{2});
    kept.run_on(over + two_years);
    CHECK(kept.is_there());
}

TEST_CASE("a clock that jumps and is put right deletes nothing") {
    Kept kept;
    kept.run_on(two_years * 3);
    kept.run_on(std::chrono::days{1});
    kept.run_on(std::chrono::days{2});
    kept.run_on(std::chrono::days{3});
    CHECK(kept.is_there());
}

}  // namespace
}  // namespace candour::net::shelf_keeper_test
