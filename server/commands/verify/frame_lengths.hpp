// Rule A7: every answer to one scale or choice question makes a frame of one length, and the codec
// takes no other spelling.
#pragma once

#include "server/commands/verify/findings.hpp"

namespace candour::verify {

void check_frame_lengths(Findings& findings);

}  // namespace candour::verify
