// The dearest messages and decks that we know of, each as large as the server takes one. The bars:
// a message of 16 kB at most 1 ms, a deck of 4 MB at most 50 ms. tests/cost holds them in
// instructions.
#include "tests/cost/worst_inputs.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace candour::micro {
namespace {

using Take = void (*)(const std::string&);

bool add_all(const std::string& kind, const std::vector<cost::Input>& inputs, Take take) {
    for (const cost::Input& input : inputs) {
        const auto run = [take, make = input.make](benchmark::State& state) {
            const std::string bytes = make();
            for (auto _ : state) take(bytes);
        };
        benchmark::RegisterBenchmark((kind + "/" + input.name).c_str(), run)
            ->Unit(benchmark::kMillisecond);
    }
    return true;
}

[[maybe_unused]] const bool messages =
    add_all("message", cost::worst_messages(), &cost::take_message);
[[maybe_unused]] const bool decks = add_all("deck", cost::worst_decks(), &cost::take_deck);

}  // namespace
}  // namespace candour::micro
