// What both halves of Shelf are written with: columns of SQLite, and what it refuses.
#pragma once

#include "server/shelf/shelf.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace candour::shelf {

/// The bytes have to outlive the statement.
template <class Bytes>
void bind(SQLite::Statement& statement, int at, const Bytes& bytes) {
    statement.bindNoCopy(at, static_cast<const void*>(bytes.data()),
                         static_cast<int>(bytes.size()));
}

/// Empty for null.
inline std::string blob(const SQLite::Column& column) {
    const auto* bytes = static_cast<const char*>(column.getBlob());
    return bytes == nullptr ? std::string{}
                            : std::string(bytes, static_cast<std::size_t>(column.getBytes()));
}

template <std::size_t Size>
std::array<std::uint8_t, Size> bits(const SQLite::Column& column) {
    std::array<std::uint8_t, Size> array{};
    const auto bytes = blob(column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), Size), array.begin());
    return array;
}

inline std::int64_t as_column(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}

inline std::uint64_t number(const SQLite::Column& column) {
    return static_cast<std::uint64_t>(column.getInt64());
}

/// This server has no more room for workspaces.
[[nodiscard]] Refusal refuse_as_full_shelf();

inline bool is_refused(const std::optional<Refusal>& refused) {
    return refused.has_value();
}
template <class Value>
bool is_refused(const Result<Value>& result) {
    return result.has_error();
}

template <class Act>
auto Shelf::in_transaction(Act act) -> decltype(act()) {
    try {
        SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
        auto result = act();
        if (!is_refused(result)) transaction.commit();
        return result;
    } catch (const SQLite::Exception& error) {
        return not_kept(error);
    }
}

}  // namespace candour::shelf
