// Where in a deck a fault is, in words: people count slides from 1, and JSON paths from 0.
#pragma once

#include <string>
#include <string_view>

namespace candour::ops {

/// "slide 3, statement 1, text" for "$.slides[2].statements[0].text"; "the deck" for "$".
[[nodiscard]] std::string place_in_words(std::string_view json_path);

}  // namespace candour::ops
