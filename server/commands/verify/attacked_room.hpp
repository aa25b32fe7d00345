// AttackedRoom: a small room whose facilitator is the adversary. The attacks that once named one
// person's answer are played on it, against the running server, so that each of them would be
// noticed if it worked again.
#pragma once

#include "protocol/cpp/codec.hpp"
#include "server/commands/verify/findings.hpp"
#include "server/commands/verify/guest.hpp"

#include <memory>
#include <string>
#include <vector>

namespace candour::verify {

/// Owner and thread: the one that verifies. Lifetime: shorter than the Outside's.
class AttackedRoom {
public:
    AttackedRoom(Findings& findings, Outside& outside, std::string user_agent);

    /// Six people come in. The next tick of ten seconds counts them.
    void enter();
    /// Late fakes that answer and withdraw, texts of a telling length, opening again (A3, A7).
    void play();

private:
    std::unique_ptr<Guest> come(const std::string& link, Role role);
    [[nodiscard]] std::string order(Action action);
    [[nodiscard]] std::string say(Guest& phone, const std::string& text);
    /// Until the facilitator sees the question in this phase.
    void wait_for(QuestionPhase phase);
    void bring_late_fakes();
    void send_unpadded();
    void close_and_look();
    void open_again();
    void ask_all_once_more();
    /// Texts that the facilitator is shown.
    [[nodiscard]] std::size_t shown() const;

    Findings& findings_;
    Outside& outside_;
    std::string user_agent_;
    RoomOpened room_;
    std::size_t guests_ = 0;
    Round round_{1};
    std::unique_ptr<Guest> facilitator_;
    std::vector<std::unique_ptr<Guest>> people_, fakes_;
};

}  // namespace candour::verify
