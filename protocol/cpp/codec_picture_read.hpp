// PictureSource: the "src" of a picture in a deck as written: a data URI (RFC 2397), or a path
// beside the deck's file. Private to the codec.
#pragma once

#include "protocol/cpp/codec_deck.hpp"
#include "protocol/cpp/codec_reader.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace candour::codec {

/// Owner: who reads a deck. Thread: any. Lifetime: one picture; `picture` and `files` outlive it.
class PictureSource {
public:
    PictureSource(const Object& picture, const PictureFiles& files)
        : object_(picture), files_(files) {}

    /// Sets the picture's bytes and content type; a fault leaves it without bytes.
    void read_into(Picture& picture) const;

private:
    void complain(std::string message) const;
    std::optional<std::string> bytes_in(std::string_view uri, std::string_view& claimed) const;
    std::optional<std::string> bytes_beside(const std::string& path) const;

    const Object& object_;
    const PictureFiles& files_;
};

}  // namespace candour::codec
