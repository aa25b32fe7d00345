// A room with two open questions, and people who answer them: what the benchmarks share.
#pragma once

#include "server/domain/room.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace candour::micro {

inline const SlideId cloud{"cloud"};
inline const SlideId scale{"scale"};

inline std::shared_ptr<const Deck> deck(Level level) {
    auto deck = std::make_shared<Deck>();
    deck->title = "Benchmark";
    Question words{.prompt = "A word", .level = level, .kind = WordCloudQuestion{}};
    ScaleQuestion four;
    for (const char* id : {"a", "b", "c", "d"}) four.statements.push_back({id, id});
    Question scales{.prompt = "How far", .level = level, .kind = four};
    deck->slides.push_back({.id = cloud, .warning = {}, .body = words});
    deck->slides.push_back({.id = scale, .warning = {}, .body = scales});
    return deck;
}

inline domain::Room open_room(Level level) {
    domain::Room room({.code = RoomCode{"ABCDEFGH"}, .deck = deck(level)}, {}, Bytes32{1});
    room.apply({.number = BatchNumber{2},
                .events = {domain::SlideShown{cloud}, domain::QuestionOpened{cloud},
                           domain::QuestionOpened{scale}}},
               {});
    return room;
}

/// A person per number; real pseudonyms are as evenly spread.
inline Pseudonym person(std::uint64_t number) {
    Pseudonym who;
    std::uint64_t mixed = number * 0x9e3779b97f4a7c15U;
    for (std::uint8_t& byte : who.bytes) {
        byte = static_cast<std::uint8_t>(mixed >> 56U);
        mixed = mixed * 0xd1342543de82ef95U + 1;
    }
    return who;
}

inline Response word(std::uint64_t number) {
    const std::string text = "word " + std::to_string(number % 200);
    return WordCloudResponse{{{text, text}}};
}

}  // namespace candour::micro
