// How high the Markdown of a content slide stands (protocol/README.md, "Markdown"). It reads the
// blocks as the pages do, and of what stands inside of a line only what takes no room.
// No state; any thread.
#pragma once

#include <string_view>

namespace candour::fit {

/// In the letters' size, as `width` is.
[[nodiscard]] double markdown_height(std::string_view markdown, double width);

}  // namespace candour::fit
