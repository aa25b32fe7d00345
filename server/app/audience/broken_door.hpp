// BrokenDoor: a door that breaks a rule of anonymity on purpose (fault_injection.hpp). Nobody's
// messages come through it but those of `candour verify-anonymity`.
#pragma once

#include "server/app/audience/door.hpp"
#include "server/app/fault_injection.hpp"

#include <functional>
#include <memory>
#include <string>

namespace candour::app {

/// A line for the operator.
using TellOperator = std::function<void(const std::string&)>;

/// Breaks A5 (says answers to the operator), A7 (serves values of any length) or A8 (lets a free
/// text pass as it came).
class BrokenDoor final : public Door {
public:
    BrokenDoor(FaultInjection fault_injection, TellOperator tell);

    [[nodiscard]] boost::system::result<ClientMessage, Refusal> read(
        std::string_view text) const override;
    [[nodiscard]] std::optional<Refusal> clean(Response& response,
                                               const Question& question) const override;

private:
    FaultInjection fault_injection_;
    TellOperator tell_;
};

/// The door that everybody gets, or a broken one where a rule of the door's is to be broken.
[[nodiscard]] std::unique_ptr<const Door> make_door(FaultInjection fault_injection,
                                                    TellOperator tell);

/// For A7: a scale's values as three characters though they were sent with fewer, so that a client
/// that gives its answer away by its length is served.
[[nodiscard]] std::string with_padded_values(std::string_view text);

}  // namespace candour::app
