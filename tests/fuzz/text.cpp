// Any bytes as an answer: what server/text promises of every text holds.
#include "server/text/text.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace text = candour::text;
    const std::string_view sent{reinterpret_cast<const char*>(data), size};
    for (const auto lines : {text::Lines::one, text::Lines::several}) {
        const std::string once = text::clean(sent, lines);
        require(text::clean(once, lines) == once);
        require(text::graphemes(once) <= once.size());
    }
    const std::string word = text::clean(sent);
    const std::string key = text::fold_word(word);
    require(key.empty() == word.empty());
    require(text::fold_word(key) == key);
    return 0;
}
