#include "server/app/lifecycle/room_end.hpp"

#include "server/app/calendar.hpp"

#include <algorithm>
#include <utility>

namespace candour::app::lifecycle {

namespace {

/// A room that nobody has joined holds nobody's answer: it may have been opened for next week, and
/// its link printed.
std::chrono::hours kept_for(const Look& look) {
    return look.was_joined ? look.idle_until_sealed
                           : std::max(look.idle_until_sealed, look.keep_unused);
}

}  // namespace

/// By the time since the machine started. Of a room that nobody has used since the server started
/// only the day of last use is known, so for that one whole days count too. Not for others: a
/// calendar that is put right would end a room in the middle of its event.
bool is_idle(const Open& open, const Look& look) {
    const std::chrono::hours gone_by =
        days_between(open.last_day, look.today) - std::chrono::days{1};
    return look.since_boot - open.last_use > kept_for(look) ||
           (!open.used && gone_by >= kept_for(look));
}

namespace {

/// One function for each cell of the table in which something happens; the last is for all others.
/// Each gives the next state, or nothing when the state stays.
using Next = std::optional<RoomEnd>;

// ---- Open ------------------------------------------------------------------------------------

Next on(Open& open, const Used& used, Effects&) {
    open.last_use = used.since_boot;
    open.used = open.active = true;
    return {};
}

Next on(Open& open, const Look& look, Effects& effects) {
    if (look.desk_is_open) (void)on(open, Used{look.since_boot}, effects);
    if (std::exchange(open.active, false) && open.last_day != look.today) {
        open.last_day = look.today;
        effects.emplace_back(KeepLastDay{look.today});
    }
    if (is_idle(open, look)) effects.emplace_back(EndRoom{});
    return {};
}

Next on(Open&, const HasEnded&, Effects& effects) {
    effects.emplace_back(TellEnd{});
    effects.emplace_back(Seal{});
    return Sealing{};
}

// ---- Ending ----------------------------------------------------------------------------------

Next on(Ending& ending, const Retry&, Effects& effects) {
    effects.emplace_back(Seal{});
    return Sealing{ending.refused, std::nullopt};
}

Next on(Ending& ending, const ForgetAsked& forget, Effects& effects) {
    effects.emplace_back(Seal{});
    return Sealing{ending.refused, forget.asked};
}

// ---- Sealing ---------------------------------------------------------------------------------

Next on(Sealing& sealing, const ForgetAsked& forget, Effects& effects) {
    if (const auto before = std::exchange(sealing.forget_next, forget.asked))
        effects.emplace_back(PutOffForgetting{*before});
    return {};
}

Next was_refused(Sealing& sealing, std::error_code error, Effects& effects) {
    if (sealing.forget_next) effects.emplace_back(PutOffForgetting{*sealing.forget_next});
    if (!sealing.refused) {
        effects.emplace_back(Say{"A room that has ended could not be sealed: " + error.message() +
                                 ". Its key is kept until that succeeds; it is tried every 10 s."});
        effects.emplace_back(TroubleBegins{Trouble::unsealed, {}});
        effects.emplace_back(TellKept{false});
    }
    return Ending{true};
}

Next on(Sealing& sealing, const SealAnswered& answer, Effects& effects) {
    if (answer.error) return was_refused(sealing, answer.error, effects);
    if (sealing.refused) {
        effects.emplace_back(Say{"The room that could not be sealed has been."});
        effects.emplace_back(TroubleEnds{Trouble::unsealed, {}});
    }
    effects.emplace_back(DestroyKey{});
    effects.emplace_back(BecomeSealed{});
    effects.emplace_back(WipeTraces{});
    if (!sealing.forget_next) return Sealed{answer.date, false};
    effects.emplace_back(Forget{sealing.forget_next});
    return Forgetting{answer.date, false};
}

// ---- Sealed and Forgetting -------------------------------------------------------------------

Next on(Sealed& sealed, const Look& look, Effects& effects) {
    if (days_between(sealed.date, look.today) <= look.keep_sealed) return {};
    effects.emplace_back(Forget{});
    return Forgetting{sealed.date, sealed.refused};
}

Next on(Sealed& sealed, const ForgetAsked& forget, Effects& effects) {
    effects.emplace_back(Forget{forget.asked});
    return Forgetting{sealed.date, sealed.refused};
}

Next on(Forgetting&, const ForgetAsked& forget, Effects& effects) {
    effects.emplace_back(Forget{forget.asked});
    return {};
}

template <class State>
Next was_forgotten_or_not(State& state, const ForgetAnswered& answer, Effects& effects) {
    const std::optional<Asked>& asked_by = answer.asked_by;
    if (answer.error) {
        if (!state.refused)
            effects.emplace_back(
                Say{"The results of an ended room could not be deleted: " + answer.error.message() +
                    (asked_by ? "." : "; it is tried every 10 s.")});
        if (asked_by) effects.emplace_back(PutOffForgetting{*asked_by});
        return Sealed{state.date, true};
    }
    effects.emplace_back(KeyWasDestroyed{});
    if (asked_by)
        effects.emplace_back(Acknowledge{*asked_by});
    else
        effects.emplace_back(Say{"The results of a room whose time was over have been deleted."});
    effects.emplace_back(Vanish{});
    return {};
}

Next on(Sealed& sealed, const ForgetAnswered& answer, Effects& effects) {
    return was_forgotten_or_not(sealed, answer, effects);
}

Next on(Forgetting& forgetting, const ForgetAnswered& answer, Effects& effects) {
    return was_forgotten_or_not(forgetting, answer, effects);
}

// ---- every state -----------------------------------------------------------------------------

template <class State>
constexpr bool is_over = std::is_same_v<State, Sealed> || std::is_same_v<State, Forgetting>;

template <class State>
Next on(State&, const Commanded& command, Effects& effects) {
    if constexpr (!is_over<State>)
        effects.emplace_back(LetRoomDecide{});
    else if (command.is_end)
        effects.emplace_back(Acknowledge{command.asked});
    else
        effects.emplace_back(RefuseAsEnded{command.asked});
    return {};
}

Next on(Open&, const ForgetAsked&, Effects& effects) {
    effects.emplace_back(LetRoomDecide{});
    return {};
}

/// In all other cells nothing happens.
template <class State, class Input>
Next on(State&, const Input&, Effects&) {
    return {};
}

}  // namespace

void step(RoomEnd& end, const EndInput& input, Effects& effects) {
    Next next = std::visit(
        [&effects](auto& state, const auto& what) { return on(state, what, effects); }, end, input);
    if (next) end = *std::move(next);
}

}  // namespace candour::app::lifecycle
