// Route: what a request's method and path ask for (protocol/README.md, "HTTP"). Pure.
#pragma once

#include "protocol/cpp/ids.hpp"

#include <boost/beast/http/verb.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace candour::net {

/// One of the web client's pages, by the path of its file.
struct GetPage {
    std::string_view file;
    friend bool operator==(const GetPage&, const GetPage&) = default;
};
/// A script, style, font or icon.
struct GetFile {
    std::string path;
    friend bool operator==(const GetFile&, const GetFile&) = default;
};
struct GetPicture {
    RoomCode code;
    SlideId slide;
    friend bool operator==(const GetPicture&, const GetPicture&) = default;
};
struct OpenRoom {
    friend bool operator==(const OpenRoom&, const OpenRoom&) = default;
};
struct OpenSocket {
    friend bool operator==(const OpenSocket&, const OpenSocket&) = default;
};
struct GetLive {
    friend bool operator==(const GetLive&, const GetLive&) = default;
};
struct GetReady {
    friend bool operator==(const GetReady&, const GetReady&) = default;
};
struct GetMetrics {
    friend bool operator==(const GetMetrics&, const GetMetrics&) = default;
};
/// The path is known, the method is not one of its: a 405 names those that are (RFC 9110, 15.5.6).
struct WrongMethod {
    std::string_view allow;
    friend bool operator==(const WrongMethod&, const WrongMethod&) = default;
};
struct NotFound {
    friend bool operator==(const NotFound&, const NotFound&) = default;
};

using Route = std::variant<GetPage,
                           GetFile,
                           GetPicture,
                           OpenRoom,
                           OpenSocket,
                           GetLive,
                           GetReady,
                           GetMetrics,
                           WrongMethod,
                           NotFound>;

/// Any thread.
[[nodiscard]] Route find_route(boost::beast::http::verb method, std::string_view target);

}  // namespace candour::net
