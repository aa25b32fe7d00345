// A message of words or texts with the `pad` that rule A7 asks for, written by hand.
#pragma once

#include <string>
#include <utility>

namespace candour::test {

/// `object` ends in "}".
inline std::string padded(std::string object) {
    object.pop_back();
    object += R"(,"pad":")";
    while ((object.size() + 2) % 512 != 0) object += ' ';
    return object + R"("})";
}

}  // namespace candour::test
