// QR codes in a terminal.
#pragma once

#include <string>
#include <string_view>

namespace candour::ops {

/// The text as a QR code in half-height blocks, with its quiet zone (ISO/IEC 18004, 9.1), a line
/// per two rows. `colours`: black on white by escape codes, whatever the terminal's own colours;
/// without them it is drawn for a dark terminal. Empty when the text is too long for any QR code.
[[nodiscard]] std::string terminal_qr(std::string_view text, bool colours);

}  // namespace candour::ops
