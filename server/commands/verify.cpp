#include "server/commands/commands.hpp"
#include "server/commands/verify/break_rule.hpp"
#include "server/commands/verify/findings.hpp"
#include "server/commands/verify/frame_lengths.hpp"
#include "server/commands/verify/interruption.hpp"
#include "server/commands/verify/live_room.hpp"
#include "server/commands/verify/permuted_rooms.hpp"

#include <chrono>
#include <iostream>

namespace candour::commands {
namespace {

using namespace verify;
using namespace std::chrono_literals;

/// A folder that is gone when this is. Owner and lifetime: one verification.
class TemporaryFolder {
public:
    TemporaryFolder() : path_(make_temporary_folder()) {}
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

void verify_live(Findings& findings,
                 const std::filesystem::path& folder,
                 const app::FaultInjection& fault_injection,
                 std::chrono::seconds watch) {
    LiveRoom room(findings, folder, fault_injection);
    room.open();
    room.enter_attacked();
    room.join();
    room.play_attacks();
    room.answer();
    room.look_at_own_records();
    room.watch_presence(watch);
    room.end();
    room.read_what_is_left();
}

void verify_permuted(Findings& findings,
                     const std::filesystem::path& folder,
                     const app::FaultInjection& fault_injection) {
    constexpr std::uint64_t pairs = 100;
    constexpr std::uint64_t on_disk = 10;
    for (std::uint64_t seed = 1; seed <= pairs; ++seed) {
        stop_if_interrupted();
        const auto pair = compare_permuted(
            seed, fault_injection, seed <= on_disk ? folder / "permuted" : std::filesystem::path{});
        findings.checked(Rule::a2, pair.frames, "frames and files compared");
        if (!pair.difference.empty()) return findings.broken(Rule::a2, pair.difference);
    }
    findings.checked(Rule::a2, pairs, "pairs of rooms with other people in another order");
}

/// As a shell says it of a program that a signal ended.
int interrupted() {
    std::cerr << "candour: interrupted: nothing was verified, and nothing is left behind.\n";
    return 128 + signal_that_came();
}

}  // namespace

int verify_anonymity(const VerifyOptions& options) {
    const app::FaultInjection fault_injection{rule_named(options.break_rule)};
    if (!options.break_rule.empty() && fault_injection.rule == Rule::none) {
        std::cerr << "candour: --break-rule takes A1 to A9.\n";
        return asked_wrongly;
    }
    notice_signals();
    const TemporaryFolder folder;
    if (folder.path().empty()) {
        std::cerr << "candour: no temporary folder can be made.\n";
        return asked_wrongly;
    }
    std::cout << "A server is started on a temporary folder, and made-up people are sent into it. "
                 "This takes about "
              << options.seconds + 15 << " seconds on a machine that is not busy." << std::endl;
    Findings findings;
    try {
        check_frame_lengths(findings);
        verify_permuted(findings, folder.path(), fault_injection);
        verify_live(findings, folder.path(), fault_injection,
                    std::chrono::seconds(options.seconds));
    } catch (const Interrupted&) {
        return interrupted();
    } catch (const NoConversation& trouble) {
        // Ctrl-C reaches the server too, which may say nothing more before the signal is noticed.
        if (signal_that_came() != 0) return interrupted();
        std::cerr << "candour: this could not be verified: " << trouble.why << '\n';
        return asked_wrongly;
    }
    findings.print(std::cout);
    const bool kept = findings.all_kept();
    std::cout << (kept ? "All rules hold." : "NOT ALL RULES HOLD.") << std::endl;
    return kept ? done : failed;
}

}  // namespace candour::commands
