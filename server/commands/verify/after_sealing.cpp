// What a sealed room has left behind: the half of LiveRoom that searches.
#include "protocol/cpp/hex.hpp"
#include "server/app/calendar.hpp"
#include "server/app/room/sealed_room.hpp"
#include "server/commands/verify/frame_checks.hpp"
#include "server/commands/verify/live_room.hpp"
#include "server/commands/verify/sealed_checks.hpp"
#include "server/log/sqlite_log.hpp"

#include <algorithm>
#include <set>

namespace candour::verify {
namespace {

using namespace std::chrono_literals;

template <std::size_t N>
std::string raw(const std::array<std::uint8_t, N>& bytes) {
    return {bytes.begin(), bytes.end()};
}

/// The first 120 bits of a ticket: enough to know it by, and free of its tag.
constexpr std::size_t ticket_start = 20;

/// "3 tickets in [heap], a pseudonym in candour.db": what was found, each once.
std::string in_words(const std::vector<Found>& found) {
    std::set<std::string> different;
    for (const Found& one : found) different.insert(one.needle + " in " + one.where);
    std::string text;
    for (const auto& one : different) text += (text.empty() ? "" : ", ") + one;
    return text + " (" + std::to_string(found.size()) + " places)";
}

std::string megabytes(std::size_t bytes) {
    return std::to_string((bytes + (1U << 19U)) >> 20U) + " MB";
}

}  // namespace

void LiveRoom::gather_needles() {
    secret_.add("the room's key", raw(key_->bytes()));
    secret_.add("the room's key", to_hex(key_->bytes()));
    secret_.add("the log's key", raw(key_->log_key()));
    for (const CanaryQuestion& question : canary_questions())
        secret_.add("a question's key", raw(key_->question_key(question.id)));
    for (const Person& person : people_) {
        secret_.add("a ticket", raw(person.ticket));
        secret_.add("a ticket", person.ticket_text.substr(0, ticket_start));
        traces_.add("a ticket", person.ticket_text.substr(0, ticket_start));
        traces_.add("a ticket", to_hex(person.ticket));
        for (const std::string& address : {person.line->from(), person.line->forwarded_from()}) {
            traces_.add("an address", address);
            addresses_.add("an address", address);
        }
    }
    for (const Pseudonym& who : pseudonyms_) {
        secret_.add("a pseudonym", raw(who.bytes));
        secret_.add("a pseudonym", to_hex(who.bytes));
        traces_.add("a pseudonym", to_hex(who.bytes));
    }
    // Part of every answer's text, and of the browser's name.
    traces_.add("an answer or a browser's name", mark_);
    // How the answers of the scale and choice questions begin, as messages.
    traces_.add("an answer", R"({"kind":"scale")");
    traces_.add("an answer", R"({"kind":"choice")");
}

/// The log is noise even now; and the memory search finds what is there to be found.
void LiveRoom::search_while_open() {
    gather_needles();
    std::vector<Found> found;
    (void)search_memory(secret_, server_.pid(), found);
    if (found.empty())
        throw NoConversation{"the memory of the server cannot be searched (ptrace is forbidden?)"};
    findings_.checked(Rule::a1, found.size(), "secrets found in memory while the room was open");
    found.clear();
    for (const auto& file : std::filesystem::directory_iterator(data_)) {
        if (!file.is_regular_file()) continue;
        (void)search_file(secret_, file.path(), found);
        (void)search_file(traces_, file.path(), found);
    }
    if (!found.empty())
        findings_.broken(Rule::a1, "in the log of an open room: " + in_words(found));
}

void LiveRoom::end() {
    Control end;
    end.action = Action::end;
    if (facilitator_->ask(std::move(end)) != "ack") throw NoConversation{"the room does not end"};
    if (!outside_.run_until([this] { return facilitator_->last<Report>() != nullptr; }))
        throw NoConversation{"there is no report of the room"};
    key_.reset();
    check_groups(findings_, facilitator_->heard(), "the facilitator", canary_questions());
    check_groups(findings_, projector_->heard(), "the projector", canary_questions());
    check_groups(findings_, people_.front().line->heard(), "a phone", canary_questions());
    search_memory_after();
    search_logs_and_metrics();
}

void LiveRoom::search_memory_after() {
    // Sealing takes a moment, and phones that were told goodbye may take one to hang up. A number
    // of looks, as a look takes longer too on a machine that has much to do.
    constexpr int looks = 30;
    std::vector<Found> found;
    Searched searched;
    for (int look = 0; look < looks && (look == 0 || !found.empty()); ++look) {
        outside_.run_for(250ms);
        found.clear();
        searched = search_memory(secret_, server_.pid(), found);
    }
    findings_.checked(Rule::a1, secret_.size(),
                      "secrets looked for after sealing in " + megabytes(searched.bytes) +
                          " of the server's memory and in its data folder");
    if (!searched.readable) throw NoConversation{"the memory of the server cannot be read"};
    if (!found.empty()) findings_.broken(Rule::a1, "after sealing: " + in_words(found));
}

void LiveRoom::search_logs_and_metrics() {
    std::vector<Found> found;
    const auto metrics = get(outside_, "/metrics");
    traces_.find_in(metrics, "the metrics", found);
    secret_.find_in(metrics, "the metrics", found);
    findings_.checked(Rule::a5, metrics.size(), "bytes of metrics without a trace");
    if (!found.empty()) findings_.broken(Rule::a5, in_words(found));
}

void LiveRoom::read_what_is_left() {
    (void)server_.stop();
    const auto said = server_.said();
    std::vector<Found> found;
    traces_.find_in(said, "the server's log", found);
    secret_.find_in(said, "the server's log", found);
    findings_.checked(Rule::a5, said.size(), "bytes of log lines at level debug without one");
    if (!found.empty()) findings_.broken(Rule::a5, in_words(found));

    search_folder_after();
    std::error_code ec;
    const auto room_log = log::SqliteLog::open({.folder = data_, .vfs = {}}, ec);
    if (!room_log) throw NoConversation{"the log cannot be read: " + ec.message()};
    (void)room_log->sealed([this](const RoomId& id, const std::string& bytes) {
        check_sealed(findings_, id, bytes, canary_questions().size() + 1);
    });
}

void LiveRoom::search_folder_after() {
    std::vector<Found> found;
    (void)search_folder(secret_, data_, found);
    if (!found.empty()) findings_.broken(Rule::a1, "after sealing: " + in_words(found));
    found.clear();
    const auto searched = search_folder(addresses_, data_, found);
    findings_.checked(Rule::a5, addresses_.size(),
                      "addresses, a proxy's word among them, looked for in " +
                          std::to_string(searched.places) + " files");
    if (!found.empty()) findings_.broken(Rule::a5, in_words(found));
    found.clear();
    Needles withheld;
    withheld.add("an answer of too few people", withheld_mark(mark_));
    (void)search_folder(withheld, data_, found);
    findings_.check(Rule::a3, found.empty(), "question of too few people that left nothing",
                    in_words(found));
}

}  // namespace candour::verify
