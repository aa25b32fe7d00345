// ShelfKeeper: the workspaces' own thread. A large deck that is written there keeps nobody waiting
// who answers a question or opens a room.
#pragma once

#include "server/app/lifecycle/days_seen.hpp"
#include "server/app/limits.hpp"
#include "server/net/shelf_rates.hpp"
#include "server/shelf/shelf.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace candour::net {

/// Owner: main (or a test). Thread: any may ask; what is asked runs on its own. Lifetime: until
/// stop(), which comes before the shards stop.
class ShelfKeeper {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// A workspace that nobody has used for `keep` is deleted, up to a month later, as its use is
    /// noted no finer. It is looked for every `sweep_every`. A shelf that cannot be opened is tried
    /// again at each request.
    ShelfKeeper(shelf::ShelfOptions options,
                std::chrono::days keep,
                std::chrono::milliseconds sweep_every = app::limits::workspace_sweep);
    ShelfKeeper(const ShelfKeeper&) = delete;
    ShelfKeeper& operator=(const ShelfKeeper&) = delete;
    ~ShelfKeeper();

    /// Runs `act` on the keeper's thread, with the shelf, or with null and the reason why there is
    /// none: the address asked too much, or the database cannot be used. `writes` is how many bytes
    /// are to be written. The act is always called, once.
    using Act = std::function<void(shelf::Shelf*, const std::optional<Refusal>&)>;
    void run(const app::AddressMark& who, std::size_t writes, Act act);

    /// Does what has been asked for; whatever is asked for later is refused.
    void stop();

private:
    void serve(const app::AddressMark& who, std::size_t writes, const Act& act);
    [[nodiscard]] std::optional<Refusal> refuse(const app::AddressMark& who,
                                                std::size_t writes,
                                                TimePoint now);
    void open();
    void sweep();
    void wait_for_sweep();

    shelf::ShelfOptions options_;
    std::chrono::days keep_;
    std::chrono::milliseconds sweep_every_;
    std::optional<shelf::Shelf> shelf_;
    app::DaysSeen days_;
    ShelfRates rates_;
    std::string said_;  // the last trouble, which is said once
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    boost::asio::steady_timer timer_{context_};
    std::atomic<bool> stopped_ = false;
    std::thread thread_;
};

/// Many requests about workspaces came from one address.
[[nodiscard]] Refusal refuse_as_too_much_of_the_shelf();

}  // namespace candour::net
