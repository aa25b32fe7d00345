// `candour deck convert`: a deck from what somebody has, or an outline from a deck.
#include "server/commands/commands.hpp"
#include "server/commands/converter.hpp"
#include "server/commands/deck_faults.hpp"
#include "server/commands/give_up.hpp"
#include "server/ops/deck_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <iostream>
#include <system_error>

namespace candour::commands {
namespace {

/// Owner: convert_deck(). Thread: one. Lifetime: the call's. The file that is converted; `-` is
/// what comes by standard input, as a text that was pasted.
class Input {
public:
    explicit Input(const std::filesystem::path& file)
        : is_pipe_(file == "-"),
          fd_(is_pipe_ ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;
    ~Input() {
        if (!is_pipe_ && fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] bool is_pipe() const noexcept { return is_pipe_; }
    [[nodiscard]] int fd() const noexcept { return fd_; }

private:
    bool is_pipe_;
    int fd_;
};

/// What a room would say against the deck that was made, in the words of `candour check`.
int say_whether_it_opens(const std::string& deck, const std::filesystem::path& beside) {
    const auto read = ops::read_deck(deck, beside);
    if (read) return done;
    std::cerr << "candour: the deck is written, but no room opens from it before this is mended:\n";
    say_faults(read.error());
    return failed;
}

}  // namespace

int convert_deck(const ConvertOptions& options) {
    const Input input(options.file);
    if (input.fd() < 0)
        return give_up(options.file.string() +
                       " cannot be read: " + std::generic_category().message(errno) + ".");
    const auto name = input.is_pipe() ? std::string{} : options.file.filename().string();
    const auto made =
        convert({.file = input.fd(), .name = name, .title = options.title, .format = options.to});
    if (!made) return made.error().why.empty() ? failed : give_up(made.error().why);
    std::cout << *made << std::flush;
    if (!std::cout) return give_up("what was made could not be written.");
    if (options.to == "outline") return done;
    return say_whether_it_opens(*made, options.file.parent_path());
}

}  // namespace candour::commands
