// Of which source this program was built.
#pragma once

#include <string_view>

namespace candour::ops {

/// The commit in full, with a remark when the source had changes besides; "unknown" when it was
/// built without its history.
[[nodiscard]] std::string_view commit();

}  // namespace candour::ops
