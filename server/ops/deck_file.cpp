#include "server/ops/deck_file.hpp"

#include "protocol/cpp/codec_deck.hpp"
#include "protocol/cpp/limits.hpp"
#include "server/app/limits.hpp"
#include "server/text/icu_text_rules.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace candour::ops {
namespace {

namespace fs = std::filesystem;

/// A regular file's bytes; nothing when it is none, cannot be read or is larger.
std::optional<std::string> read_whole(const fs::path& file, std::size_t at_most) {
    std::error_code ec;
    if (!fs::is_regular_file(file, ec) || fs::file_size(file, ec) > at_most || ec) return {};
    std::ifstream in(file, std::ios::binary);
    std::string bytes(at_most + 1, '\0');  // it may have grown since
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > at_most || in.bad()) return {};
    return bytes;
}

bool lies_in(const fs::path& file, const fs::path& folder) {
    const auto parts = std::ranges::mismatch(folder, file);
    return parts.in1 == folder.end() && parts.in2 != file.end();
}

/// Reads pictures from `folder` and nowhere else.
PictureFiles pictures_in(const fs::path& folder) {
    return [folder](const std::string& path) -> std::optional<std::string> {
        std::error_code ec;
        const auto home = fs::canonical(folder, ec);
        if (ec) return {};
        const auto file = fs::canonical(home / path, ec);  // follows links
        if (ec || !lies_in(file, home)) return {};
        return read_whole(file, limits::max_picture_bytes);
    };
}

std::string why_unreadable(const fs::path& file) {
    std::error_code ec;
    if (!fs::exists(file, ec)) return "There is no file " + file.string() + ".";
    if (fs::is_directory(file, ec)) return file.string() + " is a folder; a deck is a file.";
    if (fs::is_regular_file(file, ec) && fs::file_size(file, ec) > app::limits::max_deck_bytes)
        return file.string() + " is larger than 4 MB; put its pictures into files beside it.";
    return file.string() + " cannot be read.";
}

}  // namespace

boost::system::result<Deck, DeckFileFault> load_deck(const fs::path& file) {
    const auto json = read_whole(file, app::limits::max_deck_bytes);
    if (!json) return DeckFileFault{why_unreadable(file), {}};
    auto deck = read_deck(*json, file.parent_path());
    if (!deck) return DeckFileFault{{}, std::move(deck).error()};
    return *std::move(deck);
}

boost::system::result<Deck, std::vector<DeckError>> read_deck(const std::string& json,
                                                              const fs::path& folder) {
    return parse_deck(json, text::IcuTextRules{}, pictures_in(folder.empty() ? "." : folder));
}

}  // namespace candour::ops
