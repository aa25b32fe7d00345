#include "server/net/shelf_keeper.hpp"

#include "server/app/calendar.hpp"
#include "server/app/limits.hpp"

#include <boost/asio/post.hpp>

#include <exception>
#include <utility>

namespace candour::net {

Refusal refuse_as_too_much_of_the_shelf() {
    auto refusal = candour::refuse(RefusalCode::too_many_requests);
    refusal.message =
        "Very much was asked of workspaces from where you are, so this was not done yet. Please "
        "wait a moment.";
    refusal.retry_after = app::limits::workspace_retry;
    return refusal;
}

ShelfKeeper::ShelfKeeper(shelf::ShelfOptions options,
                         std::chrono::days keep,
                         std::chrono::milliseconds sweep_every)
    : options_(std::move(options)),
      keep_(keep),
      sweep_every_(sweep_every),
      work_(context_.get_executor()) {
    boost::asio::post(context_, [this] {
        open();
        sweep();
    });
    thread_ = std::thread([this] { context_.run(); });
}

ShelfKeeper::~ShelfKeeper() {
    stop();
}

void ShelfKeeper::run(const app::AddressMark& who, std::size_t writes, Act act) {
    if (stopped_) return act(nullptr, shelf::refuse_as_not_kept());
    boost::asio::post(context_,
                      [this, who, writes, act = std::move(act)] { serve(who, writes, act); });
}

void ShelfKeeper::stop() {
    if (stopped_.exchange(true)) return;
    boost::asio::post(context_, [this] {
        timer_.cancel();
        work_.reset();
    });
    thread_.join();
    // Whatever came between the last look at the flag and the thread's end.
    context_.restart();
    context_.poll();
}

void ShelfKeeper::serve(const app::AddressMark& who, std::size_t writes, const Act& act) {
    const auto refused = refuse(who, writes, std::chrono::steady_clock::now());
    act(refused ? nullptr : &*shelf_, refused);
}

std::optional<Refusal> ShelfKeeper::refuse(const app::AddressMark& who,
                                           std::size_t writes,
                                           TimePoint now) {
    const bool may = writes == 0 ? rates_.may_ask(who, now) : rates_.may_write(who, writes, now);
    if (!may) return refuse_as_too_much_of_the_shelf();
    if (!shelf_) open();
    if (!shelf_) return shelf::refuse_as_not_kept();
    return std::nullopt;
}

void ShelfKeeper::open() {
    try {
        shelf_.emplace(options_);
        days_ = app::DaysSeen(shelf_->days());
        said_.clear();
    } catch (const std::exception& error) {
        const std::string trouble = std::string("Workspaces cannot be opened: ") + error.what() +
                                    ". Rooms are not touched by it.";
        if (trouble != said_) options_.on_trouble(trouble);
        said_ = trouble;
    }
}

void ShelfKeeper::sweep() {
    if (shelf_) {
        if (days_.see(options_.today())) shelf_->keep_days(days_.text());
        // A use is noted as the first of some days: it may be younger by all of these.
        const auto oldest = keep_ + app::limits::workspace_use_noted_every;
        if (const auto day = app::read_day(days_.told_by()))
            (void)shelf_->forget_unused(app::day_text(*day - oldest));
    }
    wait_for_sweep();
}

void ShelfKeeper::wait_for_sweep() {
    if (stopped_) return;
    timer_.expires_after(sweep_every_);
    timer_.async_wait([this](boost::system::error_code ec) {
        if (!ec) sweep();
    });
}

}  // namespace candour::net
