#include "protocol/cpp/codec_reader.hpp"

#include "protocol/cpp/limits.hpp"

#include <algorithm>
#include <array>

namespace candour::codec {
namespace {

constexpr std::string_view plain_signs = "-_./";

}  // namespace

std::string shown(std::string_view name) {
    std::string result;
    for (const char c : name.substr(0, limits::max_shown_bytes)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || plain_signs.find(c) != plain_signs.npos;
        result += plain ? c : '?';
    }
    return name.size() > limits::max_shown_bytes ? result + "..." : result;
}

namespace {

/// How many letters must be added, dropped or changed to get from `a` to `b` (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
    std::array<std::size_t, limits::max_shown_bytes + 1> row{};
    if (a.size() > limits::max_shown_bytes || b.size() > limits::max_shown_bytes)
        return limits::max_shown_bytes;
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

std::optional<std::string_view> nearest(std::string_view name, Names fields) {
    std::optional<std::string_view> best;
    // Two letters swapped count as two changes.
    std::size_t best_distance =
        (name.size() < 4 ? 1 : std::max<std::size_t>(2, name.size() / 3)) + 1;
    for (const std::string_view field : fields) {
        if (const std::size_t d = distance(name, field); d < best_distance) {
            best = field;
            best_distance = d;
        }
    }
    return best;
}

std::string joined(Names fields) {
    std::string result;
    for (const std::string_view field : fields) {
        if (!result.empty()) result += ", ";
        result += field;
    }
    return result + '.';
}

const Array no_items;

}  // namespace

std::string Place::path() const {
    if (parent_ == nullptr) return "$";
    std::string path = parent_->path();
    if (index_) return path + '[' + std::to_string(*index_) + ']';
    return path + '.' + shown(name_);
}

void Faults::add(const Place& place, std::string message, std::string allowed, RefusalCode code) {
    if (!full()) list_.push_back({place.path(), std::move(message), std::move(allowed), code});
}

void Faults::add(const Place& place, RefusalCode code) {
    Refusal refusal = refuse(code);
    add(place, std::move(refusal.message), std::move(refusal.allowed), code);
}

Object::Object(const Value& value, const Place& place, Faults& faults, Names fields)
    : members_(value.as<Members>()), place_(place), faults_(faults) {
    if (members_ == nullptr) {
        faults_.add(place_, "This must be an object.", "An object with " + joined(fields));
        return;
    }
    for (std::size_t i = 0; i < members_->size() && !faults_.full(); ++i) {
        const std::string& name = (*members_)[i].name;
        const auto known = std::ranges::find(fields, name);
        if (known == fields.end())
            complain_of_unknown(name, fields);
        else if (find(value, name) != &(*members_)[i].value)
            faults_.add(this->place(name), "\"" + name + "\" is there twice.", "Each field once.");
    }
}

void Object::complain_of_unknown(std::string_view name, Names fields) {
    std::string message = "There is no field \"" + shown(name) + "\" here";
    if (const auto meant = nearest(name, fields); meant && !has(*meant)) {
        message += "; did you mean \"" + std::string(*meant) + "\"?";
        misspelt_.push_back(*meant);
    } else {
        message += '.';
    }
    faults_.add(place(name), std::move(message), joined(fields));
}

const Value* Object::get(std::string_view field) const noexcept {
    if (members_ == nullptr) return nullptr;
    const auto member = std::ranges::find(*members_, field, &Member::name);
    return member == members_->end() ? nullptr : &member->value;
}

const Value* Object::need(std::string_view field, std::string_view allowed) const {
    const Value* value = get(field);
    if (value == nullptr && members_ != nullptr &&
        std::ranges::find(misspelt_, field) == misspelt_.end())
        faults_.add(place(field), "\"" + std::string(field) + "\" is missing.",
                    std::string(allowed));
    return value;
}

std::string Object::text(std::string_view field, std::string_view allowed) const {
    const Value* value = need(field, allowed);
    if (value == nullptr) return {};
    const std::string* text = read_text(*value, place(field), faults_);
    return text != nullptr ? *text : std::string{};
}

std::uint64_t Object::whole(std::string_view field, std::uint64_t min, std::uint64_t max) const {
    const Value* value = need(field, "A whole number.");
    return value != nullptr ? read_whole(*value, place(field), faults_, min, max) : min;
}

bool Object::flag(std::string_view field) const {
    const Value* value = need(field, "true or false.");
    if (value == nullptr) return false;
    if (const bool* flag = value->as<bool>()) return *flag;
    faults_.add(place(field), "This must be true or false.", "true or false.");
    return false;
}

const Array& Object::list(std::string_view field, std::string_view allowed) const {
    const Value* value = need(field, allowed);
    if (value == nullptr) return no_items;
    if (const Array* items = value->as<Array>()) return *items;
    faults_.add(place(field), "This must be a list.", std::string(allowed));
    return no_items;
}

std::size_t Object::one_of(std::string_view field, Names spellings) const {
    const Value* value = get(field);
    if (value == nullptr) {
        static_cast<void>(need(field, quoted(spellings) + '.'));
        return 0;
    }
    const std::string* text = value->as<std::string>();
    if (text != nullptr)
        if (const auto it = std::ranges::find(spellings, *text); it != spellings.end())
            return static_cast<std::size_t>(it - spellings.begin());
    faults_.add(place(field),
                text != nullptr ? "\"" + shown(*text) + "\" is not one of the choices."
                                : "This must be a text.",
                quoted(spellings) + '.');
    return 0;
}

std::string Object::quoted(Names spellings) {
    std::string result;
    for (std::size_t i = 0; i < spellings.size(); ++i) {
        if (i != 0) result += i + 1 == spellings.size() ? " or " : ", ";
        result += '"' + std::string(spellings[i]) + '"';
    }
    return result;
}

const std::string* read_text(const Value& value, const Place& place, Faults& faults) {
    const std::string* text = value.as<std::string>();
    if (text == nullptr) faults.add(place, "This must be a text.", "A text in quotes.");
    return text;
}

std::uint64_t read_whole(const Value& value,
                         const Place& place,
                         Faults& faults,
                         std::uint64_t min,
                         std::uint64_t max,
                         std::string_view allowed) {
    const auto* number = value.as<std::uint64_t>();
    if (number != nullptr && *number >= min && *number <= max) return *number;
    std::string range(allowed);
    if (range.empty() && min == max) range = std::to_string(min) + '.';
    if (range.empty())
        range = "A whole number from " + std::to_string(min) + " to " + std::to_string(max) + '.';
    if (number == nullptr) {
        faults.add(place, "This must be a whole number.", std::move(range));
    } else {
        const char* how = *number < min ? " is too small." : " is too large.";
        faults.add(place, std::to_string(*number) + how, std::move(range));
    }
    return min;
}

}  // namespace candour::codec
