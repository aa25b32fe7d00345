// Takes one of the worst inputs once, in a function that an instruction counter can find:
// `count_one message 12`. Without arguments: how many there are, and their names.
#include "tests/cost/worst_inputs.hpp"

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace candour::cost {

/// Not inlined, so that it has a name to be counted by.
[[gnu::noinline]] void counted(bool is_deck, const std::string& input) {
    if (is_deck)
        take_deck(input);
    else
        take_message(input);
}

}  // namespace candour::cost

int main(int count, char** arguments) {
    using namespace candour::cost;
    const std::string_view kind = count > 1 ? arguments[1] : "";
    const bool is_deck = kind == "deck";
    const auto inputs = is_deck ? worst_decks() : worst_messages();
    if (count < 3) {
        for (const Input& input : inputs) std::cout << input.name << '\n';
        return 0;
    }
    const std::size_t number = std::strtoul(arguments[2], nullptr, 10);
    // What is made at the first look (tables, iterators) is not part of any message.
    take_message(worst_messages()[1].make());
    counted(is_deck, inputs.at(number).make());
    return 0;
}
