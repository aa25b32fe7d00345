// Rehearsal: one run of made-up people through a room of their own, from its making to its
// deletion.
#pragma once

#include "benchmarks/load/progress.hpp"
#include "benchmarks/load/rules/outcome.hpp"
#include "benchmarks/load/wire/server_watch.hpp"
#include "benchmarks/load/wire/setup.hpp"
#include "benchmarks/load/wire/stage.hpp"
#include "benchmarks/load/wire/worker.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace candour::load {

struct RehearsalOptions {
    std::uint32_t people = 0;
    std::uint32_t never_read_percent = 0;  // of them, who stop reading and keep their line
    std::uint32_t rooms = 1;
    std::uint32_t questions = 4;
    Micros join_over = std::chrono::seconds(60);
    Micros answer_over = std::chrono::seconds(10);
    std::uint64_t seed = 1;
    /// How long after its time something may still come before it counts as failed.
    Micros patience = std::chrono::seconds(15);
    /// Ends when not everybody got in: for a search, which learns no more from the rest.
    bool only_if_all_come = false;
};

/// Owner: main. Thread: main's; it starts workers. Lifetime: one run().
class Rehearsal {
public:
    /// `stop` may be set at any time: the run then ends early, and still cleans up.
    Rehearsal(const Endpoint& server,
              std::string authority,
              RehearsalOptions options,
              Progress& progress,
              const std::atomic<bool>& stop);

    [[nodiscard]] Outcome run();

private:
    using Done = std::function<bool()>;

    bool make_rooms();
    void start_workers();
    bool open_stages();
    bool join();
    bool ask_all();
    bool ask(std::uint32_t question);
    bool storm();
    void clean_up();
    void end_and_forget(Stage& stage);
    void gather();

    /// Every facilitator does it; false when one was refused or not answered.
    bool everywhere(Action action, const SlideId& what);
    /// Looks after the lines until `done`, or until that time. Whether it was done.
    bool pump(Time until, const Done& done);
    void turn();
    void look(Time at);
    void cut_short(std::string why);
    [[nodiscard]] bool is_cut_short() const { return !outcome_.cut_short.empty(); }
    void show(const std::string& what);

    template <class Figure>
    [[nodiscard]] std::uint64_t total(Figure figure) const {
        std::uint64_t sum = 0;
        for (const auto& worker : workers_) sum += (worker->live().*figure).load();
        return sum;
    }

    const Endpoint& server_;
    const std::string authority_;
    const RehearsalOptions options_;
    Progress& progress_;
    const std::atomic<bool>& stop_;
    ServerWatch watch_;
    Setup setup_;
    std::vector<Stage::Links> links_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::vector<std::unique_ptr<Stage>> stages_;
    std::vector<char> scratch_;
    Outcome outcome_;
    std::string phase_;
    Time next_look_{};
    Time next_ping_{};
    bool asking_ = false;
    bool cleaning_ = false;
    std::vector<double> busy_, machine_;
    /// By question, then room: what projectors saw.
    std::vector<std::vector<std::vector<Sighting>>> seen_;
};

}  // namespace candour::load
