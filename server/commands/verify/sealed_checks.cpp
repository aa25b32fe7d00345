#include "server/commands/verify/sealed_checks.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/app/calendar.hpp"
#include "server/app/room/sealed_room.hpp"

#include <algorithm>
#include <cctype>
#include <tuple>

namespace candour::verify {
namespace {

/// "12:34" anywhere: how every form of a time of day looks.
bool has_time_of_day(const std::string& bytes) {
    const auto digit = [&](std::size_t at) {
        return std::isdigit(static_cast<unsigned char>(bytes[at])) != 0;
    };
    for (std::size_t i = 0; i + 4 < bytes.size(); ++i)
        if (digit(i) && digit(i + 1) && bytes[i + 2] == ':' && digit(i + 3) && digit(i + 4))
            return true;
    return false;
}

bool is_sorted(const FreeTextTally& tally) {
    for (std::size_t i = 0; i < tally.texts.size(); ++i)
        if (tally.texts[i].id != std::to_string(i + 1)) return false;  // a place, nothing else
    return std::ranges::is_sorted(tally.texts, {}, &FreeTextTally::Entry::text);
}

bool is_sorted(const WordCloudTally& tally) {
    return std::ranges::is_sorted(tally.words, [](const auto& a, const auto& b) {
        return std::tie(b.people, a.key) < std::tie(a.people, b.key);
    });
}

/// Counts in the deck's order.
bool is_sorted(const ScaleTally&) {
    return true;
}
bool is_sorted(const ChoiceTally&) {
    return true;
}

}  // namespace

void check_sealed(Findings& findings,
                  const RoomId& id,
                  const std::string& bytes,
                  std::size_t questions) {
    const auto expect = [&](bool holds, const std::string& what, const std::string& how) {
        findings.check(Rule::a6, holds, what, how);
    };
    const auto sealed = app::SealedRoom::read(id, bytes);
    if (!sealed) return findings.broken(Rule::a6, "the sealed results cannot be read");
    expect(app::read_day(sealed->date()).has_value(), "sealed room with a date",
           "what the room keeps for a date is finer than a day: " + sealed->date());
    expect(!has_time_of_day(bytes), "search for a time of day", "a time of day was sealed");
    // Reading and writing again gives the same: there is nothing besides what we know of.
    expect(sealed->bytes() == bytes, "recount of every byte", "bytes that no reader knows");
    const std::string text(sealed->report().message());
    const auto message = parse_server_message(text);
    const auto* report = message ? std::get_if<Report>(&*message) : nullptr;
    if (report == nullptr || encode(*report) != text || report->questions.size() != questions)
        return findings.broken(Rule::a6, "the report is not one table per question");
    for (const Report::Entry& entry : report->questions) {
        if (!entry.results.tally) continue;
        const bool sorted =
            std::visit([](const auto& tally) { return is_sorted(tally); }, *entry.results.tally);
        expect(sorted, "sorted tables", entry.id.str() + ": not sorted");
    }
}

}  // namespace candour::verify
