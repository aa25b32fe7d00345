#include "server/app/lifecycle/key_life.hpp"

namespace candour::app::lifecycle {

namespace {

/// Nobody misses the key any more.
void is_back(Effects& effects) {
    effects.emplace_back(
        TroubleEnds{Trouble::key_lost, "No open room is without its key any more."});
    effects.emplace_back(TellKept{true});
}

KeyLife after(KeyLife life, const Missing&, Effects& effects) {
    const bool is_missed = life == KeyLife::kept || life == KeyLife::lost;
    if (is_missed) effects.emplace_back(KeepKey{});
    return life;
}

KeyLife after(KeyLife life, const Found&, Effects& effects) {
    if (life != KeyLife::lost) return life;
    is_back(effects);
    return KeyLife::kept;
}

KeyLife after(KeyLife life, const Written& written, Effects& effects) {
    if (!written.error) return after(life, Found{}, effects);
    if (life != KeyLife::kept) return life;
    effects.emplace_back(TroubleBegins{
        Trouble::key_lost,
        "The key of an open room cannot be written again: " + written.error.message() +
            ". Nothing is confirmed in rooms without a key until it can."});
    effects.emplace_back(TellKept{false});
    return KeyLife::lost;
}

KeyLife after(KeyLife life, const RoomEnded&, Effects& effects) {
    if (life == KeyLife::lost) is_back(effects);
    const bool is_there = life == KeyLife::kept || life == KeyLife::lost;
    return is_there ? KeyLife::going : life;
}

KeyLife after(KeyLife life, const RetryKey&, Effects& effects) {
    if (life == KeyLife::left) effects.emplace_back(DestroyKey{});
    return life;
}

KeyLife after(KeyLife life, const Destroyed& destroyed, Effects& effects) {
    if (life == KeyLife::gone) return life;
    // The key that was lost is destroyed on purpose now, so that it is no trouble any more.
    if (life == KeyLife::lost) is_back(effects);
    if (!destroyed.error) {
        if (life == KeyLife::left) {
            effects.emplace_back(Say{"The key that could not be removed has been."});
            effects.emplace_back(TroubleEnds{Trouble::key_left, {}});
        }
        effects.emplace_back(TellKept{true});
        return KeyLife::gone;
    }
    if (life == KeyLife::left) return life;
    effects.emplace_back(Say{"The key of a room that is over could not be removed: " +
                             destroyed.error.message() + ". It is tried every 10 s."});
    effects.emplace_back(TroubleBegins{Trouble::key_left, {}});
    effects.emplace_back(TellKept{false});
    return KeyLife::left;
}

}  // namespace

void step(KeyLife& life, const KeyInput& input, Effects& effects) {
    life = std::visit([&](const auto& what) { return after(life, what, effects); }, input);
}

}  // namespace candour::app::lifecycle
