// A5: nothing that leads to a person is written to a log or a metric. What a running server writes:
// verify_anonymity_test.cpp. Here: the code could not, as it never asks for what it must not write.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace candour::privacy_test {
namespace {

namespace fs = std::filesystem;

template <class Look>
std::size_t each_source(std::string_view folder, Look look) {
    std::size_t files = 0;
    for (const auto& file :
         fs::recursive_directory_iterator(fs::path(CANDOUR_SOURCE_DIR) / "server" / folder)) {
        const auto kind = file.path().extension();
        if (kind != ".cpp" && kind != ".hpp") continue;
        std::ifstream in(file.path());
        look(file.path(), std::string{std::istreambuf_iterator<char>(in), {}});
        ++files;
    }
    return files;
}

TEST_CASE("A5: the server never asks a socket for its address, nor a request for its browser") {
    for (const std::string_view folder : {"domain", "text", "log", "app", "net", "ops"}) {
        const auto files = each_source(folder, [](const fs::path& file, const std::string& text) {
            for (const std::string_view asks :
                 {"remote_endpoint", "getpeername", "field::user_agent", "field::forwarded",
                  "X-Forwarded-For", "x-forwarded-for"})
                CHECK_MESSAGE(text.find(asks) == std::string::npos, file.string(), ": ", asks);
        });
        CHECK(files > 0);
    }
}

TEST_CASE("A5: whoever handles answers and people cannot log") {
    for (const std::string_view folder : {"domain", "text", "log", "app", "net"})
        each_source(folder, [](const fs::path& file, const std::string& text) {
            for (const std::string_view writes :
                 {"spdlog", "ops/logging.hpp", "std::cout", "std::cerr", "printf(", "syslog("})
                CHECK_MESSAGE(text.find(writes) == std::string::npos, file.string(), ": ", writes);
        });
}

}  // namespace
}  // namespace candour::privacy_test
