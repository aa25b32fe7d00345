#include "protocol/cpp/codec_workspace.hpp"

#include "protocol/cpp/base64.hpp"
#include "protocol/cpp/codec_reader.hpp"
#include "protocol/cpp/codec_writer.hpp"
#include "protocol/cpp/limits.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace candour {
namespace codec {
namespace {

constexpr std::array<std::string_view, 2> rights{"look", "edit"};
constexpr JsonLimits workspace_limits{.depth = limits::max_workspace_depth,
                                      .values = limits::max_workspace_values};

std::span<const std::uint8_t> bytes_of(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

void write_opaque(std::string& out, const std::string& bytes) {
    out += '"';
    out += base64url(bytes_of(bytes));
    out += '"';
}

/// Bytes in base64url, at least one and `most` at the most.
std::string read_opaque(const Object& object, std::string_view field, std::size_t most) {
    const auto allowed = "1 to " + std::to_string(most) + " bytes in base64url, without padding.";
    const auto text = object.text(field, allowed);
    std::string bytes(text.size() / 4 * 3 + (text.size() % 4 > 1 ? text.size() % 4 - 1 : 0), '\0');
    const bool fits =
        !bytes.empty() && bytes.size() <= most &&
        read_base64url(text, {reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    if (fits) return bytes;
    if (object.has(field))
        object.faults().add(object.place(field), "These are no such bytes.", allowed);
    return {};
}

template <class Bytes>
Bytes read_bits(const Object& object, std::string_view field) {
    Bytes bytes{};
    const auto allowed = std::to_string(bytes.size() * 8) + " bits in base64url, without padding.";
    const auto text = object.text(field, allowed);
    if (object.has(field) && !read_base64url(text, bytes))
        object.faults().add(object.place(field), "This is not of the right length or form.",
                            allowed);
    return bytes;
}

std::string read_link_id(const Object& object, std::string_view field) {
    auto id = object.text(field);
    if (object.has(field) && !is_base64url(id, base64url_of_128_bits))
        object.faults().add(object.place(field), "This is not of the right length or form.",
                            "22 characters of base64url.");
    return id;
}

WorkspaceLink read_link(const Value& value, const Place& place, Faults& faults) {
    static constexpr std::array<std::string_view, 4> fields{"id", "right", "token_hash", "keyring"};
    const Object object(value, place, faults, fields);
    WorkspaceLink link;
    if (!object) return link;
    link.id = read_link_id(object, "id");
    link.right = static_cast<Right>(object.one_of("right", rights));
    link.token_hash = read_bits<Bytes32>(object, "token_hash");
    link.keyring = read_opaque(object, "keyring", limits::max_keyring_bytes);
    return link;
}

std::vector<WorkspaceLink> read_links(const Object& object) {
    std::vector<WorkspaceLink> links;
    const auto& list = object.list("links", "1 to 50 links.");
    const auto place = object.place("links");
    if (list.size() > limits::max_workspace_links)
        object.faults().add(place, "There are too many links.", "1 to 50 links.");
    for (std::size_t i = 0; i < list.size() && !object.faults().full(); ++i)
        links.push_back(read_link(list[i], Place(&place, i), object.faults()));
    return links;
}

template <class Field>
bool has_twice(const std::vector<WorkspaceLink>& links, Field WorkspaceLink::*field) {
    std::vector<Field> all;
    all.reserve(links.size());
    for (const auto& link : links) all.push_back(link.*field);
    std::ranges::sort(all);
    return std::ranges::adjacent_find(all) != all.end();
}

void refuse_unusable(const std::vector<WorkspaceLink>& links, const Object& object) {
    const auto place = object.place("links");
    const auto may_edit = [](const WorkspaceLink& link) { return link.right == Right::edit; };
    if (std::ranges::none_of(links, may_edit))
        object.faults().add(place, "By none of these links could anybody edit the workspace.",
                            "At least one link that may edit.");
    if (has_twice(links, &WorkspaceLink::id))
        object.faults().add(place, "Two links have the same id.", "An id for each link.");
    // Which of the two rights its holder has would be anybody's guess; if they only look, nobody
    // could change or delete the workspace any more.
    if (has_twice(links, &WorkspaceLink::token_hash))
        object.faults().add(place, "Two links have the same token_hash.", "A token for each link.");
}

Workspace read_workspace(const Value& value, const Place& place, Faults& faults) {
    static constexpr std::array<std::string_view, 4> fields{"type", "about", "names", "links"};
    const Object object(value, place, faults, fields);
    Workspace workspace;
    if (!object) return workspace;
    static constexpr std::array<std::string_view, 1> type{"workspace"};
    (void)object.one_of("type", type);
    workspace.about = read_opaque(object, "about", limits::max_workspace_text_bytes);
    workspace.names = read_opaque(object, "names", limits::max_workspace_text_bytes);
    workspace.links = read_links(object);
    if (faults.empty()) refuse_unusable(workspace.links, object);
    return workspace;
}

std::vector<BoxEntry> read_entries(const Object& object, std::string_view field) {
    static constexpr std::array<std::string_view, 3> fields{"id", "revision", "label"};
    std::vector<BoxEntry> entries;
    const auto& list = object.list(field, "A list of boxes.");
    const auto place = object.place(field);
    for (std::size_t i = 0; i < list.size() && !object.faults().full(); ++i) {
        const Place at(&place, i);
        const Object each(list[i], at, object.faults(), fields);
        if (!each) continue;
        entries.push_back({{read_bits<Bytes16>(each, "id")},
                           BoxRevision(each.whole("revision", 1, limits::max_whole)),
                           read_opaque(each, "label", box_label_bytes)});
    }
    return entries;
}

WorkspaceShown read_shown(const Value& value, const Place& place, Faults& faults) {
    static constexpr std::array<std::string_view, 10> fields{
        "type",          "link",  "right", "revision", "bytes",
        "bytes_allowed", "about", "names", "links",    "boxes"};
    const Object object(value, place, faults, fields);
    WorkspaceShown shown;
    if (!object) return shown;
    static constexpr std::array<std::string_view, 1> type{"workspace_shown"};
    (void)object.one_of("type", type);
    shown.link = read_link_id(object, "link");
    shown.right = static_cast<Right>(object.one_of("right", rights));
    shown.revision = WorkspaceRevision(object.whole("revision", 1, limits::max_whole));
    shown.bytes = object.whole("bytes", 0, limits::max_whole);
    shown.bytes_allowed = object.whole("bytes_allowed", 0, limits::max_whole);
    shown.workspace.about = read_opaque(object, "about", limits::max_workspace_text_bytes);
    if (shown.right == Right::edit)
        shown.workspace.names = read_opaque(object, "names", limits::max_workspace_text_bytes);
    shown.workspace.links = read_links(object);
    shown.boxes = read_entries(object, "boxes");
    return shown;
}

BoxVersions read_versions(const Value& value, const Place& place, Faults& faults) {
    static constexpr std::array<std::string_view, 2> fields{"type", "versions"};
    const Object object(value, place, faults, fields);
    if (!object) return {};
    static constexpr std::array<std::string_view, 1> type{"versions"};
    (void)object.one_of("type", type);
    return {read_entries(object, "versions")};
}

Kept read_kept(const Value& value, const Place& place, Faults& faults) {
    static constexpr std::array<std::string_view, 2> fields{"type", "revision"};
    const Object object(value, place, faults, fields);
    if (!object) return {};
    static constexpr std::array<std::string_view, 1> type{"kept"};
    (void)object.one_of("type", type);
    return {object.whole("revision", 1, limits::max_whole)};
}

template <class Answer>
boost::system::result<Answer, Refusal> parse(std::string_view body,
                                             Answer (*read)(const Value&, const Place&, Faults&)) {
    const auto json = read_json(body, workspace_limits);
    if (!json) {
        auto refusal = refuse(RefusalCode::malformed_json, "One JSON object, in UTF-8.");
        refusal.message = "This request is not JSON.";
        return refusal;
    }
    Faults faults(1);
    auto answer = read(*json, Place(), faults);
    if (faults.empty()) return answer;
    const Fault& fault = faults.list().front();
    auto refusal = refuse(fault.code, fault.allowed, fault.at);
    refusal.message = fault.message;
    return refusal;
}

void write_links(std::string& out, const std::vector<WorkspaceLink>& links) {
    out += R"(,"links":)";
    write_list(out, links, [&out](const WorkspaceLink& link) {
        out += R"({"id":)";
        write_text(out, link.id);
        out += R"(,"right":")";
        out += rights[static_cast<std::size_t>(link.right)];
        out += R"(","token_hash":")" + base64url(link.token_hash) + R"(","keyring":)";
        write_opaque(out, link.keyring);
        out += '}';
    });
}

void write_entries(std::string& out, const std::vector<BoxEntry>& entries) {
    write_list(out, entries, [&out](const BoxEntry& entry) {
        out += R"({"id":")" + base64url(entry.id.bytes) + R"(","revision":)";
        write_number(out, entry.revision.value());
        out += R"(,"label":)";
        write_opaque(out, entry.label);
        out += '}';
    });
}

}  // namespace
}  // namespace codec

boost::system::result<Workspace, Refusal> parse_workspace(std::string_view body) {
    return codec::parse(body, codec::read_workspace);
}

boost::system::result<WorkspaceShown, Refusal> parse_workspace_shown(std::string_view body) {
    return codec::parse(body, codec::read_shown);
}

boost::system::result<BoxVersions, Refusal> parse_versions(std::string_view body) {
    return codec::parse(body, codec::read_versions);
}

boost::system::result<Kept, Refusal> parse_kept(std::string_view body) {
    return codec::parse(body, codec::read_kept);
}

std::string encode(const Workspace& request) {
    std::string out = R"({"type":"workspace","about":)";
    codec::write_opaque(out, request.about);
    out += R"(,"names":)";
    codec::write_opaque(out, request.names);
    codec::write_links(out, request.links);
    return out + '}';
}

std::string encode(const WorkspaceShown& answer) {
    std::string out = R"({"type":"workspace_shown","link":)";
    codec::write_text(out, answer.link);
    out += R"(,"right":")";
    out += codec::rights[static_cast<std::size_t>(answer.right)];
    out += R"(","revision":)";
    codec::write_number(out, answer.revision.value());
    out += R"(,"bytes":)";
    codec::write_number(out, answer.bytes);
    out += R"(,"bytes_allowed":)";
    codec::write_number(out, answer.bytes_allowed);
    out += R"(,"about":)";
    codec::write_opaque(out, answer.workspace.about);
    if (answer.right == Right::edit) {
        out += R"(,"names":)";
        codec::write_opaque(out, answer.workspace.names);
    }
    codec::write_links(out, answer.workspace.links);
    out += R"(,"boxes":)";
    codec::write_entries(out, answer.boxes);
    return out + '}';
}

std::string encode(const BoxVersions& answer) {
    std::string out = R"({"type":"versions","versions":)";
    codec::write_entries(out, answer.versions);
    return out + '}';
}

std::string encode(const Kept& answer) {
    std::string out = R"({"type":"kept","revision":)";
    codec::write_number(out, answer.revision);
    return out + '}';
}

}  // namespace candour
