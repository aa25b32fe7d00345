// The door: the last look at a response before the domain sees it.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/refusal.hpp"
#include "protocol/cpp/response.hpp"

#include <optional>
#include <string_view>

namespace candour::text {

/// Checks `response` against `question` and makes it what the domain takes: texts clean, words with
/// their keys, no word twice. Nothing when it may pass; else the refusal, with `at` as the path of
/// the response, and a response that nobody should use. Any thread.
[[nodiscard]] std::optional<Refusal> clean_response(Response& response,
                                                    const Question& question,
                                                    std::string_view at = "$.response");

}  // namespace candour::text
