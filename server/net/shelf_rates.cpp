#include "server/net/shelf_rates.hpp"

#include "server/app/limits.hpp"

#include <algorithm>

namespace candour::net {
namespace {

namespace limits = app::limits;

constexpr double many_people = 10;
constexpr double bytes_per_megabyte = 1'000'000;
constexpr std::chrono::duration<double> full_again{
    std::max(limits::workspace_requests_burst / limits::workspace_requests_per_second,
             limits::workspace_megabytes_burst / limits::workspace_megabytes_per_second)};

}  // namespace

bool ShelfRates::may_ask(const app::AddressMark& who, TimePoint now) {
    return asker(who, now).requests.take(now);
}

bool ShelfRates::may_write(const app::AddressMark& who, std::size_t bytes, TimePoint now) {
    return asker(who, now).megabytes.take(now, static_cast<double>(bytes) / bytes_per_megabyte);
}

ShelfRates::Asker& ShelfRates::asker(const app::AddressMark& who, TimePoint now) {
    forget_old(now);
    const double times = who.stands_for_many ? many_people : 1;
    const Asker unused{{limits::workspace_requests_per_second * times,
                        limits::workspace_requests_burst * times, now},
                       {limits::workspace_megabytes_per_second * times,
                        limits::workspace_megabytes_burst * times, now},
                       now};
    Asker& found = askers_.try_emplace(who.value, unused).first->second;
    found.heard = now;
    return found;
}

void ShelfRates::forget_old(TimePoint now) {
    // Looked at now and then, so that a request does not pay for all addresses.
    if (now - forgotten_at_ < limits::workspace_retry) return;
    forgotten_at_ = now;
    std::erase_if(askers_, [&](const auto& each) { return now - each.second.heard > full_again; });
}

}  // namespace candour::net
