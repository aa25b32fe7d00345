#include "server/text/text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

namespace candour::text {

TEST_CASE("a grapheme cluster is what a person calls a character") {
    CHECK(graphemes("") == 0);
    CHECK(graphemes("safe space") == 10);
    CHECK(graphemes("caf\u00E9") == 4);
    CHECK(graphemes("cafe\u0301") == 4);
    CHECK(graphemes("\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466") == 1);
    CHECK(graphemes("\U0001F1EC\U0001F1E7\U0001F1EB\U0001F1F7") == 2);
    CHECK(graphemes("\u0E01\u0E33") == 1);
    CHECK(graphemes("\uC548\uC804") == 2);
    CHECK(graphemes("a\nb") == 3);
    CHECK(graphemes("\xFF\xFF") == 2);
}

TEST_CASE("every thread counts for itself") {
    std::vector<std::thread> threads;
    std::vector<std::size_t> counts(4);
    for (std::size_t& count : counts)
        threads.emplace_back([&count] {
            for (int i = 0; i < 1000; ++i) count += graphemes("cafe\u0301");
        });
    for (std::thread& thread : threads) thread.join();
    for (const std::size_t count : counts) CHECK(count == 4000);
}

}  // namespace candour::text
