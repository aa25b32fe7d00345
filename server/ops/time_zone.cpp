#include "server/ops/time_zone.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace candour::ops {
namespace {

/// No path out of the database, and none of the forms of TZ that need no database ("UTC-25:99").
bool is_name(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '/' || c == '_' || c == '-' || c == '+';
    };
    return !text.empty() && text.front() != '/' && std::ranges::all_of(text, fits);
}

}  // namespace

bool is_time_zone(const std::string& name) {
    if (!is_name(name)) return false;
    const char* elsewhere = std::getenv("TZDIR");
    const std::filesystem::path folder = elsewhere != nullptr ? elsewhere : "/usr/share/zoneinfo";
    // RFC 8536, 3.1: what every such file begins with.
    std::array<char, 4> magic{};
    std::ifstream(folder / name, std::ios::binary).read(magic.data(), magic.size());
    return std::string_view(magic.data(), magic.size()) == "TZif";
}

void use_time_zone(const std::string& name) {
    if (name.empty()) return;
    setenv("TZ", name.c_str(), 1);
    tzset();
}

}  // namespace candour::ops
