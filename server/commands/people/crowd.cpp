#include "server/commands/people/crowd.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace candour::people {

namespace asio = boost::asio;
using namespace std::chrono_literals;

Crowd::Crowd(
    asio::io_context& context, const JoinLink& link, const Way& way, CrowdOptions options, Say say)
    : options_(options), say_(std::move(say)), second_(context) {
    for (std::size_t i = 0; i < options_.count; ++i)
        visitors_.push_back(std::make_shared<Visitor>(
            context, link, way, options_.seed * 1'000'003 + i, options_.pace));
}

void Crowd::start(std::function<void()> all_gone) {
    all_gone_ = std::move(all_gone);
    end_ = std::chrono::steady_clock::now() + options_.stay;
    Dice dice(options_.seed);
    // A small room takes a few seconds to come in; a large one comes at 200 a second.
    const auto over = std::max<std::chrono::milliseconds>(options_.pace == Pace::human ? 4s : 200ms,
                                                          options_.count * 5ms);
    for (const auto& visitor : visitors_)
        visitor->start(std::chrono::duration_cast<std::chrono::milliseconds>(over * dice.share()));
    watch();
}

void Crowd::leave() {
    if (std::exchange(leaving_, true)) return;
    for (const auto& visitor : visitors_) visitor->leave();
}

void Crowd::watch() {
    second_.expires_after(1s);
    second_.async_wait([this](boost::system::error_code ec) {
        if (ec) return;
        if (std::ranges::all_of(visitors_, &Visitor::is_gone)) return all_gone_();
        report();
        if (std::chrono::steady_clock::now() > end_) leave();
        watch();
    });
}

void Crowd::report() {
    std::size_t here = 0;
    std::map<std::string, std::size_t> answered;
    for (const auto& visitor : visitors_) {
        if (visitor->person().is_in_room()) ++here;
        if (const auto& question = visitor->person().answered()) ++answered[question->str()];
    }
    const auto of_all = " of " + std::to_string(visitors_.size());
    auto line = std::to_string(here) + of_all + " are in the room";
    // The current question is the one that most have answered last.
    const auto current = std::ranges::max_element(
        answered, {}, &std::map<std::string, std::size_t>::value_type::second);
    if (current != answered.end())
        line += "; " + std::to_string(current->second) + of_all + " have answered \"" +
                current->first + "\"";
    if (line != last_report_) say_(line);
    last_report_ = line;
}

std::string Crowd::turned_away() const {
    const bool nobody = std::ranges::all_of(
        visitors_, [](const auto& visitor) { return !visitor->turned_away().empty(); });
    return nobody ? visitors_.front()->turned_away() : std::string{};
}

std::string Crowd::summary() const {
    std::size_t answers = 0;
    for (const auto& visitor : visitors_) answers += visitor->person().acked();
    return std::to_string(visitors_.size()) + " made-up people gave " + std::to_string(answers) +
           " answers, changed ones included.";
}

}  // namespace candour::people
