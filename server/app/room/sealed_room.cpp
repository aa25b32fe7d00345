#include "server/app/room/sealed_room.hpp"

#include "protocol/cpp/codec.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "server/app/room/byte_stream.hpp"
#include "server/app/room/deck_shelf.hpp"
#include "server/text/icu_text_rules.hpp"

namespace candour::app {

namespace {

/// Opens every sealed room; a change of the form takes the next number.
constexpr std::uint64_t sealed_format = 1;

}  // namespace

SealedRoom::SealedRoom(const RoomId& id, const domain::Room& room, const std::string& date)
    : id_(id),
      code_(room.code()),
      date_(date),
      deck_(room.deck()),
      facilitator_hash_(room.facilitator_hash()),
      projector_hash_(room.projector_hash()),
      report_(encode(Report{deck_->title, date, room.report()})) {}

std::string SealedRoom::bytes() const {
    ByteWriter out;
    out.number(sealed_format);
    out.text(code_.str());
    out.text(date_);
    out.raw(facilitator_hash_);
    out.raw(projector_hash_);
    out.text(encode_deck(*deck_));
    out.text(report_);
    return std::move(out).take();
}

std::optional<SealedRoom> SealedRoom::read(const RoomId& id,
                                           std::string_view bytes,
                                           DeckShelf* decks) {
    ByteReader in(bytes);
    if (in.number() != sealed_format) return std::nullopt;
    SealedRoom sealed;
    sealed.id_ = id;
    sealed.code_ = RoomCode{in.text()};
    sealed.date_ = in.text();
    in.raw(sealed.facilitator_hash_);
    in.raw(sealed.projector_hash_);
    auto deck = parse_deck(in.text(), text::IcuTextRules{});
    sealed.report_ = in.text();
    if (in.failed() || in.left() != 0 || !deck) return std::nullopt;
    sealed.deck_ = decks != nullptr ? decks->keep_anyway(*std::move(deck))
                                    : std::make_shared<const Deck>(*std::move(deck));
    return sealed;
}

bool SealedRoom::knows(const Hello& hello) const {
    if (!hello.capability || hello.role == Role::participant) return false;
    const Bytes32& expected = hello.role == Role::facilitator ? facilitator_hash_ : projector_hash_;
    return same_hash(capability_hash(*hello.capability), expected);
}

std::variant<Admission, Refusal> SealedRoom::admit(const Hello& hello) const {
    if (hello.role == Role::participant) return refuse(RefusalCode::room_ended);
    if (!hello.capability) return refuse(RefusalCode::missing_capability);
    if (!knows(hello)) return refuse(RefusalCode::wrong_capability);
    Welcome welcome;
    welcome.role = hello.role;
    welcome.code = code_;
    welcome.title = deck_->title;
    welcome.language = deck_->language;
    if (hello.role == Role::facilitator) welcome.deck = deck_;
    welcome.join_path = "/j/" + code_.str();
    return Admission{.welcome = make_frame(encode(welcome)), .ticket = {}};
}

Broadcast SealedRoom::current(Role role) const {
    Snapshot snapshot;
    snapshot.role = role;
    snapshot.code = code_;
    snapshot.phase = RoomPhase::ended;
    snapshot.deck = deck_;
    if (role == Role::facilitator)
        for (const Slide& slide : deck_->slides)
            if (slide.question() != nullptr)
                snapshot.questions.push_back({.id = slide.id, .phase = QuestionPhase::closed});
    return {snapshot.revision, make_frame(encode(snapshot)), {}};
}

}  // namespace candour::app
