#include "server/app/audience/seat.hpp"

#include "protocol/cpp/codec.hpp"
#include "server/app/audience/audiences.hpp"
#include "server/app/audience/counters.hpp"
#include "server/app/audience/door.hpp"
#include "server/app/audience/put_off.hpp"
#include "server/app/audience/seat_host.hpp"
#include "server/app/limits.hpp"

#include <openssl/crypto.h>

#include <utility>

namespace candour::app {

namespace {

std::string_view reason(CloseCode code) {
    switch (code) {
        case CloseCode::done: return "done";
        case CloseCode::restarting: return "restarting";
        case CloseCode::too_large: return "too_large";
        case CloseCode::try_again_later: return "try_again_later";
        case CloseCode::room_ended: return "room_ended";
        case CloseCode::no_hello: return "no_hello";
        case CloseCode::silent: return "silent";
        case CloseCode::refused_too_often: return "refused_too_often";
        case CloseCode::room_gone: return "room_gone";
    }
    return "";
}

Refusal with_id(Refusal refusal, const MessageId& id) {
    refusal.id = id;
    return refusal;
}

/// Whether this refusal tells somebody who guesses codes that a room has this code, or that none
/// has.
bool tells_of_a_room(RefusalCode code) {
    switch (code) {
        case RefusalCode::room_not_found:
        case RefusalCode::missing_capability:
        case RefusalCode::wrong_capability:
        case RefusalCode::wrong_secret:
        case RefusalCode::bad_ticket: return true;
        default: return false;
    }
}

}  // namespace

Seat::Seat(SeatHost& host, Peer& peer, const AddressMark& who)
    : host_(host),
      peer_(peer),
      id_(host.audiences().enter(*this)),
      messages_(limits::messages_per_second, limits::messages_burst, host.now()),
      who_(who),
      heard_(host.now()) {}

Seat::~Seat() {
    forget_ticket();
    if (held_back_) host_.doorkeeper().waited(who_, host_.now());
    host_.audiences().leave(*this);
    if (!code_.empty()) host_.ask(Left{code_, address(), role_});
}

void Seat::forget_ticket() noexcept {
    OPENSSL_cleanse(ticket_.data(), ticket_.size());
}

void Seat::on_text(std::string_view text) {
    if (phase_ == Phase::leaving) return;
    note_life();
    host_.counters().messages_in.add();
    if (!messages_.take(host_.now())) return refuse_unread(refuse_as_too_fast(), text);
    if (text.size() > limits::max_message_bytes)
        return refuse_unread(candour::refuse(RefusalCode::message_too_large), text);
    auto message = host_.door().read(text);
    if (!message) return refuse(std::move(message).error());
    const bool is_hello = std::holds_alternative<Hello>(*message);
    if (phase_ != Phase::seated && !is_hello)
        return refuse_unread(candour::refuse(RefusalCode::hello_first), text);
    if (phase_ != Phase::before_hello && is_hello)
        return refuse(candour::refuse(RefusalCode::hello_twice));
    std::visit([this](auto& what) { handle(what); }, *message);
}

void Seat::on_binary() {
    note_life();
    if (!messages_.take(host_.now())) return refuse(refuse_as_too_fast());
    refuse(candour::refuse(RefusalCode::not_text));
}

void Seat::on_idle_frame() {
    if (phase_ == Phase::leaving) return;
    note_life();
    if (!messages_.take(host_.now())) refused();
}

/// Any message is a sign of life and puts the deadline for silence off. Before the hello none does:
/// else a line could stay for ever that never says hello.
void Seat::note_life() {
    if (phase_ != Phase::before_hello) heard_ = host_.now();
}

void Seat::handle(Hello& hello) {
    heard_ = host_.now();
    if (too_many_join(hello)) return refuse(refuse_as_too_many_joining(host_.random()));
    phase_ = Phase::joining;
    role_ = hello.role;
    knock(std::move(hello), !host_.doorkeeper().slows(who_, wrong_codes_, heard_));
}

void Seat::knock(Hello hello, bool may_guess) {
    RoomCode room = hello.code;  // before the hello is moved
    host_.ask(Knock{std::move(room), address(), std::move(hello), may_guess, who_.stands_for_many});
}

bool Seat::too_many_join(const Hello& hello) {
    // Who comes back has joined already.
    if (hello.role != Role::participant || hello.ticket) return false;
    return !host_.doorkeeper().may_join(who_, heard_);
}

void Seat::held_back(Hello& hello) {
    if (phase_ != Phase::joining) return;
    host_.counters().held_back.add();
    if (!host_.doorkeeper().wait(who_, host_.now())) {
        phase_ = Phase::before_hello;
        return refuse(refuse_as_guess());
    }
    held_back_ = std::make_unique<Hello>(std::move(hello));
    host_.wait_as_guess(id_);
}

void Seat::time_has_come() {
    if (!held_back_) return;
    host_.doorkeeper().waited(who_, host_.now());
    const std::unique_ptr<Hello> hello = std::move(held_back_);
    if (phase_ == Phase::joining) knock(std::move(*hello), true);
}

bool Seat::allowed(Role role, const MessageId& id) {
    if (role_ == role) return true;
    refuse(with_id(candour::refuse(RefusalCode::not_allowed), id));
    return false;
}

void Seat::handle(Submit& submit) {
    if (!allowed(Role::participant, submit.id)) return;
    const SharedDeck deck = host_.audiences().deck(code_);
    const Slide* slide = deck.empty() ? nullptr : deck->find(submit.question);
    if (slide == nullptr || slide->question() == nullptr)
        return refuse(with_id(candour::refuse(RefusalCode::unknown_question), submit.id));
    if (auto refusal = host_.door().clean(submit.response, *slide->question()))
        return refuse(with_id(*std::move(refusal), submit.id));
    ask(std::move(submit.id), SubmitRequest{std::move(submit.question), submit.round, ticket_,
                                            std::move(submit.response), submit.announcement});
}

void Seat::handle(Withdraw& withdraw) {
    if (!allowed(Role::participant, withdraw.id)) return;
    ask(std::move(withdraw.id),
        WithdrawRequest{std::move(withdraw.question), withdraw.round, ticket_});
}

void Seat::handle(MineRequest& request) {
    if (!allowed(Role::participant, request.id)) return;
    host_.ask(AskMine{code_, address(), std::move(request), ticket_});
}

void Seat::handle(TextsRequest& request) {
    if (!allowed(Role::facilitator, request.id)) return;
    host_.ask(AskTexts{code_, address(), std::move(request)});
}

void Seat::handle(Control& control) {
    if (!allowed(Role::facilitator, control.id)) return;
    MessageId id = control.id;
    ask(std::move(id), std::move(control));
}

void Seat::ask(MessageId id, Request request) {
    host_.ask(Ask{code_, address(), std::move(id), std::move(request)});
}

SeatAddress Seat::address() const noexcept {
    return {host_.index(), id_};
}

void Seat::handle(const Resync&) {
    refused_in_row_ = 0;
    host_.audiences().resync(*this);
}

void Seat::handle(const Ping&) {
    refused_in_row_ = 0;
    send(host_.pong());
}

void Seat::welcomed(const RoomCode& code, const Bytes16& ticket, bool fresh) {
    if (fresh) host_.doorkeeper().joined(who_, host_.now());
    code_ = code;
    if (phase_ != Phase::leaving) ticket_ = ticket;
    if (phase_ == Phase::joining) phase_ = Phase::seated;
    refused_in_row_ = 0;
}

void Seat::turned_away(const Refusal& refusal) {
    if (phase_ == Phase::joining) phase_ = Phase::before_hello;
    if (tells_of_a_room(refusal.code)) {
        wrong_codes_.add();
        host_.doorkeeper().was_wrong(who_, host_.now());
    }
    refuse(refusal);
    // The socket is closed, so that somebody who can be let in gets it; the refusal says when to
    // come back.
    if (refusal.code == RefusalCode::server_full || refusal.code == RefusalCode::room_full)
        close(CloseCode::try_again_later);
}

void Seat::refuse(const Refusal& refusal) {
    send(make_frame(encode(refusal)));
    refused();
}

/// Its id alone is read, so that whoever sent many knows which one it was. A line may be refused
/// max_refused_in_row times, and what is read of each is at most max_read_bytes.
void Seat::refuse_unread(Refusal refusal, std::string_view text) {
    refusal.id = id_of_client_message(text);
    refuse(refusal);
}

void Seat::answered(const Reply& reply) {
    send(reply.frame);
    if (reply.refused)
        refused();
    else
        refused_in_row_ = 0;
}

void Seat::refused() {
    host_.counters().refusals.add();
    if (++refused_in_row_ >= limits::max_refused_in_row) close(CloseCode::refused_too_often);
}

void Seat::send(const Frame& frame) {
    if (phase_ == Phase::leaving) return;
    if (!outbox_.push(frame)) return close(CloseCode::silent);
    peer_.wake(Urgency::own);
}

void Seat::send_large(const Frame& frame) {
    if (phase_ == Phase::leaving) return;
    outbox_.push_large(frame);
    peer_.wake(Urgency::own);
}

void Seat::wake() {
    if (phase_ == Phase::leaving) return;
    // Projectors and facilitators are sent to first: a whole hall looks at a projector, one person
    // at each phone.
    peer_.wake(role_ == Role::participant ? Urgency::shared : Urgency::own);
}

void Seat::close(CloseCode why) {
    if (phase_ == Phase::leaving) return;
    phase_ = Phase::leaving;
    forget_ticket();  // the goodbye may take a while
    peer_.close(why, reason(why));
}

void Seat::sweep(std::chrono::steady_clock::time_point now) {
    if (phase_ == Phase::before_hello && now - heard_ > limits::hello_within)
        close(CloseCode::no_hello);
    else if (now - heard_ > limits::silence_allowed)
        close(CloseCode::silent);
}

}  // namespace candour::app
