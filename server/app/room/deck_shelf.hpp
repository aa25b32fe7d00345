// DeckShelf: the decks that the server holds, with a bound on their bytes in memory. Pictures are
// kept once per content: a deck that is opened a hundred times costs its texts a hundred times and
// its pictures once.
#pragma once

#include "protocol/cpp/deck.hpp"
#include "protocol/cpp/ids.hpp"

#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <string>

namespace candour::app {

/// Decks count for as long as somebody has them: a room, a sealed room, a page that is being
/// welcomed. On the disk each room has its own copy, encrypted by its own key: one that rooms share
/// would outlive the room's key, and tell which rooms had one deck.
/// Owner: Common. Thread: keep and keep_anyway one at a time (the blocking pool's); held() and the
/// end of a deck any. Lifetime: any; decks may outlive it.
class DeckShelf {
public:
    explicit DeckShelf(std::size_t at_most_bytes);

    /// The deck to be used in its place; null when there is no memory for it.
    [[nodiscard]] std::shared_ptr<const Deck> keep(Deck deck);
    /// The same without a bound: for the deck of a room that a restart brings back, which the log
    /// holds already.
    [[nodiscard]] std::shared_ptr<const Deck> keep_anyway(Deck deck);

    [[nodiscard]] std::size_t held() const noexcept;

private:
    using Bytes = std::shared_ptr<const std::string>;
    using Held = std::shared_ptr<std::atomic<std::size_t>>;

    [[nodiscard]] std::shared_ptr<const Deck> put(Deck deck, std::size_t at_most);
    /// The picture on the shelf that has this content; an expired pointer when there is none.
    [[nodiscard]] std::weak_ptr<const std::string>& picture(const std::string& bytes);

    std::size_t at_most_;
    Held held_;
    std::map<Bytes32, std::weak_ptr<const std::string>> pictures_;  // by SHA-256
};

}  // namespace candour::app
