// Peer: one server that is measured, what is done with it, and what was found.
#pragma once

#include "benchmarks/fanout/crowd.hpp"
#include "benchmarks/load/wire/line.hpp"
#include "benchmarks/load/wire/stage.hpp"
#include "protocol/cpp/deck.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace candour::fanout {

/// "name,dialect,port,pid[,subscribe path,publish path]"
struct Address {
    std::string name, dialect, port, subscribe = "/ws", publish = "/publish";
    int pid = 0;
};

[[nodiscard]] std::optional<Address> read_address(const std::string& typed);

struct Joining {
    double seconds = 0;
    double cpu_us = 0;        // of the server, per person
    double memory_bytes = 0;  // the same
};

/// One server that is measured, and what was found.
struct Peer {
    Address address;
    load::Endpoint server;
    std::string authority;
    std::unique_ptr<load::Stage> stage;       // candour's room
    std::unique_ptr<load::Line> participant;  // whose answers make candour broadcast
    std::unique_ptr<Crowd> crowd;
    std::uint32_t responses = 0;
    std::string submit_before, submit_after;

    Joining joining;
    std::vector<double> cpu_us, spread_ms, all_ms;
    std::uint64_t user = 0, system = 0;
    double answer_cpu_us = 0;
    load::Histogram answers;

    [[nodiscard]] bool is_candour() const { return address.dialect == "candour"; }
};

/// Everybody joins. On `live` each answer makes candour broadcast; on `on_reveal` none does.
void join(Peer& peer, std::uint32_t count, ResultsMode results);
/// Some broadcasts of `text`, each when the one before has reached everybody.
void broadcast(Peer& peer, int times, std::uint32_t count, const std::string& text);
/// Everybody sends one answer, evenly over the time.
void answers(Peer& peer, std::uint32_t count, Micros over);
/// candour's room, if there is one, is deleted.
void end_room(Peer& peer);
/// Facilitators and the like read what has come.
void keep_lines_read(Peer& peer);
/// As one line of JSON.
void print(const Peer& peer, bool with_answers);

}  // namespace candour::fanout
