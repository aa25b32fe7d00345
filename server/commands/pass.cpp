// `candour pass`: who may open rooms on a server that runs with open-rooms = pass.
#include "server/app/keys/random.hpp"
#include "server/app/limits.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/give_up.hpp"
#include "server/ops/passes.hpp"

#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <iostream>
#include <system_error>

namespace candour::commands {
namespace {

namespace fs = std::filesystem;
using Action = PassOptions::Action;

std::string why_not(const ops::PassFile& file, const std::string& name, std::error_code error) {
    if (error == std::errc::file_exists)
        return "there is a pass called '" + name +
               "' already. Choose another name, or remove that one first.";
    if (error == std::errc::no_such_file_or_directory)
        return "there is no pass called '" + name + "'; see candour pass list.";
    if (error == std::errc::bad_message)
        return file.path().string() +
               " has a line that is no pass, and is left as it is. Mend that line, or move the "
               "file away.";
    if (error == std::errc::file_too_large)
        return "there are as many passes as a server keeps: " +
               std::to_string(app::limits::max_passes) + ". Remove some.";
    return file.path().string() + " cannot be used: " + error.message() + ".";
}

/// As the server makes it: its user's alone.
std::error_code make_folder(const fs::path& folder) {
    std::error_code error;
    if (fs::create_directories(folder, error)) fs::permissions(folder, fs::perms::owner_all, error);
    return error;
}

/// Root goes on as whoever the data folder belongs to: the server runs as that user, and could not
/// read a file of root's.
std::error_code act_as_owner_of(const fs::path& folder) {
    struct stat about {};
    if (::geteuid() != 0 || ::stat(folder.c_str(), &about) != 0 || about.st_uid == 0) return {};
    if (::setgroups(0, nullptr) != 0 || ::setgid(about.st_gid) != 0 || ::setuid(about.st_uid) != 0)
        return {errno, std::generic_category()};
    return {};
}

int add(ops::PassFile& file, const PassOptions& options) {
    if (!ops::is_pass_name(options.name))
        return give_up("a pass's name has 1 to " +
                       std::to_string(app::limits::max_pass_name_bytes) +
                       " letters, digits, dots, hyphens or underscores.");
    if (const auto error = make_folder(options.data))
        return give_up(why_not(file, options.name, error));
    app::SystemRandom random;
    const auto token = file.add(options.name, random);
    if (!token) return give_up(why_not(file, options.name, token.error()));
    std::cout << "The pass '" << options.name << "', which is shown now and never again:\n\n  "
              << *token
              << "\n\nWhoever has it opens rooms on a server that runs with --open-rooms pass; one "
                 "that runs already knows it at once.\n";
    return done;
}

int list(const ops::PassFile& file) {
    const auto passes = file.read();
    if (!passes) return give_up(why_not(file, "", passes.error()));
    if (passes->empty()) std::cout << "There is no pass yet; candour pass add NAME makes one.\n";
    for (const ops::Pass& pass : *passes) std::cout << pass.name << '\n';
    return done;
}

int remove(ops::PassFile& file, const std::string& name) {
    if (const auto error = file.remove(name)) return give_up(why_not(file, name, error));
    std::cout << "The pass '" << name
              << "' opens no more rooms. Those that were opened with it go on.\n";
    return done;
}

}  // namespace

int pass(const PassOptions& options) {
    ops::PassFile file(options.data);
    if (const auto error = act_as_owner_of(options.data))
        return give_up(why_not(file, options.name, error));
    switch (options.action) {
        case Action::add: return add(file, options);
        case Action::remove: return remove(file, options.name);
        case Action::list: return list(file);
        case Action::none: break;
    }
    return asked_wrongly;
}

}  // namespace candour::commands
