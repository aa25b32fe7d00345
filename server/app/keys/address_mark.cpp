#include "server/app/keys/address_mark.hpp"

#include "server/app/keys/hmac.hpp"
#include "server/app/keys/random.hpp"

#include <openssl/crypto.h>

#include <cstring>

namespace candour::app {

AddressMarks::AddressMarks() {
    SystemRandom random;
    random.fill(key_);
}

AddressMarks::AddressMarks(Random& random) {
    random.fill(key_);
}

AddressMarks::~AddressMarks() {
    OPENSSL_cleanse(key_.data(), key_.size());
}

AddressMark AddressMarks::mark(const IpAddress& address, bool stands_for_many) const {
    const Bytes32 keyed = hmac_sha256(key_, {address.whose().bytes});
    AddressMark mark{0, stands_for_many};
    std::memcpy(&mark.value, keyed.data(), sizeof mark.value);
    return mark;
}

}  // namespace candour::app
