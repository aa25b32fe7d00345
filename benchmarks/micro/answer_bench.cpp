// What one answer costs at each station on its way, without sockets and disk: reading, cleaning,
// pseudonym, fold, encryption, encoding.
#include "benchmarks/micro/made_up.hpp"
#include "protocol/cpp/codec.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/keys/room_key.hpp"
#include "server/app/room/batch_codec.hpp"
#include "server/domain/draft.hpp"
#include "server/domain/generator.hpp"
#include "server/text/door.hpp"
#include "server/text/text.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace candour::micro {
namespace {

void parse_submit(benchmark::State& state) {
    const std::string frame =
        encode(Submit{.id = MessageId{"mBq3xYz0123456789abcde"},
                      .question = SlideId{"cloud"},
                      .round = Round{1},
                      .response = WordCloudResponse{{{"safe-space", {}}, {"heard", {}}}}});
    for (auto _ : state) benchmark::DoNotOptimize(parse_client_message(frame));
}
BENCHMARK(parse_submit);

void clean_two_words(benchmark::State& state) {
    const Question question = *deck(Level::open)->slides.front().question();
    const Response raw = WordCloudResponse{{{"Safe-space", ""}, {"thought-provoking", ""}}};
    for (auto _ : state) {
        Response response = raw;
        benchmark::DoNotOptimize(text::clean_response(response, question));
    }
}
BENCHMARK(clean_two_words);

/// What makes "Safe-space" and "safe space" one word of the cloud.
void merge_words(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(text::fold_word("Safe-space"));
        benchmark::DoNotOptimize(text::fold_word("thought provoking!"));
    }
    state.SetItemsProcessed(state.iterations() * 2);
}
BENCHMARK(merge_words);

void make_pseudonym(benchmark::State& state) {
    app::SystemRandom random;
    const app::RoomKey key = app::RoomKey::fresh(random);
    const Bytes32 question_key = key.question_key(cloud);
    Bytes16 ticket{};
    for (auto _ : state) {
        ++ticket[0];
        benchmark::DoNotOptimize(app::RoomKey::pseudonym(question_key, ticket));
    }
}
BENCHMARK(make_pseudonym);

/// Draft and fold batches of so many answers; time is per answer.
void fold_answers(benchmark::State& state, Level level) {
    const auto size = static_cast<std::uint64_t>(state.range(0));
    domain::Room room = open_room(level);
    domain::Generator shuffle{Bytes32{1}};
    std::uint64_t number = 0;
    for (auto _ : state) {
        domain::Draft draft(room);
        for (std::uint64_t i = 0; i < size; ++i, ++number)
            benchmark::DoNotOptimize(
                draft.add(domain::Respond{cloud, Round{1}, person(number), word(number)}));
        room.apply(std::move(draft).finish(shuffle, {}), Bytes32{2});
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(number));
}
BENCHMARK_CAPTURE(fold_answers, open, Level::open)->Arg(32)->Arg(256);
BENCHMARK_CAPTURE(fold_answers, protected, Level::protected_)->Arg(32)->Arg(256);

void encode_and_seal_batch(benchmark::State& state) {
    app::SystemRandom random;
    const app::RoomKey key = app::RoomKey::fresh(random);
    domain::Batch batch{.number = BatchNumber{3}, .events = {}};
    for (std::uint64_t i = 0; i < 256; ++i)
        batch.events.emplace_back(domain::Responded{cloud, person(i), word(i)});
    for (auto _ : state)
        benchmark::DoNotOptimize(
            key.seal_batch({}, batch.number, app::encode_batch(batch), random));
    state.SetItemsProcessed(state.iterations() * 256);
}
BENCHMARK(encode_and_seal_batch);

void encode_tally(benchmark::State& state) {
    domain::Room room = open_room(Level::open);
    domain::Generator shuffle{Bytes32{1}};
    domain::Draft draft(room);
    for (std::uint64_t i = 0; i < 2'000; ++i)
        benchmark::DoNotOptimize(draft.add(domain::Respond{cloud, Round{1}, person(i), word(i)}));
    room.apply(std::move(draft).finish(shuffle, {}), Bytes32{2});
    for (auto _ : state) benchmark::DoNotOptimize(encode(*room.tally(Role::projector)));
}
BENCHMARK(encode_tally);

}  // namespace
}  // namespace candour::micro
