// WaitingPool: the answers to one question that nobody may see yet, and the choice among them
// (rule A3).
#pragma once

#include "protocol/cpp/response.hpp"
#include "server/domain/company.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace candour::domain {

class Generator;

/// A person's response as it is kept.
struct KeptResponse {
    Response response;
    Standing standing{};
    bool released = false;
    std::uint32_t release = 0;  // of a free text: the release that holds it
};

/// Holds addresses: what is added stays where it is until it is taken or removed. Keeps most of
/// them in the order of what they say, since a whole hall may wait while others come at every
/// tick. Owner: a QuestionFold. Thread: the room's home shard. Lifetime: the question's.
class WaitingPool {
public:
    [[nodiscard]] std::size_t size() const noexcept { return waiting_.size(); }

    void add(KeptResponse& kept) { waiting_.push_back(&kept); }
    /// Takes out an answer that was added: because its person has taken it back, or because its
    /// text is about to change, after which it is added again. Time in proportion to the size.
    void remove(const KeptResponse& kept);
    void clear();

    /// Puts what was added since into its place: a little at each batch instead of all when the
    /// first group goes.
    void sort();
    /// Takes out so many at random; count <= size(). The choice depends on what they say and on the
    /// generator, not on who said it or when it was added.
    [[nodiscard]] std::vector<KeptResponse*> take(std::size_t count, Generator& generator);
    [[nodiscard]] std::vector<KeptResponse*> take_all();
    /// Takes out the largest set in which each answer has the company of k.
    [[nodiscard]] std::vector<KeptResponse*> take_company(std::size_t k);

private:
    std::vector<KeptResponse*> waiting_;
    std::size_t sorted_ = 0;  // so many at the beginning are in order; the others came later
};

}  // namespace candour::domain
