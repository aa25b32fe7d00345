// What a shard has written, and what it hears of that: the half of Shard that deals with the log
// and the keys.
#include "protocol/cpp/codec.hpp"
#include "server/app/audience/put_off.hpp"
#include "server/app/keys/key_store.hpp"
#include "server/app/keys/wipe_stack.hpp"
#include "server/app/shard/shard.hpp"

#include <algorithm>
#include <utility>

namespace candour::app {

// The log may call back after this shard has stopped. Until then its callbacks keep the shard; what
// they post must not, as it would keep the shard by what the shard owns.

void Shard::open_room(RoomOpening opening, Shards::Opened done) {
    // Two rooms of one code in 2^40: the second would be found by nobody.
    if (table_.has(opening.code)) {
        destroy_key(opening.id);
        return done(refuse_opening());
    }
    if (!rooms().try_take()) {
        destroy_key(opening.id);
        return done(refuse_as_full(RefusalCode::server_full, random()));
    }
    std::vector<log::Record> records{opening.record};
    auto shared = std::make_shared<RoomOpening>(std::move(opening));
    common_.log.append(std::move(records), [self = shared_from_this(), shared,
                                            done = std::move(done)](std::error_code error) {
        boost::asio::post(self->context_, [shard = self.get(), shared, done, error] {
            shard->hear_of_log(error);
            if (error) {
                shard->rooms().give_back();
                shard->destroy_key(shared->id);
                return done(refuse_opening());
            }
            const OpenedRoom links = shared->links;
            shard->table_.add(
                begin_room(std::move(*shared), shard->common_.random, shard->fault_injection()));
            done(links);
        });
    });
}

void Shard::seal(const RoomId& id, const RoomCode& code, std::string bytes) {
    common_.log.seal(id, std::move(bytes),
                     [self = shared_from_this(), code](std::error_code error) {
                         boost::asio::post(self->context_, [shard = self.get(), code, error] {
                             shard->table_.sealed(code, error);
                         });
                     });
}

/// The key first, on the desk, where sealing sent it to be destroyed: once the log knows nothing of
/// the room any more, nobody would look for a key that is still there.
void Shard::forget(const RoomId& id, const RoomCode& code, const std::optional<Asked>& asked_by) {
    const auto answered = [self = shared_from_this(), code, asked_by](std::error_code error) {
        boost::asio::post(self->context_, [shard = self.get(), code, asked_by, error] {
            shard->table_.forgotten(code, asked_by, error);
        });
    };
    boost::asio::post(common_.desk, [&common = common_, id, answered] {
        const bool keeps_keys = common.fault_injection.breaks(Rule::a1);
        const std::error_code error = keeps_keys ? std::error_code{} : common.keys.destroy(id);
        if (error) return answered(error);
        common.log.forget(id, answered);
    });
}

void Shard::keep_last_day(const RoomId& id, const std::string& day) {
    boost::asio::post(common_.desk, [&common = common_, id, day] {
        // Should it fail, the room lives a day longer after a restart; there is none in memory.
        (void)common.keys.keep_last_day(id, day);
    });
}

void Shard::look_for_keys(std::vector<RoomId> rooms) {
    boost::asio::post(common_.desk, [this, rooms = std::move(rooms)]() mutable {
        std::erase_if(rooms, [this](const RoomId& room) { return common_.keys.holds(room); });
        boost::asio::post(context_,
                          [this, missing = std::move(rooms)] { table_.keys_missing(missing); });
    });
}

void Shard::keep_key(const RoomId& id, RoomKey key, const std::string& last_day) {
    boost::asio::post(common_.desk, [this, id, key = std::move(key), last_day] {
        const std::error_code error = common_.keys.keep(id, key);
        // A file's time would say when it was written (rule A6).
        if (!error && !last_day.empty()) (void)common_.keys.keep_last_day(id, last_day);
        wipe_stack();
        boost::asio::post(context_, [this, id, error] { table_.key_kept(id, error); });
    });
}

void Shard::destroy_key(const RoomId& id, const RoomCode& code) {
    if (fault_injection().breaks(Rule::a1)) return;
    boost::asio::post(common_.desk, [this, id, code] {
        wipe_stack();  // the key was made on this thread
        const std::error_code error = common_.keys.destroy(id);
        boost::asio::post(context_,
                          [this, id, code, error] { table_.key_destroyed(id, code, error); });
    });
}

bool Shard::any_log_fails() const noexcept {
    return std::ranges::any_of(common_.shards,
                               [](const auto& shard) { return shard->log_fails(); });
}

void Shard::hear_of_log(std::error_code error) {
    const bool fails = static_cast<bool>(error);
    if (log_fails_.exchange(fails, std::memory_order_relaxed) == fails) return;
    if (fails)
        common_.say("The log cannot be written: " + error.message() +
                    ". Nothing is confirmed until it can; what was confirmed is kept.");
    else
        common_.say("The log can be written again.");
}

/// A batch that waits is tried again by itself (committed); what else the log refused, a new room
/// for one, is not, and nobody else might write for hours.
void Shard::probe_log() {
    if (probing_log_ || table_.busy()) return;
    probing_log_ = true;
    common_.log.probe([self = shared_from_this()](std::error_code error) {
        boost::asio::post(self->context_, [shard = self.get(), error] {
            shard->probing_log_ = false;
            shard->hear_of_log(error);
        });
    });
}

void Shard::look_at_log() {
    if (log_fails()) probe_log();
    const bool fails = any_log_fails();
    if (std::exchange(told_log_fails_, fails) == fails) return;
    audiences_.tell_all(Role::facilitator, make_frame(encode(LogState{!fails})));
    if (fails) return;
    for (const RoomCode& code : unkept_rooms_)
        audiences_.tell(code, Role::facilitator, make_frame(encode(LogState{false})));
}

}  // namespace candour::app
