// How each closed set of values is spelt on the wire. Private to the codec.
#pragma once

#include "protocol/cpp/messages.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace candour::codec {

/// The spellings of an enumeration's values, in the order of the values.
template <class E>
inline constexpr std::array<std::string_view, 0> names{};

template <>
inline constexpr std::array<std::string_view, role_count> names<Role>{"participant", "facilitator",
                                                                      "projector"};
template <>
inline constexpr std::array<std::string_view, 3> names<Level>{"open", "protected", "strict"};
template <>
inline constexpr std::array<std::string_view, 2> names<ResultsMode>{"live", "on_reveal"};
template <>
inline constexpr std::array<std::string_view, 14> names<Action>{
    "go_to",   "open", "close",  "reveal", "conceal", "reset", "hide",
    "restore", "end",  "forget", "lock",   "unlock",  "offer", "wall"};
template <>
inline constexpr std::array<std::string_view, 4> names<WallShows>{"slide", "join", "nothing",
                                                                  "text"};
template <>
inline constexpr std::array<std::string_view, 2> names<RoomPhase>{"live", "ended"};
template <>
inline constexpr std::array<std::string_view, 3> names<QuestionPhase>{"waiting", "open", "closed"};
template <>
inline constexpr std::array<std::string_view, 4> names<Withheld>{"not_revealed", "until_enough",
                                                                 "until_close", "too_few"};
template <>
inline constexpr std::array<std::string_view, 3> names<Progress>{"few", "about_half", "most"};

/// The kinds of question, in the order of QuestionKind, Response and Tally.
inline constexpr std::array<std::string_view, 4> question_kinds{"word_cloud", "scale", "free_text",
                                                                "choice"};
inline constexpr std::array<std::string_view, 2> selects{"one", "several"};
inline constexpr std::array<std::string_view, 8> client_types{
    "hello", "submit", "withdraw", "mine", "texts", "control", "resync", "ping"};

template <class E>
[[nodiscard]] constexpr std::string_view name_of(E value) noexcept {
    return names<E>[static_cast<std::size_t>(value)];
}

template <std::size_t N>
[[nodiscard]] constexpr std::optional<std::size_t> position_of(
    const std::array<std::string_view, N>& spellings, std::string_view spelling) noexcept {
    for (std::size_t i = 0; i < N; ++i)
        if (spellings[i] == spelling) return i;
    return std::nullopt;
}

}  // namespace candour::codec
