// require: for calls of OpenSSL's that only fail for want of memory or with a broken installation,
// so that there is nothing to go on with.
#pragma once

#include <cstdlib>

namespace candour::app {

/// Ends the process unless it was done.
inline void require(bool done) {
    if (!done) std::abort();
}

}  // namespace candour::app
