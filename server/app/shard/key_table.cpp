#include "server/app/shard/key_table.hpp"

#include <string>
#include <utility>
#include <variant>

namespace candour::app {

using lifecycle::KeyLife;

void KeyTable::add(const RoomId& id, const RoomCode& code, bool has_ended) {
    keys_.insert_or_assign(id, Key{code, has_ended ? KeyLife::going : KeyLife::kept});
}

const RoomCode* KeyTable::code(const RoomId& id) const {
    const auto found = keys_.find(id);
    return found == keys_.end() ? nullptr : &found->second.code;
}

void KeyTable::step(Keys::iterator key, const lifecycle::KeyInput& input, Effects& effects) {
    const RoomId id = key->first;
    const RoomCode code = key->second.code;
    lifecycle::Effects asked;
    lifecycle::step(key->second.life, input, asked);
    if (key->second.life == KeyLife::lost)
        lost_.insert(id);
    else
        lost_.erase(id);
    if (key->second.life == KeyLife::gone) keys_.erase(key);
    for (lifecycle::Effect& effect : asked) {
        if (std::holds_alternative<lifecycle::KeepKey>(effect))
            effects.emplace_back(KeepKey{id});
        else if (std::holds_alternative<lifecycle::DestroyKey>(effect))
            effects.emplace_back(DestroyKey{id, code});
        else if (const auto* kept = std::get_if<lifecycle::TellKept>(&effect))
            tell(code, kept->keeps, effects);
        else if (auto* say = std::get_if<Say>(&effect))
            effects.emplace_back(std::move(*say));
        else if (auto* begins = std::get_if<TroubleBegins>(&effect))
            effects.emplace_back(std::move(*begins));
        else if (auto* ends = std::get_if<TroubleEnds>(&effect))
            effects.emplace_back(std::move(*ends));
    }
}

void KeyTable::step(const RoomId& id, const lifecycle::KeyInput& input, Effects& effects) {
    if (const auto key = keys_.find(id); key != keys_.end()) step(key, input, effects);
}

void KeyTable::look(std::vector<RoomId> open, Effects& effects) {
    if (looking_ || open.empty()) return;
    looking_ = true;
    effects.emplace_back(LookForKeys{std::move(open)});
}

/// The blocking pool does one thing after the other: a key that is sent there now comes before the
/// word to destroy it, which is sent when the room has ended and is sealed.
void KeyTable::missing(const std::vector<RoomId>& missing, Effects& effects) {
    looking_ = false;
    std::unordered_set<RoomId> found = lost_;
    for (const RoomId& id : missing) found.erase(id);
    for (const RoomId& id : found) step(id, lifecycle::Found{}, effects);
    std::size_t vanished = 0;
    for (const RoomId& id : missing) {
        const auto key = keys_.find(id);
        if (key == keys_.end()) continue;
        if (key->second.life == KeyLife::kept) ++vanished;
        step(key, lifecycle::Missing{}, effects);
    }
    if (vanished > 0)
        effects.emplace_back(
            Say{"Keys of open rooms that have vanished from the disk, and are written again: " +
                std::to_string(vanished) + '.'});
}

void KeyTable::written(const RoomId& id, std::error_code error, Effects& effects) {
    step(id, lifecycle::Written{error}, effects);
}

void KeyTable::room_ended(const RoomId& id, Effects& effects) {
    step(id, lifecycle::RoomEnded{}, effects);
}

void KeyTable::destroyed(const RoomId& id,
                         const RoomCode& code,
                         std::error_code error,
                         Effects& effects) {
    const auto key = keys_.try_emplace(id, Key{code, KeyLife::going}).first;
    step(key, lifecycle::Destroyed{error}, effects);
}

void KeyTable::retry(Effects& effects) {
    std::vector<RoomId> left;
    for (const auto& [id, key] : keys_)
        if (key.life == KeyLife::left) left.push_back(id);
    for (const RoomId& id : left) step(id, lifecycle::RetryKey{}, effects);
}

void KeyTable::tell(const RoomCode& code, bool keeps, Effects& effects) {
    const bool news = keeps ? unkept_.erase(code) > 0 : unkept_.insert(code).second;
    if (!news) return;
    for (std::size_t shard = 0; shard < shards_; ++shard)
        effects.emplace_back(WhetherKept{{shard, code, Role::facilitator}, keeps});
}

}  // namespace candour::app
