// A scale response has a value for every statement (response.hpp). Two of them are no numbers:
// ScaleResponse::not_applicable, and this one.
#pragma once

#include <cstdint>

namespace candour {

/// Stands for a statement that its person left out; no scale reaches it (0..100).
inline constexpr std::uint8_t left_out_value = 254;

}  // namespace candour
