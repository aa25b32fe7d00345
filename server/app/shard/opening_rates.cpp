#include "server/app/shard/opening_rates.hpp"

#include "server/app/limits.hpp"

namespace candour::app {
namespace {

constexpr double one_person = 1;

}  // namespace

bool OpeningRates::may_open(const AddressMark& who,
                            std::optional<std::uint64_t> pass,
                            TimePoint now) {
    forget_old(now);
    const double times = who.stands_for_many ? limits::rooms_opened_by_many : one_person;
    TokenBucket& here = rooms_of(by_address_, who.value, times, now);
    if (here.empty(now)) return false;
    // What is refused for the pass's sake is not held against the address.
    if (pass && !rooms_of(by_pass_, *pass, one_person, now).take(now)) return false;
    return here.take(now);
}

void OpeningRates::forget_old(TimePoint now) {
    const std::chrono::duration<double> full_again{limits::rooms_opened_burst /
                                                   limits::rooms_opened_per_second};
    const auto is_old = [&](const auto& each) { return now - each.second.heard > full_again; };
    std::erase_if(by_address_, is_old);
    std::erase_if(by_pass_, is_old);
}

TokenBucket& OpeningRates::rooms_of(Openers& openers,
                                    std::uint64_t who,
                                    double times,
                                    TimePoint now) {
    const TokenBucket unused{limits::rooms_opened_per_second * times,
                             limits::rooms_opened_burst * times, now};
    Opener& opener = openers.try_emplace(who, Opener{unused, now}).first->second;
    opener.heard = now;
    return opener.rooms;
}

}  // namespace candour::app
