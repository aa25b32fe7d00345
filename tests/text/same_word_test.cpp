// The examples of docs/words.md, read from the page itself.
#include "server/text/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace candour::text {
namespace {

struct Pair {
    std::string one;
    std::string other;
    std::string verdict;
    std::string rule;
};

void append_utf8(std::string& out, std::uint32_t c) {
    const auto six_bits = [&out, c](unsigned shift) {
        out += static_cast<char>(0x80U | (c >> shift & 0x3FU));
    };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0U | c >> 6U);
        six_bits(0);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0U | c >> 12U);
        six_bits(6);
        six_bits(0);
    } else {
        out += static_cast<char>(0xF0U | c >> 18U);
        six_bits(12);
        six_bits(6);
        six_bits(0);
    }
}

/// "`a{U+200C}b`" is what stands between the accents, with the character in place of its number.
std::string example(const std::string& cell) {
    REQUIRE(cell.size() >= 3);
    REQUIRE(cell.front() == '`');
    REQUIRE(cell.back() == '`');
    std::string out;
    for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
        if (cell.compare(i, 3, "{U+") != 0) {
            out += cell[i];
            continue;
        }
        const std::size_t end = cell.find('}', i);
        REQUIRE(end != std::string::npos);
        append_utf8(out, static_cast<std::uint32_t>(
                             std::stoul(cell.substr(i + 3, end - i - 3), nullptr, 16)));
        i = end;
    }
    return out;
}

std::vector<std::string> cells_of(const std::string& row) {
    std::vector<std::string> cells;
    std::size_t begin = 2;
    for (std::size_t end = row.find(" |", begin); end != std::string::npos;
         begin = end + 3, end = row.find(" |", begin))
        cells.push_back(row.substr(begin, end - begin));
    return cells;
}

/// Each row of two examples, under the heading that it stands below.
std::vector<Pair> pairs_of_the_page() {
    std::ifstream page{CANDOUR_SOURCE_DIR "/docs/words.md"};
    REQUIRE(page);
    std::vector<Pair> pairs;
    std::string rule;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("## ")) rule = line.substr(3);
        if (!line.starts_with("| `")) continue;
        const auto cells = cells_of(line);
        CAPTURE(line);
        REQUIRE(cells.size() == 3);
        pairs.push_back({example(cells[0]), example(cells[1]), cells[2], rule});
    }
    return pairs;
}

std::string key_of_answer(const std::string& sent) {
    return fold_word(clean(sent, Lines::one, Telltales::go));
}

}  // namespace

TEST_CASE("the 200 pairs of docs/words.md are one word, or two, as the page says") {
    const auto pairs = pairs_of_the_page();
    CHECK(pairs.size() >= 200);
    for (const auto& [one, other, verdict, rule] : pairs) {
        CAPTURE(rule);
        CAPTURE(one);
        CAPTURE(other);
        REQUIRE((verdict == "yes" || verdict == "no"));
        CHECK(one != other);
        CHECK((key_of_answer(one) == key_of_answer(other)) == (verdict == "yes"));
    }
}

TEST_CASE("each pair of docs/words.md stands there once, and each key folds to itself") {
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& [one, other, verdict, rule] : pairs_of_the_page()) {
        CAPTURE(rule);
        CAPTURE(one);
        CAPTURE(other);
        CHECK(seen.insert(std::minmax(one, other)).second);
        for (const std::string& word : {one, other}) {
            const std::string key = key_of_answer(word);
            CHECK(fold_word(key) == key);
        }
    }
}

}  // namespace candour::text
