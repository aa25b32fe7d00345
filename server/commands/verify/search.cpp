#include "server/commands/verify/search.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cassert>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>

namespace candour::verify {
namespace {

/// So much of a process's memory is held here at once.
constexpr std::size_t piece_bytes = 4U << 20U;
/// The pieces overlap by more than the longest needle, so that none is cut in two.
constexpr std::size_t overlap_bytes = 512;

std::size_t two_bytes(const char* bytes) {
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 8U |
           static_cast<unsigned char>(bytes[1]);
}

struct Area {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::string name;
};

/// The areas that /proc/PID/maps (proc(5)) says can be read.
std::vector<Area> areas_of(pid_t process) {
    std::ifstream maps("/proc/" + std::to_string(process) + "/maps");
    std::vector<Area> areas;
    std::string line;
    while (std::getline(maps, line)) {
        std::istringstream words(line);
        Area area;
        std::string rights, skipped;
        char dash = 0;
        words >> std::hex >> area.from >> dash >> area.to >> rights >> skipped >> skipped >>
            skipped >> area.name;
        if (area.name.empty()) area.name = "unnamed memory";
        const bool of_kernel = area.name == "[vvar]" || area.name == "[vsyscall]";
        if (!rights.empty() && rights[0] == 'r' && !of_kernel) areas.push_back(std::move(area));
    }
    return areas;
}

}  // namespace

std::uint64_t Needles::start_of(const char* bytes) {
    std::uint64_t start = 0;
    std::memcpy(&start, bytes, sizeof start);
    return start;
}

void Needles::add(std::string name, std::string bytes) {
    assert(bytes.size() >= sizeof(std::uint64_t) && bytes.size() < overlap_bytes);
    first_two_[two_bytes(bytes.data())] = true;
    by_start_.emplace(start_of(bytes.data()), needles_.size());
    needles_.push_back({std::move(name), std::move(bytes)});
}

void Needles::find_in(std::string_view text,
                      const std::string& where,
                      std::vector<Found>& found) const {
    for (std::size_t i = 0; i + sizeof(std::uint64_t) <= text.size(); ++i) {
        if (!first_two_[two_bytes(text.data() + i)]) continue;
        const auto [first, last] = by_start_.equal_range(start_of(text.data() + i));
        for (auto each = first; each != last; ++each) {
            const Needle& needle = needles_[each->second];
            if (text.substr(i).starts_with(needle.bytes)) found.push_back({needle.name, where});
        }
    }
}

Searched search_file(const Needles& needles,
                     const std::filesystem::path& path,
                     std::vector<Found>& found) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    needles.find_in(bytes, path.filename().string(), found);
    return {.bytes = bytes.size(), .places = 1, .readable = static_cast<bool>(file)};
}

Searched search_folder(const Needles& needles,
                       const std::filesystem::path& folder,
                       std::vector<Found>& found) {
    Searched searched;
    std::error_code ec;
    for (std::filesystem::recursive_directory_iterator each(folder, ec), end; !ec && each != end;
         each.increment(ec)) {
        if (!each->is_regular_file()) continue;
        searched.bytes += search_file(needles, each->path(), found).bytes;
        ++searched.places;
    }
    searched.readable = !ec;
    return searched;
}

Searched search_memory(const Needles& needles, pid_t process, std::vector<Found>& found) {
    Searched searched;
    const auto file = "/proc/" + std::to_string(process) + "/mem";
    const int memory = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    searched.readable = memory >= 0;
    if (memory < 0) return searched;
    std::string piece(piece_bytes, '\0');
    for (const Area& area : areas_of(process)) {
        for (auto at = area.from; at < area.to; at += piece_bytes - overlap_bytes) {
            const auto wanted = std::min<std::uint64_t>(piece_bytes, area.to - at);
            const auto got = ::pread(memory, piece.data(), wanted, static_cast<off_t>(at));
            if (got <= 0) break;  // it is gone, or not to be read after all
            const auto size = static_cast<std::size_t>(got);
            needles.find_in(std::string_view(piece).substr(0, size), area.name, found);
            searched.bytes += size;
        }
        ++searched.places;
    }
    ::close(memory);
    searched.readable = searched.bytes > 0;
    return searched;
}

}  // namespace candour::verify
