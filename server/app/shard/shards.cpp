#include "server/app/shard/shards.hpp"

#include "server/app/audience/put_off.hpp"
#include "server/app/keys/key_store.hpp"
#include "server/app/keys/random.hpp"
#include "server/app/limits.hpp"
#include "server/app/room/opening.hpp"
#include "server/app/shard/file_table.hpp"
#include "server/app/shard/recovery.hpp"
#include "server/app/shard/shard.hpp"

#include <boost/asio/executor_work_guard.hpp>

#include <future>
#include <new>
#include <thread>
#include <utility>

namespace candour::app {

using WorkGuard = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

struct Shards::Impl {
    Impl(ShardsOptions options, log::RoomLog& log, KeyStore& keys, Random& random)
        : common{log,
                 random,
                 keys,
                 std::move(options.today),
                 std::move(options.since_boot),
                 std::move(options.say),
                 options.idle_until_sealed,
                 options.keep_unused,
                 options.keep_sealed,
                 std::move(options.days_seen),
                 std::move(options.keep_days_seen),
                 options.fault_injection,
                 std::move(options.remark),
                 options.bounds.people_per_room,
                 Quota(options.bounds.people),
                 Quota(options.bounds.rooms),
                 options.bounds.sealed_rooms,
                 options.bounds.disk,
                 options.guess_takes,
                 DeckShelf(options.bounds.deck_memory),
                 {},
                 {}},
          own_file_tables(options.own_file_tables),
          recovery(common, options.recovery_retry) {
        for (std::size_t i = 0; i < options.shards; ++i)
            common.shards.push_back(std::make_shared<Shard>(common, i, options.shards));
    }

    void run(Shard& shard) const {
        // The system refuses this only where the options did not ask it first (file_table.hpp):
        // then all shards share one table.
        if (own_file_tables && app::own_file_table()) common.say("Shards share one file table.");
        shard.run();
        if (!at_thread_end) return;
        at_thread_end(shard.index());
        shard.context().restart();
        shard.context().poll();  // the handlers of closed sockets run here, on their own thread
    }

    Common common;
    bool own_file_tables;
    Recovery recovery;
    std::function<void(std::size_t)> at_thread_end;
    std::vector<WorkGuard> guards;
    std::vector<std::thread> threads;
};

Shards::Shards(ShardsOptions options, log::RoomLog& log, KeyStore& keys, Random& random)
    : impl_(std::make_unique<Impl>(std::move(options), log, keys, random)) {}

Shards::~Shards() {
    stop();
}

std::size_t Shards::count() const noexcept {
    return impl_->common.shards.size();
}

Shard& Shards::at(std::size_t index) noexcept {
    return *impl_->common.shards[index];
}

SeatHost& Shards::host(std::size_t index) noexcept {
    return at(index);
}

boost::asio::io_context& Shards::context(std::size_t index) noexcept {
    return at(index).context();
}

std::error_code Shards::restore(std::vector<std::string>& damaged) {
    return impl_->recovery.restore(damaged);
}

std::optional<GoingRoom> Shards::going(const RoomId& room) const {
    for (const std::shared_ptr<Shard>& shard : impl_->common.shards)
        if (auto found = shard->table().going(room)) return found;
    return std::nullopt;
}

void Shards::at_thread_end(std::function<void(std::size_t)> last_rites) {
    impl_->at_thread_end = std::move(last_rites);
}

void Shards::start() {
    for (const std::shared_ptr<Shard>& shard : impl_->common.shards) {
        impl_->guards.emplace_back(shard->context().get_executor());
        boost::asio::post(shard->context(), [shard] { shard->start(); });
        impl_->threads.emplace_back([impl = impl_.get(), shard] { impl->run(*shard); });
    }
    impl_->recovery.start();
}

void Shards::stop() {
    if (impl_->threads.empty()) return;
    std::vector<std::future<void>> drained;
    for (const std::shared_ptr<Shard>& shard : impl_->common.shards) {
        auto promise = std::make_shared<std::promise<void>>();
        drained.push_back(promise->get_future());
        boost::asio::post(shard->context(), [shard, promise] {
            shard->retry_ends();
            shard->drain(limits::drain_patience, [promise] { promise->set_value(); });
        });
    }
    for (std::future<void>& one : drained) one.wait();
    impl_->recovery.stop();
    impl_->common.blocking_pool.join();
    // Only now, as a room's last acks may go to the seats of any shard.
    for (const std::shared_ptr<Shard>& shard : impl_->common.shards)
        boost::asio::post(shard->context(), [shard] {
            shard->audiences().close_all(CloseCode::restarting);
            shard->stop_after(limits::goodbye_patience);
        });
    impl_->guards.clear();
    for (std::thread& thread : impl_->threads) thread.join();
    impl_->threads.clear();
}

void Shards::open_room(Deck deck, const std::optional<RoomLocks>& locks, Opened done) {
    if (impl_->common.fault_injection.breaks(Rule::a3))
        for (Slide& slide : deck.slides)
            if (auto* question = std::get_if<Question>(&slide.body)) question->level = Level::open;
    boost::asio::post(impl_->common.blocking_pool,
                      [this, deck = std::move(deck), locks, done = std::move(done)]() mutable {
                          try {
                              prepare_and_open(std::move(deck), locks, done);
                          } catch (const std::bad_alloc&) {
                              refuse_room(done, refuse_as_out_of_memory(impl_->common.random));
                          }
                      });
}

void Shards::refuse_room(const Opened& done, const Refusal& refusal) {
    boost::asio::post(context(0), [done, refusal] { done(refusal); });
}

void Shards::prepare_and_open(Deck deck,
                              const std::optional<RoomLocks>& locks,
                              const Opened& done) {
    // No shard is asked: none knows yet which codes the rooms of the log have.
    if (impl_->common.health.rooms_are_unread()) return refuse_room(done, refuse_opening());
    const auto shared = impl_->common.decks.keep(std::move(deck));
    if (shared == nullptr)
        return refuse_room(done, refuse_as_no_memory_for_deck(impl_->common.random));
    auto opening = std::make_shared<RoomOpening>(prepare_room(shared, impl_->common.random, locks));
    Shard& home = at(home_shard(opening->code, count()));
    if (std::error_code error = impl_->common.keys.keep(opening->id, opening->key)) {
        impl_->recovery.key_refused(error);
        boost::asio::post(home.context(), [&home, done] {
            home.probe_log();  // as the log is on the disk that refused the key
            done(refuse_opening());
        });
        return;
    }
    boost::asio::post(home.context(),
                      [&home, opening, done] { home.open_room(std::move(*opening), done); });
}

void Shards::run_blocking(std::function<void()> work) {
    boost::asio::post(impl_->common.blocking_pool, std::move(work));
}

void Shards::find_picture(const RoomCode& code,
                          const SlideId& slide,
                          std::function<void(std::shared_ptr<const Deck>, const Picture*)> done) {
    Shard& home = at(home_shard(code, count()));
    boost::asio::post(home.context(), [&home, code, slide, done = std::move(done)] {
        const std::shared_ptr<const Deck> deck = home.table().deck(code);
        const Slide* found = deck ? deck->find(slide) : nullptr;
        const Content* content = found == nullptr ? nullptr : found->content();
        const bool has_picture = content != nullptr && content->picture.has_value();
        done(deck, has_picture ? &*content->picture : nullptr);
    });
}

void Shards::find_phase(const RoomCode& code,
                        std::function<void(std::variant<RoomPhase, Refusal>)> done) {
    Shard& home = at(home_shard(code, count()));
    boost::asio::post(home.context(),
                      [&home, code, done = std::move(done)] { done(home.table().phase(code)); });
}

Readiness Shards::readiness() const {
    return impl_->common.health.readiness(impl_->common.shards.front()->any_log_fails());
}

Figures Shards::figures() const {
    Figures sum;
    sum.deck_bytes = impl_->common.decks.held();
    for (const std::shared_ptr<Shard>& shard : impl_->common.shards) {
        const Counters& counters = std::as_const(*shard).counters();
        sum.rooms += counters.rooms.value();
        sum.participants += counters.participants.value();
        sum.facilitators += counters.facilitators.value();
        sum.projectors += counters.projectors.value();
        sum.messages_in += counters.messages_in.value();
        sum.refusals += counters.refusals.value();
        sum.held_back += counters.held_back.value();
        sum.joins_put_off += counters.joins_put_off.value();
        sum.waiting_bytes += counters.waiting_bytes.value();
        sum.lines_cut += counters.lines_cut.value();
        sum.out_of_memory += counters.out_of_memory.value();
        sum.sealed_rooms += counters.sealed_rooms.value();
        sum.log_bytes += counters.log_bytes.value();
        sum.rooms_given_up += counters.rooms_given_up.value();
        sum.responses_kept += counters.responses_kept.value();
        sum.acks += counters.acks.value();
        sum.batches += counters.batches.value();
        sum.batch_failures += counters.batch_failures.value();
        sum.broadcasts += counters.broadcasts.value();
        sum.deliveries += counters.deliveries.value();
        sum.skipped += counters.skipped.value();
        sum.delivery_cost = std::max(sum.delivery_cost, counters.delivery_cost());
        sum.tally_interval = std::max(sum.tally_interval,
                                      std::chrono::nanoseconds(counters.tally_interval_ns.value()));
    }
    return sum;
}

}  // namespace candour::app
