// The door: the last look at a response before the domain sees it.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/refusal.hpp"
#include "protocol/cpp/response.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace candour::text {

/// How long a word or phrase may be, in grapheme clusters: what still reads as one word on a
/// screen.
inline constexpr std::size_t max_word_graphemes = 60;

/// How many code points a grapheme cluster may have on the average of one text: a family with four
/// skin tones has 11, but nobody writes only families. UAX #29 alone knows no bound, so that a
/// length in clusters would be none in bytes.
inline constexpr std::size_t max_code_points_per_grapheme = 8;

/// Checks `response` against `question` and makes it what the domain takes: texts clean, words with
/// their keys, no word twice. Nothing when it may pass; else the refusal, with `at` as the path of
/// the response, and a response that nobody should use. Any thread.
[[nodiscard]] std::optional<Refusal> clean_response(Response& response,
                                                    const Question& question,
                                                    std::string_view at = "$.response");

}  // namespace candour::text
