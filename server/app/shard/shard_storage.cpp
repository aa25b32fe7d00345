// What a shard has written, and what it hears of that: the half of Shard that deals with the log
// and the keys.
#include "protocol/cpp/codec.hpp"
#include "server/app/audience/put_off.hpp"
#include "server/app/keys/key_store.hpp"
#include "server/app/keys/wipe_stack.hpp"
#include "server/app/shard/recovery.hpp"
#include "server/app/shard/shard.hpp"

#include <algorithm>
#include <utility>

namespace candour::app {

// The log may call back after this shard has stopped. Until then its callbacks keep the shard; what
// they post must not, as it would keep the shard by what the shard owns.

std::uint64_t Shard::all_log_bytes() const {
    std::uint64_t bytes = 0;
    for (const auto& shard : common_.shards)
        bytes += std::as_const(*shard).counters().log_bytes.value();
    return bytes;
}

std::uint64_t Shard::all_sealed_rooms() const {
    std::uint64_t rooms = 0;
    for (const auto& shard : common_.shards)
        rooms += std::as_const(*shard).counters().sealed_rooms.value();
    return rooms;
}

/// Only rooms of this shard make way: which shard a new room comes to is chance, so that with
/// several of them another try finds another one.
bool Shard::take_place_for_room() {
    if (common_.rooms.try_take()) return true;
    decide([this](Effects& effects) { table_.give_up_unused(effects); });
    if (common_.rooms.try_take()) return true;
    decide(
        [this](Effects& effects) { table_.end_unjoined(common_.since_boot(), today(), effects); });
    return false;
}

void Shard::open_room(RoomOpening opening, Shards::Opened done) {
    DestroyKey unused_key{opening.id, {}};
    // Two rooms of one code in 2^40: the second would be found by nobody.
    if (table_.has(opening.code)) {
        perform(unused_key);
        return done(refuse_opening());
    }
    const bool no_disk =
        all_log_bytes() >= common_.max_disk || all_sealed_rooms() >= common_.max_sealed_rooms;
    if (no_disk || !take_place_for_room()) {
        perform(unused_key);
        return done(no_disk ? refuse_as_no_disk_for_room(common_.random)
                            : refuse_as_full(RefusalCode::server_full, common_.random));
    }
    std::vector<log::Record> records{opening.record};
    auto shared = std::make_shared<RoomOpening>(std::move(opening));
    common_.log.append(std::move(records), [self = shared_from_this(), shared,
                                            done = std::move(done)](std::error_code error) {
        boost::asio::post(self->context_, [shard = self.get(), shared, done, error] {
            shard->hear_of_log(error);
            if (error) {
                shard->common_.rooms.give_back();
                DestroyKey key_of_none{shared->id, {}};
                shard->perform(key_of_none);
                return done(refuse_opening());
            }
            const OpenedRoom links = shared->links;
            shard->table_.add(
                begin_room(std::move(*shared), shard->common_.random, shard->fault_injection()),
                shard->common_.since_boot());
            done(links);
        });
    });
}

void Shard::take_in(RestoredRooms rooms) {
    for (RestoredRooms::Live& live : rooms.live) {
        common_.rooms.take();
        table_.add(std::move(live.home), common_.since_boot(), std::move(live.last_day));
    }
    for (SealedRoom& sealed : rooms.sealed) table_.add(std::move(sealed));
    decide([&](Effects& effects) {
        for (const RestoredRooms::LeftKey& left : rooms.left_keys)
            table_.key_destroyed(left.id, left.code, left.why, effects);
    });
    for (const RoomCode& code : rooms.damaged_codes) table_.add_damaged(code);
    table_.set_rooms_unread(false);
}

// ---- what the room table wants done ----------------------------------------------------------

void Shard::perform(Append& append) {
    auto done = [self = shared_from_this(), records = append.records](std::error_code error) {
        boost::asio::post(self->context_, [shard = self.get(), records, error] {
            shard->committed(records, error);
        });
    };
    common_.log.append(std::move(append.records), std::move(done));
}

void Shard::perform(Seal& seal) {
    common_.log.seal(seal.id, table_.results(seal.code, today()),
                     [self = shared_from_this(), code = seal.code](std::error_code error) {
                         boost::asio::post(self->context_, [shard = self.get(), code, error] {
                             shard->decide([&](Effects& effects) {
                                 shard->table_.sealed(code, error, effects);
                             });
                         });
                     });
}

/// The key first, on the blocking pool, where sealing sent it to be destroyed: once the log knows
/// nothing of the room any more, nobody would look for a key that is still there.
void Shard::perform(Forget& forget) {
    const auto answered = [self = shared_from_this(), code = forget.code,
                           asked_by = forget.asked_by](std::error_code error) {
        boost::asio::post(self->context_, [shard = self.get(), code, asked_by, error] {
            shard->decide(
                [&](Effects& effects) { shard->table_.forgotten(code, asked_by, error, effects); });
        });
    };
    boost::asio::post(common_.blocking_pool, [&common = common_, id = forget.id, answered] {
        const bool keeps_keys = common.fault_injection.breaks(Rule::a1);
        const std::error_code error = keeps_keys ? std::error_code{} : common.keys.destroy(id);
        if (error) return answered(error);
        common.log.forget(id, answered);
    });
}

void Shard::perform(RoomIsOver&) {
    common_.rooms.give_back();
}

void Shard::perform(KeepLastDay& keep) {
    boost::asio::post(common_.blocking_pool, [&common = common_, keep] {
        // If the disk refuses the day, the room only lives a day longer after a restart. With
        // `--memory` there is no restart.
        (void)common.keys.keep_last_day(keep.id, keep.day);
    });
}

/// Every shard sees the same days, so only the first one has them written.
void Shard::perform(KeepDaysSeen& keep) {
    if (index_ != 0 || !common_.keep_days_seen) return;
    boost::asio::post(common_.blocking_pool, [&common = common_, text = std::move(keep.text)] {
        common.keep_days_seen(text);
    });
}

void Shard::perform(LookForKeys& look) {
    boost::asio::post(common_.blocking_pool, [this, rooms = std::move(look.rooms)]() mutable {
        std::erase_if(rooms, [this](const RoomId& room) { return common_.keys.holds(room); });
        boost::asio::post(context_, [this, missing = std::move(rooms)] {
            decide([&](Effects& effects) { table_.keys_missing(missing, effects); });
        });
    });
}

void Shard::perform(KeepKey& keep) {
    std::optional<RoomTable::KeyToKeep> kept = table_.key(keep.id);
    if (!kept) return;
    boost::asio::post(common_.blocking_pool, [this, id = keep.id, kept = *std::move(kept)] {
        const std::error_code error = common_.keys.keep(id, kept.key);
        // A file's time would say when it was written (rule A6).
        if (!error && !kept.last_day.empty()) (void)common_.keys.keep_last_day(id, kept.last_day);
        wipe_stack();
        boost::asio::post(context_, [this, id, error] {
            decide([&](Effects& effects) { table_.key_kept(id, error, effects); });
        });
    });
}

void Shard::perform(DestroyKey& destroy) {
    if (fault_injection().breaks(Rule::a1)) return;
    boost::asio::post(common_.blocking_pool, [this, destroy] {
        wipe_stack();  // the key was made on this thread
        const std::error_code error = common_.keys.destroy(destroy.id);
        boost::asio::post(context_, [this, destroy, error] {
            decide([&](Effects& effects) {
                table_.key_destroyed(destroy.id, destroy.code, error, effects);
            });
        });
    });
}

void Shard::perform(Say& say) {
    common_.say(say.sentence);
}

void Shard::perform(TroubleBegins& begins) {
    const bool is_first = common_.health.begins(begins.trouble);
    if (is_first && !begins.if_first.empty()) common_.say(begins.if_first);
}

void Shard::perform(TroubleEnds& ends) {
    const bool was_last = common_.health.is_over(ends.trouble);
    if (was_last && !ends.if_last.empty()) common_.say(ends.if_last);
}

void Shard::perform(WipeTraces&) {
    for (const std::shared_ptr<Shard>& shard : common_.shards) {
        const auto wipe = [other = shard.get()] {
            other->wipe_stack_next_ = true;
            other->context_.stop();  // run() goes on
        };
        if (shard.get() == this)
            wipe();
        else
            boost::asio::post(shard->context_, wipe);
    }
}

// ---- what it hears of the log ----------------------------------------------------------------

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

/// A batch that the log refused is appended again by itself (committed), and tells whether the log
/// works again. Where no batch waits (the log refused a new room, say) nobody else might write for
/// hours, so the log is asked.
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
