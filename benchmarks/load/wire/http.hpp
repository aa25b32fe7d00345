// A plain HTTP exchange, which waits: for making a room and reading /metrics.
#pragma once

#include "benchmarks/load/rules/time.hpp"
#include "benchmarks/load/wire/endpoint.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <string_view>

namespace candour::load {

struct HttpAnswer {
    int status = 0;
    std::string body;
};

/// `request` is whole (http_request); the error is a sentence for a person.
[[nodiscard]] boost::system::result<HttpAnswer, std::string> exchange(const Endpoint& server,
                                                                      std::string_view request,
                                                                      Micros within);

}  // namespace candour::load
