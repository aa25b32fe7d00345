#include "protocol/cpp/codec_picture_read.hpp"

#include "protocol/cpp/base64.hpp"
#include "protocol/cpp/limits.hpp"
#include "protocol/cpp/picture_end.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace candour::codec {
namespace {

constexpr std::string_view picture_allowed =
    "A PNG, JPEG, WebP or GIF of at most 1 MB, as data:image/png;base64,... (or the like).";

/// What the first bytes of a picture say that it is; empty when it is none that browsers show
/// alike.
std::string_view type_of_picture(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
    if (bytes.starts_with("\xff\xd8\xff"sv)) return "image/jpeg";
    if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return "image/gif";
    if (bytes.starts_with("RIFF"sv) &&
        bytes.substr(std::min<std::size_t>(8, bytes.size())).starts_with("WEBP"sv))
        return "image/webp";
    return {};
}

/// A path that cannot leave the folder that it starts in.
bool stays_inside(std::string_view path) {
    if (path.empty() || path.front() == '/') return false;
    if (path.find_first_of(std::string_view("\\:\0", 3)) != path.npos) return false;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        if (path.substr(0, slash) == "..") return false;
        path = slash == path.npos ? std::string_view{} : path.substr(slash + 1);
    }
    return true;
}

}  // namespace

void PictureSource::complain(std::string message) const {
    object_.faults().add(object_.place("src"), std::move(message), std::string(picture_allowed));
}

void PictureSource::read_into(Picture& picture) const {
    const Value* value = object_.need("src", picture_allowed);
    if (value == nullptr) return;
    const std::string* source = read_text(*value, object_.place("src"), object_.faults());
    if (source == nullptr) return;
    std::string_view claimed;
    const bool is_data = source->starts_with("data:");
    std::optional<std::string> bytes = is_data ? bytes_in(*source, claimed) : bytes_beside(*source);
    if (!bytes) return;
    picture.content_type = type_of_picture(*bytes);
    if (bytes->size() > limits::max_picture_bytes)
        complain("This picture has " + std::to_string(bytes->size()) + " bytes.");
    else if (picture.content_type.empty())
        complain("This is no picture of a kind that is shown.");
    else if (!claimed.empty() && claimed != picture.content_type)
        complain("This says " + std::string(claimed) + " and holds " + picture.content_type + '.');
    // Of a file alone: a room's deck, which is read again at each start, has pictures as they came.
    else if (!is_data && !has_its_end(*bytes, picture.content_type))
        complain("This picture is cut off, or damaged: its end is missing.");
    picture.bytes = std::make_shared<const std::string>(*std::move(bytes));
}

std::optional<std::string> PictureSource::bytes_in(std::string_view uri,
                                                   std::string_view& claimed) const {
    static constexpr std::array<std::string_view, 4> types{"image/png", "image/jpeg", "image/webp",
                                                           "image/gif"};
    uri.remove_prefix(std::string_view("data:").size());
    for (const std::string_view type : types) {
        constexpr std::string_view encoding = ";base64,";
        if (!uri.starts_with(type) || !uri.substr(type.size()).starts_with(encoding)) continue;
        const auto base64 = uri.substr(type.size() + encoding.size());
        if (base64.size() > (limits::max_picture_bytes + 2) / 3 * 4) {
            complain("This picture has about " + std::to_string(base64.size() / 4 * 3) + " bytes.");
            return std::nullopt;
        }
        auto bytes = read_base64(base64);
        if (!bytes) complain("This picture is not written in base64 as it should be.");
        claimed = type;
        return bytes;
    }
    complain("This data URI is not of a picture's kind.");
    return std::nullopt;
}

std::optional<std::string> PictureSource::bytes_beside(const std::string& path) const {
    if (!files_) {
        complain("There is no file beside a deck that is sent.");
        return std::nullopt;
    }
    PictureFile file =
        stays_inside(path)
            ? files_(path)
            : PictureFile{{}, "This path is none that stays inside the deck's folder."};
    if (!file.bytes)
        object_.faults().add(object_.place("src"), std::move(file.why_not),
                             "The path of a PNG, JPEG, WebP or GIF of at most 1 MB in the deck's "
                             "folder (with /, and without .. or a drive), or a data URI.");
    return std::move(file.bytes);
}

}  // namespace candour::codec
