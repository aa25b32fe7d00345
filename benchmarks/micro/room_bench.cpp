// What grows with the room: one more answer among many people, and a restart after many answers.
#include "benchmarks/micro/made_up.hpp"
#include "server/app/keys/key_store.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/room/batch_codec.hpp"
#include "server/app/room/opening.hpp"
#include "server/domain/draft.hpp"
#include "server/domain/generator.hpp"
#include "server/log/sqlite_log.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <system_error>

namespace candour::micro {
namespace {

constexpr std::uint64_t in_batch = 100;

/// People who have all answered change their answers, in batches of 100: pseudonym, draft,
/// encryption, fold. Time is per answer. The bar is the ratio of the last to the first.
void answer_among(benchmark::State& state) {
    const auto people = static_cast<std::uint32_t>(state.range(0));
    app::SystemRandom random;
    const app::RoomKey key = app::RoomKey::fresh(random);
    const Bytes32 question_key = key.question_key(cloud);
    const auto who = [&](std::uint64_t number) {
        Bytes16 ticket{};
        for (std::size_t i = 0; i < sizeof number; ++i)
            ticket[i] = static_cast<std::uint8_t>(number >> (8 * i));
        return app::RoomKey::pseudonym(question_key, ticket);
    };
    domain::Room room = open_room(Level::open);
    domain::Generator shuffle{Bytes32{1}};
    std::uint64_t number = 0;
    const auto next_batch = [&] {
        domain::Draft draft(room);
        for (std::uint64_t i = 0; i < in_batch; ++i, ++number) {
            // By a step that shares no factor with their number, so that neighbours in time are
            // none in memory.
            const std::uint64_t whose = number * 7'919 % people;
            benchmark::DoNotOptimize(draft.add(domain::Respond{.question = cloud,
                                                               .round = Round{1},
                                                               .who = who(whose),
                                                               .response = word(number % 10)}));
        }
        const domain::Batch batch = std::move(draft).finish(
            shuffle, {static_cast<std::uint32_t>(people), static_cast<std::uint32_t>(people)});
        benchmark::DoNotOptimize(
            key.seal_batch({}, batch.number, app::encode_batch(batch), random));
        room.apply(batch, Bytes32{2});
    };
    while (number < people) next_batch();
    const std::uint64_t before = number;
    for (auto _ : state) next_batch();
    state.SetItemsProcessed(static_cast<std::int64_t>(number - before));
}
BENCHMARK(answer_among)->Arg(100)->Arg(10'000)->Arg(100'000);

constexpr std::uint32_t people_at_restart = 10'000;

SlideId question(std::uint64_t number) {
    return SlideId{"question-" + std::to_string(number)};
}

std::shared_ptr<const Deck> deck_of(std::uint64_t questions) {
    auto deck = std::make_shared<Deck>();
    deck->title = "Benchmark";
    for (std::uint64_t i = 0; i < questions; ++i)
        deck->slides.push_back(
            {.id = question(i),
             .warning = {},
             .body =
                 Question{.prompt = "A word", .level = Level::open, .kind = WordCloudQuestion{}}});
    return deck;
}

/// A data folder with one room in it, where 10,000 people have answered so many questions. Removed
/// at the end.
struct Folder {
    explicit Folder(std::uint64_t questions) {
        std::string name = (std::filesystem::temp_directory_path() / "candour-bench-XXXXXX");
        if (mkdtemp(name.data()) == nullptr) std::abort();
        path = name;
        app::SystemRandom random;
        app::RoomOpening opening = app::prepare_room(deck_of(questions), random);
        id = opening.id;
        domain::Room room(opening.began, app::room_limits(), Bytes32{1});
        std::error_code error;
        const auto log = log::SqliteLog::open({.folder = path, .vfs = {}}, error);
        if (error || app::FileKeyStore(path / "keys").keep(id, opening.key)) std::abort();
        const auto append = [&](const log::Record& record) {
            std::promise<std::error_code> done;
            log->append({record}, [&](std::error_code result) { done.set_value(result); });
            if (done.get_future().get()) std::abort();
        };
        append(opening.record);
        const auto write = [&](const domain::Batch& batch) {
            append({id, batch.number,
                    opening.key.seal_batch(id, batch.number, app::encode_batch(batch), random)});
            room.apply(batch, opening.key.release_seed(batch.number));
        };
        domain::Generator shuffle{Bytes32{1}};
        for (std::uint64_t asked = 0; asked < questions; ++asked) {
            write({.number = room.last_batch().next(),
                   .joined = {people_at_restart, people_at_restart},
                   .events = {domain::SlideShown{question(asked)},
                              domain::QuestionOpened{question(asked)}}});
            for (std::uint64_t number = 0; number < people_at_restart;) {
                domain::Draft draft(room);
                for (std::uint64_t i = 0; i < in_batch; ++i, ++number)
                    benchmark::DoNotOptimize(
                        draft.add(domain::Respond{.question = question(asked),
                                                  .round = Round{1},
                                                  .who = person(number + asked),
                                                  .response = word(number)}));
                write(std::move(draft).finish(shuffle, {people_at_restart, people_at_restart}));
            }
        }
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path); }

    std::filesystem::path path;
    RoomId id;
};

/// Opens the log and folds the room again.
void restart(benchmark::State& state) {
    const auto questions = static_cast<std::uint64_t>(state.range(0));
    const Folder folder(questions);
    const app::FileKeyStore keys(folder.path / "keys");
    app::SystemRandom random;
    for (auto _ : state) {
        std::error_code error;
        const auto log = log::SqliteLog::open({.folder = folder.path, .vfs = {}}, error);
        const auto room = app::restore_room(folder.id, *log, keys, random);
        if (!room || room->home == nullptr) std::abort();
    }
    state.counters["answers"] = static_cast<double>(questions * people_at_restart);
}
BENCHMARK(restart)->Arg(20)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace candour::micro
