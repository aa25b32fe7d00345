// Whether the file of a picture is there to its end.
#pragma once

#include <string_view>

namespace candour {

/// False for a file that was cut off, or that has nothing of the kind behind its first bytes, so
/// that no browser could show it: a PNG without its IEND (PNG, 3rd edition, 5.6), a GIF without its
/// trailer (GIF89a, 27), a JPEG without an EOI behind its scan (ITU-T T.81, B.1.1.3), a WebP that
/// is shorter than it says (RFC 9649, 2.4). Nothing is decoded. `content_type` is one of Picture's.
/// Any thread.
[[nodiscard]] bool has_its_end(std::string_view bytes, std::string_view content_type);

}  // namespace candour
