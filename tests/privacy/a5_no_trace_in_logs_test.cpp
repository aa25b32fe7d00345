// A5: nothing that leads to a person is written to a log or a metric. What a running server writes:
// verify_anonymity_test.cpp. Here: the code could not, as it never asks for what it must not write.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

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

/// What is handed to the operator's log in this text: all between "say(" and the end of the call.
std::vector<std::string> said_in(const std::string& text) {
    std::vector<std::string> said;
    for (const std::string_view call : {"say(", "on_trouble("})
        for (auto at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
            const auto end = text.find(';', at);
            if (at > 0 && (text[at - 1] == '.' || text[at - 1] == '_' || text[at - 1] == '>'))
                said.push_back(text.substr(at, end - at));
        }
    return said;
}

std::string without_sentences(const std::string& said) {
    return std::regex_replace(said, std::regex("\"[^\"]*\""), "");
}

TEST_CASE("A5: what is said to the operator is made of sentences, numbers and errors alone") {
    std::size_t sentences = 0;
    std::size_t fault_injection = 0;
    for (const std::string_view folder : {"domain", "text", "log", "app", "net"})
        each_source(folder, [&](const fs::path& file, const std::string& text) {
            for (const std::string& said : said_in(text)) {
                ++sentences;
                const std::string made_of = without_sentences(said);
                // The one that breaks this rule on purpose, so that verify-anonymity can fail.
                if (said == "say(\"Answer \" + encode_response(submit->response))") {
                    ++fault_injection;
                    continue;
                }
                for (const std::string_view of_a_person :
                     {"encode", "response", "ticket", "who", "hello", "submit", "pseudonym",
                      "address", "endpoint", "code()", "capability", "secret", ".text", "deck"})
                    CHECK_MESSAGE(made_of.find(of_a_person) == std::string::npos, file.string(),
                                  ": ", said);
            }
        });
    CHECK(sentences > 10);
    CHECK(fault_injection == 1);
}

}  // namespace
}  // namespace candour::privacy_test
