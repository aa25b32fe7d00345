#include "server/app/room/deck_shelf.hpp"

#include "protocol/cpp/codec_deck.hpp"
#include "server/app/keys/hmac.hpp"

#include <limits>
#include <utility>
#include <vector>

namespace candour::app {
namespace {

/// What a base64 text of so many bytes has.
std::size_t in_base64(std::size_t bytes) {
    return (bytes + 2) / 3 * 4;
}

std::vector<Picture*> pictures_of(Deck& deck) {
    std::vector<Picture*> pictures;
    for (Slide& slide : deck.slides)
        if (auto* content = std::get_if<Content>(&slide.body); content && content->picture)
            if (content->picture->bytes) pictures.push_back(&*content->picture);
    return pictures;
}

/// About what a deck takes in memory besides its pictures: its texts once, as they stand in JSON.
std::size_t text_bytes(const Deck& deck, const std::vector<Picture*>& pictures) {
    std::size_t bytes = encode_deck(deck).size();
    for (const Picture* picture : pictures) bytes -= in_base64(picture->bytes->size());
    return bytes;
}

}  // namespace

DeckShelf::DeckShelf(std::size_t at_most_bytes)
    : at_most_(at_most_bytes), held_(std::make_shared<std::atomic<std::size_t>>(0)) {}

std::shared_ptr<const Deck> DeckShelf::keep(Deck deck) {
    return put(std::move(deck), at_most_);
}

std::shared_ptr<const Deck> DeckShelf::keep_anyway(Deck deck) {
    return put(std::move(deck), std::numeric_limits<std::size_t>::max());
}

std::size_t DeckShelf::held() const noexcept {
    return held_->load(std::memory_order_relaxed);
}

std::weak_ptr<const std::string>& DeckShelf::picture(const std::string& bytes) {
    return pictures_[sha256({as_bytes(bytes)})];
}

std::shared_ptr<const Deck> DeckShelf::put(Deck deck, std::size_t at_most) {
    std::erase_if(pictures_, [](const auto& each) { return each.second.expired(); });
    const std::vector<Picture*> pictures = pictures_of(deck);
    const std::size_t own = text_bytes(deck, pictures);
    std::vector<Bytes> put_here;  // until the deck is kept, or not
    for (Picture* each : pictures) {
        std::weak_ptr<const std::string>& there = picture(*each->bytes);
        Bytes shared = there.lock();
        if (shared == nullptr) {
            const std::size_t size = each->bytes->size();
            // A copy, as nobody knows who else holds the one that came in.
            shared = Bytes(new std::string(*each->bytes), [held = held_, size](auto* bytes) {
                held->fetch_sub(size, std::memory_order_relaxed);
                delete bytes;
            });
            held_->fetch_add(size, std::memory_order_relaxed);
            there = shared;
            put_here.push_back(shared);
        }
        each->bytes = std::move(shared);
    }
    if (held() > at_most || own > at_most - held()) return nullptr;
    held_->fetch_add(own, std::memory_order_relaxed);
    return {new Deck(std::move(deck)), [held = held_, own](const Deck* done) {
                held->fetch_sub(own, std::memory_order_relaxed);
                delete done;
            }};
}

}  // namespace candour::app
