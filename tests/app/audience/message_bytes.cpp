#include "tests/app/audience/message_bytes.hpp"

#include "protocol/cpp/codec_deck.hpp"
#include "server/text/icu_text_rules.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace candour::app::test {

namespace {

/// Appends fields to bytes. Both archives are told each field once, in the same order.
class Writing {
public:
    static constexpr bool reads = false;

    void number(std::uint64_t& value) {
        for (unsigned shift = 0; shift < 64; shift += 8)
            bytes_.push_back(static_cast<char>(value >> shift));
    }
    void text(std::string& text) {
        std::uint64_t size = text.size();
        number(size);
        bytes_ += text;
    }
    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

private:
    std::string bytes_;
};

/// Fills fields from bytes.
class Reading {
public:
    static constexpr bool reads = true;

    explicit Reading(std::string_view bytes) : rest_(bytes) {}
    void number(std::uint64_t& value) {
        value = 0;
        if (rest_.size() < sizeof value) return fail();
        for (std::size_t i = 0; i < sizeof value; ++i)
            value |= std::uint64_t{static_cast<std::uint8_t>(rest_[i])} << (8 * i);
        rest_.remove_prefix(sizeof value);
    }
    void text(std::string& text) {
        std::uint64_t size = 0;
        number(size);
        if (size > rest_.size()) return fail();
        text = rest_.substr(0, size);
        rest_.remove_prefix(size);
    }
    [[nodiscard]] bool is_whole() const noexcept { return !failed_ && rest_.empty(); }

private:
    void fail() {
        failed_ = true;
        rest_ = {};
    }

    std::string_view rest_;
    bool failed_ = false;
};

// ---- what fields are made of -----------------------------------------------------------------

template <class Archive, class... Fields>
void all(Archive& archive, Fields&... fields);

template <class Archive, class Value>
    requires std::is_arithmetic_v<Value> || std::is_enum_v<Value>
void field(Archive& archive, Value& value) {
    auto number = static_cast<std::uint64_t>(value);
    archive.number(number);
    value = static_cast<Value>(number);
}
template <class Archive>
void field(Archive& archive, std::string& text) {
    archive.text(text);
}
template <class Archive, class Tag>
void field(Archive& archive, Name<Tag>& name) {
    std::string text = name.str();
    archive.text(text);
    name = Name<Tag>(std::move(text));
}
template <class Archive, class Tag>
void field(Archive& archive, Number<Tag>& number) {
    std::uint64_t value = number.value();
    archive.number(value);
    number = Number<Tag>(value);
}
template <class Archive>
void field(Archive& archive, std::chrono::seconds& time) {
    auto count = static_cast<std::uint64_t>(time.count());
    archive.number(count);
    time = std::chrono::seconds(static_cast<std::int64_t>(count));
}
template <class Archive, std::size_t N>
void field(Archive& archive, std::array<std::uint8_t, N>& bytes) {
    for (std::uint8_t& byte : bytes) field(archive, byte);
}
template <class Archive, class Value>
void field(Archive& archive, std::optional<Value>& value) {
    bool has = value.has_value();
    field(archive, has);
    if (!has) return value.reset();
    if (!value) value.emplace();
    field(archive, *value);
}
template <class Archive>
void field(Archive& archive, std::vector<bool>& values) {
    std::uint64_t size = values.size();
    archive.number(size);
    values.resize(size);
    for (std::size_t i = 0; i < size; ++i) {
        bool value = values[i];
        field(archive, value);
        values[i] = value;
    }
}
template <class Archive, class Value>
void field(Archive& archive, std::vector<Value>& values) {
    std::uint64_t size = values.size();
    archive.number(size);
    values.resize(size);
    for (Value& value : values) field(archive, value);
}
template <class Archive, class... Kinds>
void field(Archive& archive, std::variant<Kinds...>& value) {
    std::uint64_t kind = value.index();
    archive.number(kind);
    if constexpr (Archive::reads) {
        std::uint64_t index = 0;
        ((index++ == kind ? static_cast<void>(value.template emplace<Kinds>()) : void()), ...);
    }
    std::visit([&archive](auto& one) { field(archive, one); }, value);
}
template <class Archive>
void field(Archive& archive, Frame& frame) {
    bool is_there = !frame.empty();
    std::string message(frame.message());
    all(archive, is_there, message);
    if constexpr (Archive::reads) frame = is_there ? Frame(message) : Frame();
}
template <class Archive>
void field(Archive& archive, SharedDeck& deck) {
    std::string json = deck.empty() ? "" : encode_deck(*deck);
    archive.text(json);
    if constexpr (Archive::reads) {
        auto parsed = parse_deck(json, text::IcuTextRules{});
        deck = parsed ? SharedDeck(std::make_shared<const Deck>(*std::move(parsed))) : SharedDeck();
    }
}

// ---- plain values, field by field ------------------------------------------------------------

template <class Archive>
void field(Archive& archive, Word& v) {
    all(archive, v.text, v.key);
}
template <class Archive>
void field(Archive& archive, WordCloudResponse& v) {
    all(archive, v.words);
}
template <class Archive>
void field(Archive& archive, ScaleResponse& v) {
    all(archive, v.values);
}
template <class Archive>
void field(Archive& archive, FreeTextResponse& v) {
    all(archive, v.texts);
}
template <class Archive>
void field(Archive& archive, ChoiceResponse& v) {
    all(archive, v.picks);
}
template <class Archive>
void field(Archive& archive, SeatAddress& v) {
    all(archive, v.shard, v.seat);
}
template <class Archive>
void field(Archive& archive, AudienceAddress& v) {
    all(archive, v.shard, v.room, v.role);
}
template <class Archive>
void field(Archive& archive, Hello& v) {
    all(archive, v.role, v.code, v.secret, v.ticket, v.capability);
}
template <class Archive>
void field(Archive& archive, MineRequest& v) {
    all(archive, v.id, v.question);
}
template <class Archive>
void field(Archive& archive, TextsRequest& v) {
    all(archive, v.id, v.question, v.from);
}
template <class Archive>
void field(Archive& archive, Wall& v) {
    all(archive, v.shows, v.page, v.item);
}
template <class Archive>
void field(Archive& archive, Control& v) {
    all(archive, v.id, v.action, v.slide, v.question, v.item, v.wall);
}
template <class Archive>
void field(Archive& archive, SubmitRequest& v) {
    all(archive, v.question, v.round, v.ticket, v.response, v.announcement);
}
template <class Archive>
void field(Archive& archive, WithdrawRequest& v) {
    all(archive, v.question, v.round, v.ticket);
}
template <class Archive>
void field(Archive& archive, Refusal& v) {
    all(archive, v.code, v.message, v.allowed, v.at, v.id, v.retry_after);
}
template <class Archive>
void field(Archive& archive, Broadcast& v) {
    all(archive, v.revision, v.snapshot, v.tally);
}

// ---- ToRoom ----------------------------------------------------------------------------------

template <class Archive>
void field(Archive& archive, Knock& v) {
    all(archive, v.room, v.from, v.hello, v.may_guess, v.from_many);
}
template <class Archive>
void field(Archive& archive, Ask& v) {
    all(archive, v.room, v.from, v.id, v.request);
}
template <class Archive>
void field(Archive& archive, AskMine& v) {
    all(archive, v.room, v.from, v.request, v.ticket);
}
template <class Archive>
void field(Archive& archive, AskTexts& v) {
    all(archive, v.room, v.from, v.request);
}
template <class Archive>
void field(Archive& archive, Left& v) {
    all(archive, v.room, v.from, v.role);
}
template <class Archive>
void field(Archive& archive, TicketLost& v) {
    all(archive, v.room, v.from);
}

// ---- ToSeats ---------------------------------------------------------------------------------

template <class Archive>
void field(Archive& archive, Welcomed& v) {
    all(archive, v.to, v.room, v.role, v.welcome, v.ticket, v.fresh, v.deck, v.broadcast,
        v.presence, v.report);
}
template <class Archive>
void field(Archive& archive, TurnedAway& v) {
    all(archive, v.to, v.refusal);
}
template <class Archive>
void field(Archive& archive, HeldBack& v) {
    all(archive, v.to, v.hello);
}
template <class Archive>
void field(Archive& archive, Reply& v) {
    all(archive, v.to, v.frame, v.refused, v.put_off);
}
template <class Archive>
void field(Archive& archive, Shown& v) {
    all(archive, v.to, v.broadcast);
}
template <class Archive>
void field(Archive& archive, PresenceTold& v) {
    all(archive, v.to, v.frame);
}
template <class Archive>
void field(Archive& archive, Told& v) {
    all(archive, v.to, v.frame);
}
template <class Archive>
void field(Archive& archive, WhetherKept& v) {
    all(archive, v.to, v.keeps);
}
template <class Archive>
void field(Archive& archive, Goodbye& v) {
    all(archive, v.to, v.why);
}

template <class Archive, class... Fields>
void all(Archive& archive, Fields&... fields) {
    (field(archive, fields), ...);
}

template <class Message>
std::string written(Message message) {
    Writing out;
    field(out, message);
    return out.bytes();
}

template <class Message>
std::optional<Message> read(std::string_view bytes) {
    Reading in(bytes);
    Message message;
    field(in, message);
    if (!in.is_whole()) return std::nullopt;
    return message;
}

}  // namespace

std::string to_bytes(const ToRoom& message) {
    return written(message);
}
std::string to_bytes(const ToSeats& message) {
    return written(message);
}
std::optional<ToRoom> read_to_room(std::string_view bytes) {
    return read<ToRoom>(bytes);
}
std::optional<ToSeats> read_to_seats(std::string_view bytes) {
    return read<ToSeats>(bytes);
}

}  // namespace candour::app::test
