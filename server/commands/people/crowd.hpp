// Crowd: made-up people in one room, and what there is to tell of them.
#pragma once

#include "server/commands/people/visitor.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace candour::people {

struct CrowdOptions {
    std::size_t count = 12;
    std::uint64_t seed = 0;
    Pace pace = Pace::human;
    std::chrono::seconds stay{};  // the longest; less when the room ends
};

/// Owner: `candour people`. Thread: the context's one. Lifetime: until the context has run out.
class Crowd {
public:
    using Say = std::function<void(const std::string& line)>;

    Crowd(boost::asio::io_context& context,
          const JoinLink& link,
          const Way& way,
          CrowdOptions options,
          Say say);

    /// Sends them in; `all_gone` is called when the last one has left.
    void start(std::function<void()> all_gone);
    /// Calls them all back.
    void leave();
    /// Why nobody was let in, or empty.
    [[nodiscard]] std::string turned_away() const;
    /// "12 people gave 58 answers."
    [[nodiscard]] std::string summary() const;

private:
    void watch();
    void report();

    CrowdOptions options_;
    Say say_;
    std::function<void()> all_gone_;
    std::vector<std::shared_ptr<Visitor>> visitors_;
    boost::asio::steady_timer second_;
    std::chrono::steady_clock::time_point end_;
    std::string last_report_;
    bool leaving_ = false;
};

}  // namespace candour::people
