// AddressMark: all that the server keeps of an address, so that limits per address can be counted
// and nobody can be found by them (rule A5).
#pragma once

#include "protocol/cpp/ids.hpp"
#include "server/app/ip_address.hpp"

#include <cstdint>

namespace candour::app {

class Random;

struct AddressMark {
    std::uint64_t value = 0;
    /// It stands for people who cannot be told apart (net/client_address.hpp): what one person may
    /// do cannot be asked of it.
    bool stands_for_many = true;

    friend bool operator==(const AddressMark&, const AddressMark&) = default;
};

/// Makes marks by a key that is in this process's memory alone: with the key one could try all
/// addresses, so it is wiped at the end, and no mark of one process is one of another.
/// Owner: net::Server. Thread: any, after construction. Lifetime: the server's.
class AddressMarks {
public:
    AddressMarks();
    explicit AddressMarks(Random& random);
    AddressMarks(const AddressMarks&) = delete;
    AddressMarks& operator=(const AddressMarks&) = delete;
    ~AddressMarks();

    /// Of IPv6 addresses those of one customer have one mark (IpAddress::whose).
    [[nodiscard]] AddressMark mark(const IpAddress& address, bool stands_for_many) const;

private:
    Bytes32 key_{};
};

}  // namespace candour::app
