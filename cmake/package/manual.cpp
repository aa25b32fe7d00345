// Writes man pages, completions and the configuration file of a package into a folder:
// candour-manual FOLDER. Everything comes from the tables that the two programs' --help comes from.
#include "benchmarks/load/options.hpp"
#include "server/commands/command_line.hpp"
#include "server/commands/manual/completions.hpp"
#include "server/commands/manual/man_page.hpp"

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace {

using namespace candour;
namespace fs = std::filesystem;

constexpr std::string_view about_candour =
    R"(Candour is an anonymous live-polling server. People answer on a phone or in a browser tab, without an account or a name; everybody sees the result together; and nobody can tell who answered what.

Without a command it says its help. A setting of
.B serve
may stand on the command line, in the environment, or in a configuration file; see
.BR candour.toml (5).)";

constexpr std::string_view after_candour = R"(.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
It could not be done; what is wrong stands on the standard error.
.TP
.B 2
It was asked for wrongly, or cannot be tried on this machine.
.SH FILES
.TP
.I /etc/candour/candour.toml
Settings of the server that systemd runs.
.TP
.I /var/lib/candour
Its rooms and keys.
.SH SIGNALS
SIGTERM and SIGINT end
.B candour serve
gently: what was sent is written and confirmed, and phones come back by themselves when it runs again. A second one ends it at once; nothing that was confirmed is lost by that either.
.SH SEE ALSO
.BR candour.toml (5),
.BR candour\-load (1),
.I /usr/share/doc/candour/
)";

constexpr std::string_view about_load =
    R"(candour-load asks a Candour server whether the machine it runs on will hold a crowd: it makes a rehearsal room, sends made-up people into it, and gives a verdict.)";

constexpr std::string_view after_load = R"(.SH EXIT STATUS
.TP
.B 0
The machine holds them.
.TP
.B 2
It was asked for wrongly, or nothing answers there.
.TP
.B 3
The machine does not hold them.
.SH SEE ALSO
.BR candour (1)
)";

constexpr std::string_view about_settings =
    R"(The file is TOML: a line each, a name, an equals sign, a value. The name is that of the option of
.B candour serve
without its dashes. A flag beats the environment, the environment beats the file. A name that does not exist is an error that names it and its line, so that a typing mistake never passes for a setting.

The package's server reads
.I /etc/candour/candour.toml
when it starts; after a change: systemctl restart candour.)";

constexpr std::string_view after_settings = R"(.SH EXAMPLE
.nf
listen = "127.0.0.1:8080"
public\-url = "https://polls.example.org"
data = "/var/lib/candour"
keep\-sealed = "30d"
.fi
.SH SEE ALSO
.BR candour (1)
)";

/// Empty, unless SOURCE_DATE_EPOCH says when the source was made: a page must not say when it was
/// built.
std::string date_of_source() {
    const char* told = std::getenv("SOURCE_DATE_EPOCH");
    if (told == nullptr) return {};
    const std::time_t at = std::strtoll(told, nullptr, 10);
    std::tm parts{};
    gmtime_r(&at, &parts);
    char text[16] = {};
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

void write(const fs::path& file, const std::string& text) {
    std::ofstream out(file);
    out << text;
    out.close();
    if (!out) throw std::runtime_error(file.string() + " cannot be written");
}

void write_for(const fs::path& folder, const manual::Command& program, manual::PageFrame frame) {
    write(folder / (program.name + ".1"), program_page(program, frame));
    write(folder / (program.name + ".bash"), bash_completion(program));
    write(folder / ("_" + program.name), zsh_completion(program));
    write(folder / (program.name + ".fish"), fish_completion(program));
}

void write_all(const fs::path& folder) {
    const auto frame = [date = date_of_source()](auto description, auto after) {
        return manual::PageFrame{CANDOUR_VERSION, date, std::string(description),
                                 std::string(after)};
    };
    fs::create_directories(folder);
    commands::CommandLine candour;
    write_for(folder, manual::read_table(candour.table()), frame(about_candour, after_candour));
    load::Options options;
    CLI::App load_table{std::string(load::about), "candour-load"};
    load::add_options(load_table, options);
    write_for(folder, manual::read_table(load_table), frame(about_load, after_load));
    write(folder / "candour.toml.5",
          settings_page(ops::settings(), frame(about_settings, after_settings)));
    write(folder / "candour.toml", manual::settings_file(ops::settings(), "/var/lib/candour"));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "candour-manual: takes the folder to write to.\n";
        return 2;
    }
    try {
        write_all(argv[1]);
    } catch (const std::exception& error) {
        std::cerr << "candour-manual: " << error.what() << ".\n";
        return 1;
    }
    return 0;
}
