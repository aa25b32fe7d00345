#include "server/ops/deck_file.hpp"

#include "protocol/cpp/codec_deck.hpp"
#include "protocol/cpp/limits.hpp"
#include "server/app/limits.hpp"
#include "server/text/icu_text_rules.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

namespace candour::ops {
namespace {

namespace fs = std::filesystem;

/// A regular file's bytes; nothing when it is none, cannot be read or is larger.
std::optional<std::string> read_whole(const fs::path& file, std::size_t at_most) {
    std::error_code ec;
    if (!fs::is_regular_file(file, ec) || fs::file_size(file, ec) > at_most || ec) return {};
    std::ifstream in(file, std::ios::binary);
    if (!in.is_open()) return {};
    std::string bytes(at_most + 1, '\0');  // it may have grown since
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > at_most || in.bad()) return {};
    return bytes;
}

/// What the system says on opening it.
std::string why_closed(const fs::path& file) {
    errno = 0;
    const std::ifstream in(file, std::ios::binary);
    return std::generic_category().message(in.is_open() || errno == 0 ? EIO : errno);
}

bool lies_in(const fs::path& file, const fs::path& folder) {
    const auto parts = std::ranges::mismatch(folder, file);
    return parts.in1 == folder.end() && parts.in2 != file.end();
}

/// "47 MB", "1.4 MB"; and "1000020 bytes", where a rounded number would seem to be allowed.
std::string size_text(std::uintmax_t bytes) {
    constexpr std::uintmax_t megabyte = 1'000'000;
    const std::uintmax_t tenths = (bytes + megabyte / 20) / (megabyte / 10);
    if (tenths <= 10) return std::to_string(bytes) + " bytes";
    const std::string whole = std::to_string(tenths / 10);
    if (tenths >= 100 || tenths % 10 == 0) return whole + " MB";
    return whole + '.' + std::to_string(tenths % 10) + " MB";
}

/// Why a file that is there, in the deck's folder, is not read.
std::string why_no_picture(const fs::path& file) {
    std::error_code ec;
    const auto status = fs::status(file, ec);
    if (fs::is_directory(status)) return "This is a folder, and not a picture.";
    if (!fs::is_regular_file(status)) return "This is no file that a picture could be in.";
    const auto size = fs::file_size(file, ec);
    if (!ec && size > limits::max_picture_bytes)
        return "This picture has " + size_text(size) +
               ". Make it smaller, or save it as a JPEG of less quality.";
    return "This file is there and cannot be read: " + why_closed(file) + '.';
}

/// Reads pictures from `folder` and nowhere else.
PictureFiles pictures_in(const fs::path& folder) {
    return [folder](const std::string& path) -> PictureFile {
        std::error_code ec;
        const auto home = fs::canonical(folder, ec);
        const auto file = ec ? fs::path{} : fs::canonical(home / path, ec);  // follows links
        if (ec == std::errc::no_such_file_or_directory || ec == std::errc::not_a_directory)
            return {{}, "There is no such file beside this deck."};
        if (ec) return {{}, "This file cannot be reached: " + ec.message() + '.'};
        if (!lies_in(file, home))
            return {{}, "This is a link that leads out of the deck's folder."};
        auto bytes = read_whole(file, limits::max_picture_bytes);
        if (!bytes) return {{}, why_no_picture(file)};
        if (bytes->empty()) return {{}, "This file is empty."};
        return {std::move(bytes), {}};
    };
}

std::string why_unreadable(const fs::path& file) {
    std::error_code ec;
    if (!fs::exists(file, ec)) return "There is no file " + file.string() + ".";
    if (fs::is_directory(file, ec)) return file.string() + " is a folder; a deck is a file.";
    if (!fs::is_regular_file(file, ec))
        return file.string() + " is no file that a deck could be in.";
    const auto size = fs::file_size(file, ec);
    if (!ec && size > app::limits::max_deck_bytes)
        return file.string() + " has " + size_text(size) +
               ", and a deck at most 4 MB: put its pictures into files beside it.";
    return file.string() + " cannot be read: " + why_closed(file) + '.';
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
