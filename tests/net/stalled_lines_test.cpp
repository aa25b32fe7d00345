// What waits for lines that do not read is bounded, and the worst of them goes first.
#include "server/net/stalled_lines.hpp"

#include "tests/net/world.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace candour::net {
namespace stalled_lines {

using namespace test;

class FakeLine final : public Stalled {
public:
    explicit FakeLine(StalledLines& all) : all_(all) {}
    ~FakeLine() override { all_.note(*this, 0); }
    void cut() override {
        was_cut = true;
        all_.note(*this, 0);
    }
    bool was_cut = false;

private:
    StalledLines& all_;
};

TEST_CASE("while what waits is within the bound no line is cut, however many there are") {
    StalledLines all(100);
    FakeLine first(all);
    FakeLine second(all);
    FakeLine third(all);
    FakeLine fourth(all);
    const std::array<FakeLine*, 4> lines{&first, &second, &third, &fourth};
    for (FakeLine* line : lines) all.note(*line, 25);
    CHECK(all.bytes() == 100);
    CHECK(all.cut_down() == 0);
    all.note(first, 0);
    all.note(second, 50);
    CHECK(all.bytes() == 100);
    CHECK(all.cut_down() == 0);
}

TEST_CASE("what is too much is taken from the line for which most waits") {
    StalledLines all(100);
    FakeLine phone(all);
    FakeLine hog(all);
    FakeLine other_hog(all);
    all.note(hog, 70);
    all.note(other_hog, 60);
    CHECK(all.cut_down() == 1);
    CHECK(hog.was_cut);
    all.note(phone, 50);
    CHECK(all.cut_down() == 1);
    CHECK(other_hog.was_cut);
    CHECK_FALSE(phone.was_cut);
    CHECK(all.bytes() == 50);
}

/// What is said to one alone, as a report is.
void tell(World& world, const app::OpenedRoom& room, std::size_t bytes) {
    world.shards.at(0).audiences().tell(room.code, Role::participant,
                                        app::make_frame(std::string(bytes, '.')));
}

TEST_CASE("a line that never reads is cut when too much waits for it, and a quick one is not") {
    World world({}, 300'000);
    const auto room = world.open_room();
    const auto other = world.open_room();
    Client quick(world);
    quick.join(other);
    Client slow(world, 4'096, 4'096);
    slow.join(room);
    for (int i = 0; i < 20; ++i) {
        tell(world, other, 50'000);
        REQUIRE(quick.frame().payload.size() == 50'000);
    }
    CHECK(world.shards.figures().lines_cut == 0);
    CHECK(world.shards.figures().waiting_bytes == 0);
    for (int i = 0; i < 4; ++i) tell(world, room, 50'000);
    REQUIRE(world.until([&] { return world.shards.figures().waiting_bytes > 150'000; }));
    CHECK(world.shards.figures().lines_cut == 0);
    for (int i = 0; i < 4; ++i) tell(world, room, 50'000);
    REQUIRE(world.until([&] { return world.shards.figures().lines_cut == 1; }));
    CHECK(slow.is_hung_up());
    CHECK(world.shards.figures().waiting_bytes == 0);
    tell(world, other, 50'000);
    CHECK(quick.frame().payload.size() == 50'000);
}

TEST_CASE("a frame that a whole audience waits for counts once") {
    World world({}, 300'000);
    const auto room = world.open_room();
    std::array<std::optional<Client>, 10> lines;
    for (auto& line : lines) line.emplace(world, 4'096, 4'096).join(room);
    for (int i = 0; i < 4; ++i) tell(world, room, 50'000);
    REQUIRE(world.until([&] { return world.shards.figures().waiting_bytes > 100'000; }));
    CHECK(world.shards.figures().waiting_bytes < 250'000);
    CHECK(world.shards.figures().lines_cut == 0);
}

}  // namespace stalled_lines
}  // namespace candour::net
