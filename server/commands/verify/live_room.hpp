// LiveRoom: one room of canaries on a running server, from its opening to what is left after it was
// sealed.
#pragma once

#include "server/app/keys/room_key.hpp"
#include "server/commands/client/server_process.hpp"
#include "server/commands/verify/attacked_room.hpp"
#include "server/commands/verify/canaries.hpp"
#include "server/commands/verify/findings.hpp"
#include "server/commands/verify/guest.hpp"
#include "server/commands/verify/search.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace candour::verify {

/// Owner and thread: the one that verifies. Lifetime: one verification. Every call may throw
/// NoConversation and Interrupted; they come in the order in which they stand here.
class LiveRoom {
public:
    LiveRoom(Findings& findings,
             const std::filesystem::path& folder,
             const app::FaultInjection& fault_injection);

    void open();
    /// A second room, whose facilitator is the adversary.
    void enter_attacked();
    /// Everybody comes in; nobody is told of it (A4).
    void join();
    /// Every question is opened, answered and closed (A3), with unpadded values (A7) and hostile
    /// texts (A8) among them.
    void answer();
    /// The attacks on the second room (A3, A7).
    void play_attacks();
    /// What the running server holds of each person (A1, A9).
    void look_at_own_records();
    /// Waits until everybody has been counted; then some leave. What is said of that is watched for
    /// so long at the least (A4).
    void watch_presence(std::chrono::seconds time);
    /// Ends the room, which seals it, and searches everything (A1, A3, A5).
    void end();
    /// Ends the server and reads what is left in its log (A6).
    void read_what_is_left();

private:
    struct Person {
        std::unique_ptr<Guest> line;
        std::string ticket_text;
        Bytes16 ticket{};
    };

    void open_question(const SlideId& id, std::size_t people);
    void answer_question(const CanaryQuestion& question);
    void try_unpadded(const SlideId& id);
    void try_hostile_texts();
    void control(Action action, const SlideId& question);
    void read_key();
    void look_at_record(const Person& person, const MineRecord& record, const Response& sent);
    void gather_needles();
    void search_while_open();
    void search_memory_after();
    void search_folder_after();
    void search_logs_and_metrics();

    Findings& findings_;
    std::filesystem::path data_;
    client::ServerProcess server_;
    Outside outside_;
    std::string mark_;  // a word of this verification, in every answer
    RoomOpened room_;
    std::string user_agent_;
    std::unique_ptr<Guest> facilitator_, projector_;
    std::unique_ptr<AttackedRoom> attacked_;
    std::vector<Person> people_;
    std::filesystem::path key_file_;
    std::optional<app::RoomKey> key_;
    std::vector<Pseudonym> pseudonyms_;
    Needles secret_;     // what must be nowhere after sealing
    Needles traces_;     // what must be in no log and no metric
    Needles addresses_;  // what must be in no file either, at any time
};

}  // namespace candour::verify
