// How JSON values become ours, and what is said when they cannot. Private to the codec.
//
// A reader goes on after a fault, with an empty value in its place, so that a deck's faults come
// all at once; who reads a message looks at the first.
#pragma once

#include "protocol/cpp/codec_names.hpp"
#include "protocol/cpp/codec_value.hpp"
#include "protocol/cpp/refusal.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace candour::codec {

using Names = std::span<const std::string_view>;

/// A name from a stranger, as it is said back: cut short, and with a "?" for all but letters,
/// digits and a few signs, so that it cannot be mistaken for our own words.
[[nodiscard]] std::string shown(std::string_view name);

/// Where in the JSON text: a chain on the stack, spelt out only when there is a fault.
class Place {
public:
    Place() = default;
    Place(const Place* parent, std::string_view name) : parent_(parent), name_(name) {}
    Place(const Place* parent, std::size_t index) : parent_(parent), index_(index) {}

    [[nodiscard]] std::string path() const;  // "$.slides[2].range.max"

private:
    const Place* parent_ = nullptr;
    std::string_view name_;
    std::optional<std::size_t> index_;
};

struct Fault {
    std::string at;
    std::string message;
    std::string allowed;
    RefusalCode code = RefusalCode::bad_message;
};

/// The faults found so far; those beyond the first `most` are dropped.
class Faults {
public:
    explicit Faults(std::size_t most) : most_(most) {}

    void add(const Place& place,
             std::string message,
             std::string allowed,
             RefusalCode code = RefusalCode::bad_message);
    /// With the code's own sentences.
    void add(const Place& place, RefusalCode code);
    [[nodiscard]] bool full() const noexcept { return list_.size() >= most_; }
    [[nodiscard]] bool empty() const noexcept { return list_.empty(); }
    [[nodiscard]] const std::vector<Fault>& list() const noexcept { return list_; }

private:
    std::size_t most_;
    std::vector<Fault> list_;
};

/// One JSON object, read field by field. Unknown and repeated fields are faults at once; a field
/// that is missing or of the wrong type is one when it is read.
class Object {
public:
    /// `value`, what `place` hangs on, and `faults` must outlive the Object.
    Object(const Value& value, const Place& place, Faults& faults, Names fields);

    Object(const Object&) = delete;  // places point at it
    Object& operator=(const Object&) = delete;

    /// False when the value was no object, which was then its only fault.
    explicit operator bool() const noexcept { return members_ != nullptr; }
    [[nodiscard]] bool has(std::string_view field) const noexcept { return get(field) != nullptr; }
    /// Null when it is not there.
    [[nodiscard]] const Value* get(std::string_view field) const noexcept;
    /// As get, but its absence is a fault. `allowed` says what should be there.
    [[nodiscard]] const Value* need(std::string_view field, std::string_view allowed) const;
    [[nodiscard]] Place place(std::string_view field) const { return {&place_, field}; }
    [[nodiscard]] const Place& place() const noexcept { return place_; }
    [[nodiscard]] Faults& faults() const noexcept { return faults_; }

    // Required fields. After a fault the value is empty, 0, false or the first.

    [[nodiscard]] std::string text(std::string_view field,
                                   std::string_view allowed = "A text.") const;
    [[nodiscard]] std::uint64_t whole(std::string_view field,
                                      std::uint64_t min,
                                      std::uint64_t max) const;
    [[nodiscard]] bool flag(std::string_view field) const;
    [[nodiscard]] const Array& list(std::string_view field, std::string_view allowed) const;
    [[nodiscard]] std::size_t one_of(std::string_view field, Names spellings) const;
    template <class E>
    [[nodiscard]] E name(std::string_view field) const {
        return static_cast<E>(one_of(field, names<E>));
    }
    /// As name, but null is no fault.
    template <class E>
    [[nodiscard]] std::optional<E> name_or_null(std::string_view field) const {
        const Value* value = get(field);
        if (value != nullptr && value->is_null()) return std::nullopt;
        return name<E>(field);
    }

    /// "a", "b" or "c"
    [[nodiscard]] static std::string quoted(Names spellings);

private:
    void complain_of_unknown(std::string_view name, Names fields);

    const Members* members_;
    Place place_;
    Faults& faults_;
    /// Fields that stand there misspelt: that they are missing was said already.
    std::vector<std::string_view> misspelt_;
};

/// The text in `value`; null, and a fault, when it holds something else.
[[nodiscard]] const std::string* read_text(const Value& value, const Place& place, Faults& faults);
/// Without `allowed` the range is said.
[[nodiscard]] std::uint64_t read_whole(const Value& value,
                                       const Place& place,
                                       Faults& faults,
                                       std::uint64_t min,
                                       std::uint64_t max,
                                       std::string_view allowed = {});

}  // namespace candour::codec
