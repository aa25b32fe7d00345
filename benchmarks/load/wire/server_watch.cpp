#include "benchmarks/load/wire/server_watch.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <utility>

namespace candour::load {
namespace {

namespace fs = std::filesystem;

int number_in(const std::string& name) {
    int number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    return error == std::errc{} && end == name.data() + name.size() ? number : 0;
}

/// The inodes of sockets that listen on the port: proc(5), /proc/net/tcp.
std::set<std::string> listening_inodes(std::uint16_t port) {
    constexpr const char* listening = "0A";
    std::set<std::string> inodes;
    for (const char* table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
        std::ifstream file(table);
        std::string line;
        while (std::getline(file, line)) {
            std::istringstream words(line);
            std::string slot, local, remote, state, queues, timer, retries, uid, timeout, inode;
            words >> slot >> local >> remote >> state >> queues >> timer >> retries >> uid >>
                timeout >> inode;
            const auto colon = local.rfind(':');
            if (state != listening || colon == local.npos) continue;
            if (std::stoul(local.substr(colon + 1), nullptr, 16) == port) inodes.insert(inode);
        }
    }
    return inodes;
}

bool has_one_of(const fs::path& process, const std::set<std::string>& inodes) {
    std::error_code error;
    for (fs::directory_iterator file(process / "fd", error), end; !error && file != end;
         file.increment(error)) {
        const auto link = fs::read_symlink(file->path(), error).string();
        error.clear();
        if (link.starts_with("socket:[") && inodes.contains(link.substr(8, link.size() - 9)))
            return true;
    }
    return false;
}

int listener_on(std::uint16_t port) {
    const auto inodes = listening_inodes(port);
    if (inodes.empty()) return 0;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/proc", error))
        if (const int pid = number_in(entry.path().filename().string());
            pid > 0 && has_one_of(entry.path(), inodes))
            return pid;
    return 0;
}

/// utime and stime of proc(5), /proc/PID/stat; the name before them may hold anything but its last
/// parenthesis.
std::uint64_t ticks_in(const fs::path& stat) {
    std::ifstream file(stat);
    std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto name_end = text.rfind(')');
    if (name_end == text.npos) return 0;
    std::istringstream rest(text.substr(name_end + 1));
    std::string skipped;
    for (int i = 0; i < 11; ++i) rest >> skipped;
    std::uint64_t user = 0, system = 0;
    rest >> user >> system;
    return user + system;
}

std::size_t read_descriptor_limit(int pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/limits");
    constexpr std::string_view name = "Max open files";
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(name)) return std::stoul(line.substr(name.size()));
    return 0;
}

std::uint64_t resident_bytes(int pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
    std::uint64_t all = 0, resident = 0;
    file >> all >> resident;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

/// Since Linux 6.2 the size of the folder is the number of open files; before, it is 0.
std::size_t open_files(const fs::path& task) {
    struct stat about {};
    return stat((task / "fd").c_str(), &about) == 0 ? static_cast<std::size_t>(about.st_size) : 0;
}

std::pair<std::uint64_t, std::uint64_t> machine_ticks() {
    std::ifstream file("/proc/stat");
    std::string cpu;
    std::uint64_t all = 0, idle = 0, ticks = 0;
    file >> cpu;
    for (int i = 0; i < 8 && file >> ticks; ++i) {
        all += ticks;
        if (i == 3 || i == 4) idle += ticks;  // idle, iowait
    }
    return {all - idle, all};
}

}  // namespace

ServerWatch::ServerWatch(std::uint16_t port) : pid_(listener_on(port)) {
    if (knows()) descriptor_limit_ = read_descriptor_limit(pid_);
}

std::optional<ServerSample> ServerWatch::sample(Time at) {
    if (!knows()) return {};
    ServerSample sample;
    const double ticks_allowed = in_seconds(at - last_) * static_cast<double>(sysconf(_SC_CLK_TCK));
    std::error_code error;
    const auto tasks = fs::path("/proc") / std::to_string(pid_) / "task";
    for (fs::directory_iterator task(tasks, error), end; !error && task != end;
         task.increment(error)) {
        const auto ticks = ticks_in(task->path() / "stat");
        auto& before = ticks_of_thread_[number_in(task->path().filename().string())];
        const auto used = ticks - std::min(std::exchange(before, ticks), ticks);
        sample.busiest_thread =
            std::max(sample.busiest_thread, static_cast<double>(used) / ticks_allowed);
        sample.descriptors = std::max(sample.descriptors, open_files(task->path()));
    }
    sample.memory_bytes = resident_bytes(pid_);
    const auto [busy, all] = machine_ticks();
    const auto span = all - std::exchange(machine_all_, all);
    const auto busy_span = busy - std::exchange(machine_busy_, busy);
    sample.machine = span == 0 ? 0 : static_cast<double>(busy_span) / static_cast<double>(span);
    const bool is_first = std::exchange(last_, at) == Time{};
    if (is_first) return {};
    return sample;
}

}  // namespace candour::load
