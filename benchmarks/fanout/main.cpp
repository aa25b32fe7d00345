// bench_fanout: servers under the same crowd, in turn. run.mjs starts them and writes the report.
#include "benchmarks/fanout/peer.hpp"

#include <CLI/CLI.hpp>
#include <sys/resource.h>

#include <cstdint>
#include <string>
#include <vector>

namespace candour::fanout {
namespace {

int run(int argc, char** argv) {
    std::uint32_t count = 2'000;
    int rounds = 7, times = 5;
    double answer_over_s = 5;
    std::vector<std::string> typed;
    CLI::App app{"Servers under the same crowd, in turn", "bench_fanout"};
    app.add_option("--connections", count)->check(CLI::Range(1U, 19'000U));
    app.add_option("--rounds", rounds, "in each, every server in turn")->check(CLI::Range(1, 100));
    app.add_option("--times", times, "broadcasts of a server in a round")
        ->check(CLI::Range(1, 100));
    app.add_option("--answer-over", answer_over_s, "seconds")->check(CLI::Range(0.1, 60.0));
    app.add_option("--peer", typed, "NAME,DIALECT,PORT,PID[,SUBSCRIBE,PUBLISH]")->required();
    CLI11_PARSE(app, argc, argv);
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    std::vector<Peer> peers;
    for (const auto& each : typed) {
        const auto address = read_address(each);
        if (!address) return app.exit(CLI::ValidationError("--peer", each));
        Peer& peer = peers.emplace_back();
        peer.address = *address;
        const load::Target target{"127.0.0.1", address->port};
        const auto server = load::resolve(target);
        if (!server) return app.exit(CLI::ValidationError("--peer", server.error()));
        peer.server = *server;
        peer.authority = target.authority();
    }
    for (Peer& peer : peers) join(peer, count, ResultsMode::live);
    const std::string text(200, 't');
    for (int round = 0; round < rounds; ++round)
        for (Peer& peer : peers) {
            for (Peer& other : peers) keep_lines_read(other);
            broadcast(peer, times, count, text);
        }
    const auto over = Micros(static_cast<std::int64_t>(answer_over_s * 1e6));
    for (Peer& peer : peers) {
        const bool takes_answers = peer.address.dialect != "nchan";
        if (peer.is_candour()) {
            // A room without broadcasts, so that answers are all that is measured.
            peer.crowd.reset();
            end_room(peer);
            const Joining first = peer.joining;
            join(peer, count, ResultsMode::on_reveal);
            peer.joining = first;
        }
        if (takes_answers) answers(peer, count, over);
        print(peer, takes_answers);
        peer.crowd.reset();
        end_room(peer);
    }
    return 0;
}

}  // namespace
}  // namespace candour::fanout

int main(int argc, char** argv) {
    return candour::fanout::run(argc, argv);
}
