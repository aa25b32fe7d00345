// A1: tickets are random, each question has its own pseudonyms, the log is noise without the key,
// and the key can be destroyed. What memory and disk hold after sealing: verify_anonymity_test.cpp.
#include "protocol/cpp/hex.hpp"
#include "server/app/keys/key_store.hpp"
#include "server/commands/verify/break_rule.hpp"
#include "server/commands/verify/search.hpp"
#include "tests/privacy/canary_room.hpp"

#include <doctest/doctest.h>

#include <set>

namespace candour::privacy_test {
namespace {

using verify::canary_questions;

std::string raw(const Bytes16& bytes) {
    return {bytes.begin(), bytes.end()};
}

TEST_CASE("A1: nobody has the same pseudonym at two questions, in two rooms or as another person") {
    CanaryRoom one(1), other(2);
    std::set<Pseudonym> pseudonyms;
    std::size_t count = 0;
    for (CanaryRoom* room : {&one, &other}) {
        const Bytes16 joined = room->join();
        for (const Bytes16& ticket : {joined, Bytes16{}, Bytes16{1}}) {
            for (const auto& question : canary_questions()) {
                pseudonyms.insert(
                    app::RoomKey::pseudonym(room->key->question_key(question.id), ticket));
                ++count;
            }
        }
    }
    CHECK(pseudonyms.size() == count);
}

TEST_CASE("A1: the log holds no ticket, no pseudonym, no key and no answer that can be read") {
    CanaryRoom room(3);
    verify::Needles needles;
    needles.add("key", {room.key->bytes().begin(), room.key->bytes().end()});
    const auto log_key = room.key->log_key();
    needles.add("key of the log", {log_key.begin(), log_key.end()});
    const std::string mark = "canarybird";
    needles.add("answer", mark);
    std::vector<Bytes16> tickets;
    for (int i = 0; i < 12; ++i) tickets.push_back(room.join());
    for (const auto& question : canary_questions()) {
        room.start(question.id);
        for (std::size_t i = 0; i < tickets.size(); ++i) {
            room.answer(question.id, tickets[i], verify::canary_answer(question, i, mark));
            needles.add("ticket", raw(tickets[i]));
            needles.add("pseudonym",
                        raw(app::RoomKey::pseudonym(room.key->question_key(question.id), tickets[i])
                                .bytes));
        }
        room.commit();
    }
    std::vector<verify::Found> found;
    for (const auto& record : room.records) needles.find_in(record, "a record", found);
    CHECK(found.empty());
    CHECK(room.records.size() > canary_questions().size());

    // The search would have found them: the same needles are in the plain batches. The first record
    // of a room is its second batch.
    for (std::size_t i = 0; i < room.records.size(); ++i) {
        const auto plain =
            room.key->open_batch(room.home->id(), BatchNumber{i + 2}, room.records[i]);
        REQUIRE(plain);
        needles.find_in(*plain, "a plain batch", found);
    }
    CHECK_FALSE(found.empty());
}

TEST_CASE("A1: the key's file is its owner's alone, and is gone when it is destroyed") {
    const auto folder = verify::make_temporary_folder();
    app::FileKeyStore keys(folder / "keys");
    CanaryRoom room(4);
    REQUIRE_FALSE(keys.keep(room.home->id(), *room.key));
    const auto file = folder / "keys" / to_hex(room.home->id().bytes);
    CHECK(std::filesystem::status(file).permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    REQUIRE_FALSE(keys.destroy(room.home->id()));
    CHECK(std::filesystem::is_empty(folder / "keys"));
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace candour::privacy_test
