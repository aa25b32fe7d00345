// SharedDeck: a deck that nobody changes any more, as a value that a welcome can carry.
#pragma once

#include "protocol/cpp/deck.hpp"

#include <memory>
#include <utility>

namespace candour::app {

/// Copies share the deck; two are the same when their decks are, wherever they are kept. Any
/// thread.
class SharedDeck {
public:
    /// No deck at all.
    SharedDeck() = default;
    /// Implicit, as a room keeps its deck in this form.
    SharedDeck(std::shared_ptr<const Deck> deck) : deck_(std::move(deck)) {}

    [[nodiscard]] bool empty() const noexcept { return deck_ == nullptr; }
    /// Not of an empty one.
    [[nodiscard]] const Deck& operator*() const noexcept { return *deck_; }
    [[nodiscard]] const Deck* operator->() const noexcept { return deck_.get(); }

    friend bool operator==(const SharedDeck& a, const SharedDeck& b) {
        if (a.deck_ == b.deck_) return true;
        return a.deck_ != nullptr && b.deck_ != nullptr && *a.deck_ == *b.deck_;
    }

private:
    std::shared_ptr<const Deck> deck_;
};

}  // namespace candour::app
