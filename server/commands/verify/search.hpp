// Needles: what must not be found, looked for in files, in captured text, in a process's memory.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace candour::verify {

/// Something that was found: the needle's name, and where.
struct Found {
    std::string needle;
    std::string where;
};

/// Owner and thread: one. All needles are looked for in one pass.
class Needles {
public:
    /// At least 8 bytes, since less is found by chance.
    void add(std::string name, std::string bytes);
    [[nodiscard]] std::size_t size() const noexcept { return needles_.size(); }

    void find_in(std::string_view text, const std::string& where, std::vector<Found>& found) const;

private:
    struct Needle {
        std::string name;
        std::string bytes;
    };
    static std::uint64_t start_of(const char* bytes);

    std::vector<Needle> needles_;
    std::unordered_multimap<std::uint64_t, std::size_t> by_start_;
    std::vector<bool> first_two_ = std::vector<bool>(1U << 16U);  // most places are none
};

/// How much was looked through.
struct Searched {
    std::size_t bytes = 0;
    std::size_t places = 0;  // files, or areas of memory
    bool readable = true;
};

Searched search_file(const Needles& needles,
                     const std::filesystem::path& file,
                     std::vector<Found>& found);
/// Every file under the folder.
Searched search_folder(const Needles& needles,
                       const std::filesystem::path& folder,
                       std::vector<Found>& found);
/// Every readable area of the process's memory: one's own child's (ptrace(2), PTRACE_MODE_ATTACH).
Searched search_memory(const Needles& needles, pid_t process, std::vector<Found>& found);

}  // namespace candour::verify
