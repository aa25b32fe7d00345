#include "server/commands/converter.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>

// The script's bytes (candour_embed_script() in cmake/assets.cmake).
extern "C" {
extern const char candour_deck_script[], candour_deck_script_end[];
}

namespace candour::commands {
namespace {

/// What the script ends with (client-web/src/convert/main.ts): converted; or it has said why not.
constexpr int script_converted = 0;
constexpr int script_refused = 1;
/// Where the script finds the file.
constexpr int file_descriptor = 3;
/// Above all that the script is given, so that none of these is overwritten by another.
constexpr int first_free_descriptor = 10;

constexpr std::string_view no_node =
    "this needs Node.js, version 18 or later (on Debian: apt install nodejs): it runs the studio's "
    "own readers of files. Without it, open the file in the studio and export the deck there.";

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// Owner: convert(). Thread: one. Lifetime: the call's. A file in memory that has no name, so that
/// nobody has to empty one pipe while filling another.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view content = {}) {
        const int made = ::memfd_create("candour", MFD_CLOEXEC);
        if (made < 0) fail("making room for a deck");
        fd_ = ::fcntl(made, F_DUPFD_CLOEXEC, first_free_descriptor);
        ::close(made);
        if (fd_ < 0) fail("making room for a deck");
        while (!content.empty()) {
            const auto written = ::write(fd_, content.data(), content.size());
            if (written < 0) fail("making room for a deck");
            content.remove_prefix(static_cast<std::size_t>(written));
        }
        ::lseek(fd_, 0, SEEK_SET);
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(fd_); }

    [[nodiscard]] int fd() const noexcept { return fd_; }
    [[nodiscard]] std::string content() const {
        struct stat about {};
        if (::fstat(fd_, &about) != 0) fail("reading a deck");
        std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
        const auto count = ::pread(fd_, bytes.data(), bytes.size(), 0);
        if (count < 0 || static_cast<std::size_t>(count) != bytes.size()) fail("reading a deck");
        return bytes;
    }

private:
    int fd_ = -1;
};

/// Runs Node.js with the script as its input. Its exit code; nothing when there is no Node.js, or
/// 128 and the number of the signal that ended it.
std::optional<int> run_node(const Conversion& asked, int script, int output) {
    std::array<std::string, 5> words{"node", "-", asked.name, asked.title, asked.format};
    std::array<char*, 6> argv{};
    for (std::size_t i = 0; i < words.size(); ++i) argv[i] = words[i].data();

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    // The file first: it may be our own standard input.
    ::posix_spawn_file_actions_adddup2(&actions, asked.file, file_descriptor);
    ::posix_spawn_file_actions_adddup2(&actions, script, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    pid_t child = 0;
    const int error = ::posix_spawnp(&child, "node", &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error == ENOENT || error == EACCES) return {};
    if (error != 0) throw std::system_error(error, std::generic_category(), "starting Node.js");

    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) fail("waiting for Node.js");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

boost::system::result<std::string, NotConverted> convert(const Conversion& asked) {
    const std::string_view script(candour_deck_script, candour_deck_script_end);
    if (script.empty())
        return NotConverted{
            "this candour was built without the web client, which reads the files."};
    const MemoryFile input(script);
    const MemoryFile output;
    const auto code = run_node(asked, input.fd(), output.fd());
    if (!code) return NotConverted{std::string(no_node)};
    if (*code == script_refused) return NotConverted{};
    if (*code != script_converted)
        return NotConverted{"the file was not converted: Node.js ended with " +
                            std::to_string(*code) + "."};
    return {boost::system::in_place_value, output.content()};
}

}  // namespace candour::commands
