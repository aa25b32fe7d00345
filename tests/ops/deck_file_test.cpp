#include "server/ops/deck_file.hpp"

#include "protocol/cpp/limits.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <ostream>
#include <string>

namespace candour::ops {
namespace {

namespace fs = std::filesystem;

using namespace std::string_literals;

const auto gif = "GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"s;

/// A folder with a deck in it, and a picture outside that the deck must not reach.
struct Folder {
    Folder() {
        fs::create_directories(decks / "pictures");
        write(top / "secret.gif", gif);
        write(decks / "pictures" / "dot.gif", gif);
        fs::create_symlink(top / "secret.gif", decks / "link.gif");
        fs::create_symlink("pictures/dot.gif", decks / "inner.gif");
    }
    ~Folder() { fs::remove_all(top); }
    static void write(const fs::path& file, const std::string& bytes) {
        std::ofstream(file, std::ios::binary) << bytes;
    }
    [[nodiscard]] auto load_with(const std::string& source) const {
        write(decks / "deck.json",
              R"({"format":"candour.deck/1","title":"T","slides":[{"kind":"content","id":"a",)"
              R"("title":"A","picture":{"src":")" +
                  source + R"(","alt":"a dot"}}]})");
        return load_deck(decks / "deck.json");
    }
    [[nodiscard]] std::string why_not(const std::string& source) const {
        const auto deck = load_with(source);
        REQUIRE(deck.has_error());
        REQUIRE(deck.error().errors.size() == 1);
        return deck.error().errors.front().message;
    }
    fs::path top = fs::temp_directory_path() / ("candour-decks-" + std::to_string(getpid()));
    fs::path decks = top / "decks";
};

TEST_CASE("a picture beside the deck comes in, by whatever path stays inside") {
    const Folder folder;
    for (const auto* source : {"pictures/dot.gif", "./pictures/dot.gif", "inner.gif"}) {
        CAPTURE(source);
        const auto deck = folder.load_with(source);
        REQUIRE(deck.has_value());
        CHECK(*deck->slides.at(0).content()->picture->bytes == gif);
        CHECK(deck->slides.at(0).content()->picture->content_type == "image/gif");
    }
}

TEST_CASE("nothing from outside the deck's folder comes in") {
    const Folder folder;
    const auto secret = (folder.top / "secret.gif").string();
    for (const auto& source :
         {std::string("../secret.gif"), std::string("pictures/../../secret.gif"),
          std::string("link.gif"), secret, "file://" + secret, std::string("pictures"),
          std::string("none.gif"), std::string()}) {
        CAPTURE(source);
        const auto deck = folder.load_with(source);
        REQUIRE(deck.has_error());
        REQUIRE(deck.error().errors.size() == 1);
        CHECK(deck.error().errors.front().at == "$.slides[0].picture.src");
    }
}

TEST_CASE("a picture or a deck that is too large is not taken, and its size is said") {
    const Folder folder;
    Folder::write(folder.decks / "large.gif", gif + std::string(limits::max_picture_bytes, ' '));
    const std::string size = std::to_string(gif.size() + limits::max_picture_bytes);
    CHECK(folder.why_not("large.gif").starts_with("This picture has " + size + " bytes. Make it"));
    fs::resize_file(folder.decks / "large.gif", 47'300'000);  // takes no disk
    CHECK(folder.why_not("large.gif").starts_with("This picture has 47 MB. Make it smaller"));
    Folder::write(folder.decks / "deck.json", std::string(5'400'000, ' '));
    CHECK(load_deck(folder.decks / "deck.json")
              .error()
              .unreadable.find("has 5.4 MB, and a deck at most 4 MB") != std::string::npos);
}

TEST_CASE("why there is no picture is said as it is") {
    const Folder folder;
    CHECK(folder.why_not("none.gif") == "There is no such file beside this deck.");
    CHECK(folder.why_not("pictures") == "This is a folder, and not a picture.");
    CHECK(folder.why_not("link.gif") == "This is a link that leads out of the deck's folder.");
    for (const auto* outside : {"../secret.gif", "/etc/hostname", "C:secret.gif", "a\\\\b.gif"})
        CHECK(folder.why_not(outside) == "This path is none that stays inside the deck's folder.");
    Folder::write(folder.decks / "empty.gif", "");
    CHECK(folder.why_not("empty.gif") == "This file is empty.");
    Folder::write(folder.decks / "text.gif", "hello");
    CHECK(folder.why_not("text.gif") == "This is no picture of a kind that is shown.");
    fs::create_symlink("circle.gif", folder.decks / "circle.gif");
    CHECK(folder.why_not("circle.gif").starts_with("This file cannot be reached: "));
}

TEST_CASE("what cannot be read is said in a sentence") {
    const Folder folder;
    CHECK(
        load_deck(folder.decks / "none.json").error().unreadable.starts_with("There is no file "));
    CHECK(load_deck(folder.decks).error().unreadable.find("is a folder") != std::string::npos);
}

}  // namespace
}  // namespace candour::ops
