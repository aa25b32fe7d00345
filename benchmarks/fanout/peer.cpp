#include "benchmarks/fanout/peer.hpp"

#include "benchmarks/fanout/process.hpp"
#include "benchmarks/load/rules/handshake.hpp"
#include "benchmarks/load/rules/peek.hpp"
#include "benchmarks/load/wire/http.hpp"
#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <thread>
#include <utility>

namespace candour::fanout {
namespace {

using namespace std::chrono_literals;

constexpr Micros patience = 20s;

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    return values[values.size() / 2];
}

template <class Done>
bool wait_until(Done done, Micros longest) {
    const Time until = load::now() + longest;
    while (!done()) {
        if (load::now() > until) return false;
        std::this_thread::sleep_for(500us);
    }
    return true;
}

/// A question whose tally is about 200 bytes, as in the other servers' broadcasts. On `reveal` none
/// is sent: for measuring answers without them.
Deck deck(ResultsMode results) {
    ChoiceQuestion choice;
    for (int i = 0; i < 20; ++i) {
        const auto id = "option-" + std::to_string(i);
        choice.options.push_back({id, id});
    }
    Deck deck;
    deck.title = "Benchmark";
    deck.slides.push_back(
        {.id = SlideId("the-question-of-the-benchmark"),
         .warning = {},
         .body = Question{
             .prompt = "Which?", .level = Level::open, .results = results, .kind = choice}});
    return deck;
}

void pump(Peer& peer, Micros time) {
    std::vector<char> scratch(65'536);
    const Time until = load::now() + time;
    while (load::now() < until) {
        std::vector<pollfd> waiting;
        std::vector<load::Line*> lines;
        for (load::Line* line :
             {peer.stage->lines()[0], peer.stage->lines()[1], peer.participant.get()})
            if (line != nullptr && line->is_open()) {
                waiting.push_back({line->fd(), line->wanted_events(), 0});
                lines.push_back(line);
            }
        if (poll(waiting.data(), waiting.size(), 5) <= 0) continue;
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (waiting[i].revents != 0) lines[i]->on_events(waiting[i].revents, scratch);
    }
}

Dialect candour_room(Peer& peer, ResultsMode results) {
    const Deck questions = deck(results);
    auto made = load::Stage::make_room(peer.server, peer.authority, encode_deck(questions));
    if (!made) {
        std::cerr << made.error() << '\n';
        std::exit(1);
    }
    auto links = *std::move(made);
    Hello hello;
    hello.code = links.room.code;
    hello.secret = links.room.join_secret;
    peer.stage = std::make_unique<load::Stage>(peer.server, peer.authority, std::move(links));
    peer.stage->connect();
    pump(peer, 300ms);
    const SlideId id = questions.slides.front().id;
    for (const Action action : {Action::go_to, Action::open}) {
        peer.stage->order(action, id);
        pump(peer, 300ms);
    }
    peer.participant = std::make_unique<load::Line>(peer.server, peer.authority, hello,
                                                    [](const ServerMessage&, Time) {});
    peer.participant->open();
    pump(peer, 300ms);
    peer.submit_before = R"({"type":"submit","id":")";
    peer.submit_after =
        R"(","question":")" + id.str() +
        R"(","round":1,"announcement":0,"response":{"kind":"choice","picks":"00010000000000000000"}})";
    Dialect dialect;
    dialect.protocol = protocol_name;
    dialect.hello = encode(hello);
    dialect.joined_by = R"({"type":"snapshot")";
    dialect.broadcast_by = R"({"type":"tally")";
    // When how many have joined is said at the same moment, the tally comes inside of it.
    dialect.or_by = dialect.joined_by;
    dialect.ack_by = R"({"type":"ack")";
    return dialect;
}

Dialect dialect_of(Peer& peer, ResultsMode results) {
    if (peer.is_candour()) return candour_room(peer, results);
    peer.submit_before = R"({"type":"submit","id":")";
    peer.submit_after =
        R"(","question":"the-question","round":1,"response":{"kind":"choice","picks":"00010000000000000000"}})";
    Dialect dialect;
    dialect.path = peer.address.subscribe;
    dialect.ack_by = "ack";
    if (peer.address.dialect != "socket.io") return dialect;
    peer.submit_before = R"(42["submit",)" + peer.submit_before;
    peer.submit_after += ']';
    dialect.path = "/socket.io/?EIO=4&transport=websocket";
    dialect.hello = dialect.joined_by = "40";
    dialect.broadcast_by = "42";
    dialect.ping = "2";
    dialect.pong = "3";
    dialect.ack_by = R"(42["ack")";
    return dialect;
}

void publish(Peer& peer, const std::string& text) {
    if (!peer.is_candour()) {
        [[maybe_unused]] const auto answer = load::exchange(
            peer.server, load::http_request("POST", peer.authority, peer.address.publish, text),
            patience);
        return;
    }
    Submit submit;
    submit.id = MessageId(load::message_id(0xfffffff0U, ++peer.responses));
    submit.question = SlideId("the-question-of-the-benchmark");
    submit.round = Round{1};
    ChoiceResponse choice;
    choice.picks.assign(20, false);
    choice.picks[peer.responses % 2] = true;
    submit.response = choice;
    peer.participant->say(submit);
}

}  // namespace

std::optional<Address> read_address(const std::string& typed) {
    std::istringstream words(typed);
    Address address;
    std::string pid;
    if (!std::getline(words, address.name, ',') || !std::getline(words, address.dialect, ',') ||
        !std::getline(words, address.port, ',') || !std::getline(words, pid, ','))
        return {};
    address.pid = std::atoi(pid.c_str());
    if (std::string path; std::getline(words, path, ',')) address.subscribe = path;
    if (std::string path; std::getline(words, path, ',')) address.publish = path;
    return address;
}

void keep_lines_read(Peer& peer) {
    if (peer.stage) pump(peer, 5ms);
}

void join(Peer& peer, std::uint32_t count, ResultsMode results) {
    const auto memory = memory_of(peer.address.pid);
    const Dialect dialect = dialect_of(peer, results);
    const double cpu = used_by(peer.address.pid).cpu_us;
    const Time begin = load::now();
    peer.crowd = std::make_unique<Crowd>(peer.server, peer.authority, dialect, count);
    const bool all =
        wait_until([&] { return peer.crowd->joined() + peer.crowd->lost() >= count; }, 60s);
    peer.joining.seconds = load::in_seconds(load::now() - begin);
    peer.joining.cpu_us = (used_by(peer.address.pid).cpu_us - cpu) / count;
    std::this_thread::sleep_for(200ms);
    peer.joining.memory_bytes =
        (static_cast<double>(memory_of(peer.address.pid)) - static_cast<double>(memory)) / count;
    if (!all || peer.crowd->lost() > 0)
        std::cerr << peer.address.name << ": " << peer.crowd->lost() << " of " << count
                  << " lines did not come about\n";
}

void broadcast(Peer& peer, int times, std::uint32_t count, const std::string& text) {
    const Used before = used_by(peer.address.pid);
    for (int i = 0; i < times; ++i) {
        peer.crowd->expect_broadcast();
        const Time begin = load::now();
        publish(peer, text);
        const auto present = count - peer.crowd->lost();
        if (!wait_until([&] { return peer.crowd->reached() >= present; }, patience))
            std::cerr << peer.address.name << ": a broadcast reached " << peer.crowd->reached()
                      << " of " << present << '\n';
        peer.spread_ms.push_back(load::in_ms(peer.crowd->last() - peer.crowd->first()));
        peer.all_ms.push_back(load::in_ms(peer.crowd->last() - begin));
    }
    const Used after = used_by(peer.address.pid);
    peer.cpu_us.push_back((after.cpu_us - before.cpu_us) / times / count);
    peer.user += after.user - before.user;
    peer.system += after.system - before.system;
}

void answers(Peer& peer, std::uint32_t count, Micros over) {
    const double cpu = used_by(peer.address.pid).cpu_us;
    peer.crowd->answer(peer.submit_before, peer.submit_after, over);
    const auto present = count - peer.crowd->lost();
    if (!wait_until([&] { return peer.crowd->acked() >= present; }, over + patience))
        std::cerr << peer.address.name << ": " << peer.crowd->acked() << " of " << present
                  << " answers were acked\n";
    peer.answer_cpu_us = (used_by(peer.address.pid).cpu_us - cpu) / count;
    peer.answers = peer.crowd->ack_times();
}

void end_room(Peer& peer) {
    if (!peer.stage) return;
    peer.participant.reset();
    for (const Action action : {Action::end, Action::forget}) {
        peer.stage->order(action);
        for (int i = 0; i < 100 && !peer.stage->is_done(); ++i) pump(peer, 50ms);
    }
    peer.stage.reset();
}

void print(const Peer& peer, bool with_answers) {
    std::printf(R"({"name":"%s","join_s":%.3f,"join_cpu_us":%.1f,"memory_bytes":%.0f,)"
                R"("cpu_us":%.2f,"user_share":%.3f,"spread_ms":%.1f,"all_ms":%.1f)",
                peer.address.name.c_str(), peer.joining.seconds, peer.joining.cpu_us,
                peer.joining.memory_bytes, median(peer.cpu_us),
                static_cast<double>(peer.user) /
                    static_cast<double>(std::max<std::uint64_t>(peer.user + peer.system, 1)),
                median(peer.spread_ms), median(peer.all_ms));
    if (with_answers)
        std::printf(R"(,"answer_cpu_us":%.1f,"ack_p50_ms":%.1f,"ack_p99_ms":%.1f)",
                    peer.answer_cpu_us, load::in_ms(peer.answers.percentile(0.5)),
                    load::in_ms(peer.answers.percentile(0.99)));
    std::printf("}\n");
}

}  // namespace candour::fanout
