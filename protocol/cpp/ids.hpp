// Strong types for names and numbers, so that swapping two arguments does not compile.
// Plain values, no thread of their own.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace candour {

/// A text that names one kind of thing. `Tag` keeps the kinds apart.
template <class Tag>
class Name {
public:
    Name() = default;
    explicit Name(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& str() const noexcept { return text_; }
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
    friend auto operator<=>(const Name&, const Name&) = default;

private:
    std::string text_;
};

/// A number that counts one kind of thing.
template <class Tag>
class Number {
public:
    constexpr Number() = default;
    constexpr explicit Number(std::uint64_t value) : value_(value) {}

    [[nodiscard]] constexpr std::uint64_t value() const noexcept { return value_; }
    [[nodiscard]] constexpr Number next() const noexcept { return Number{value_ + 1}; }
    friend constexpr auto operator<=>(Number, Number) = default;

private:
    std::uint64_t value_ = 0;
};

/// Eight characters of `room_code_alphabet`, upper case, no hyphen: what people type.
using RoomCode = Name<struct RoomCodeTag>;
/// A slide's id in its deck. A question is a slide, so this names questions too.
using SlideId = Name<struct SlideIdTag>;
/// What hide and restore name: a word's key or a text's id.
using ItemId = Name<struct ItemIdTag>;
/// Chosen by a client for one message: 22 characters of base64url.
using MessageId = Name<struct MessageIdTag>;

/// Moves at every change of slide, phase, visibility or round; tallies leave it alone.
using Revision = Number<struct RevisionTag>;
/// Moves when a facilitator resets a question; starts at 1.
using Round = Number<struct RoundTag>;
/// Which of a question's announcements of how many people have joined: 0 at its opening, and the
/// next each time the number has moved since. Means nothing at another question or in another
/// round.
using Announcement = Number<struct AnnouncementTag>;
/// Position of a batch in its room's log; the first batch has 1.
using BatchNumber = Number<struct BatchNumberTag>;

/// Upper-case letters and digits that are not mistaken for each other (no 0 O 1 I).
inline constexpr char room_code_alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
inline constexpr std::size_t room_code_length = 8;

using Bytes16 = std::array<std::uint8_t, 16>;
using Bytes32 = std::array<std::uint8_t, 32>;

/// Names a room inside the server and in the log; never shown. 128 random bits.
struct RoomId {
    Bytes16 bytes{};
    friend auto operator<=>(const RoomId&, const RoomId&) = default;
};

/// Who answered one question in one room: HMAC(HMAC(room key, question id), ticket), cut to 128
/// bits (rule A1). The same person is another, unrelated one at every question.
struct Pseudonym {
    Bytes16 bytes{};
    friend auto operator<=>(const Pseudonym&, const Pseudonym&) = default;
};

}  // namespace candour

template <class Tag>
struct std::hash<candour::Name<Tag>> {
    std::size_t operator()(const candour::Name<Tag>& name) const noexcept {
        return std::hash<std::string>{}(name.str());
    }
};

/// Pseudonyms and room ids are uniformly random already: eight of their bytes are a good hash.
template <>
struct std::hash<candour::Pseudonym> {
    std::size_t operator()(const candour::Pseudonym& p) const noexcept {
        std::size_t value = 0;
        for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8U | p.bytes[i];
        return value;
    }
};

template <>
struct std::hash<candour::RoomId> {
    std::size_t operator()(const candour::RoomId& id) const noexcept {
        std::size_t value = 0;
        for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8U | id.bytes[i];
        return value;
    }
};
