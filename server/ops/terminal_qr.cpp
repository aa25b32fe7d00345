#include "server/ops/terminal_qr.hpp"

#include <qrcodegen/qrcodegen.hpp>

#include <stdexcept>

namespace candour::ops {
namespace {

using qrcodegen::QrCode;

constexpr int quiet_zone = 4;  // modules on each side

/// Outside the code all is light.
bool is_light(const QrCode& code, int x, int y) {
    return !code.getModule(x, y);
}

/// One character for two modules, the upper and the lower, where the light ones are drawn.
std::string_view block(bool upper_light, bool lower_light) {
    if (upper_light && lower_light) return "█";
    if (upper_light) return "▀";
    if (lower_light) return "▄";
    return " ";
}

std::string draw(const QrCode& code, bool colours) {
    std::string lines;
    for (int y = -quiet_zone; y < code.getSize() + quiet_zone; y += 2) {
        if (colours) lines += "\x1b[38;5;231m\x1b[48;5;16m";
        for (int x = -quiet_zone; x < code.getSize() + quiet_zone; ++x)
            lines += block(is_light(code, x, y), is_light(code, x, y + 1));
        if (colours) lines += "\x1b[0m";
        lines += '\n';
    }
    return lines;
}

}  // namespace

std::string terminal_qr(std::string_view text, bool colours) {
    try {
        return draw(QrCode::encodeText(std::string(text).c_str(), QrCode::Ecc::LOW), colours);
    } catch (const std::length_error&) {  // qrcodegen::data_too_long
        return {};
    }
}

}  // namespace candour::ops
