// What `candour deck convert` runs: the studio's own readers of files (client-web/src/convert),
// which are inside this program as one script for Node.js.
#pragma once

#include <boost/system/result.hpp>

#include <string>

namespace candour::commands {

/// A file that is open, and what is to be made of it.
struct Conversion {
    int file = -1;       // stays the caller's
    std::string name;    // its ending says what it is; empty for what comes by a pipe
    std::string title;   // for a deck that names none itself
    std::string format;  // "deck" or "outline"
};

struct NotConverted {
    std::string why;  // a sentence for a person; empty when the script has said it on stderr
};

/// What was made of the file. What could not be taken as it was the script says on stderr. Blocks
/// until it ends; throws std::system_error when there can be no process.
[[nodiscard]] boost::system::result<std::string, NotConverted> convert(const Conversion& asked);

}  // namespace candour::commands
