// candour: the command line. What each command does stands in server/commands/.
#include "server/commands/command_line.hpp"

#include <exception>
#include <iostream>

namespace candour::commands {
namespace {

/// Does one of the things that can be asked for. An exit code.
struct Do {
    int operator()(const End& end) const { return end.exit_code; }
    int operator()(const Serve& asked) const { return serve(asked.config); }
    int operator()(const Ready& asked) const { return ready(asked.config); }
    int operator()(const Check& asked) const { return check(asked.deck); }
    int operator()(const PassOptions& options) const { return pass(options); }
    int operator()(const ConvertOptions& options) const { return convert_deck(options); }
    int operator()(const RoomOptions& options) const { return open_room(options); }
    int operator()(const PeopleOptions& options) const { return people(options); }
    int operator()(const VerifyOptions& options) const { return verify_anonymity(options); }
};

}  // namespace
}  // namespace candour::commands

int main(int argc, char** argv) {
    using namespace candour::commands;
    try {
        CommandLine command_line;
        return std::visit(Do{}, command_line.read(argc, argv));
    } catch (const std::exception& error) {  // start-up alone throws
        std::cerr << "candour: " << error.what() << '\n';
        return failed;
    }
}
