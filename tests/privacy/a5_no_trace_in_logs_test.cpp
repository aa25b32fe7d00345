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

/// Where a socket is asked for its address, or a proxy's word for it is read: for limits alone, as
/// a keyed mark that is forgotten within minutes (decision 10). What is made of it cannot log, by
/// the next test.
bool is_for_limits(const fs::path& file) {
    for (const std::string_view name :
         {"app/ip_address.hpp", "net/client_address.hpp", "net/http_session.cpp", "ops/config.cpp"})
        if (file.string().ends_with("server/" + std::string(name))) return true;
    return false;
}

TEST_CASE(
    "A5: no socket is asked for its address but where it is limited, and no request for its "
    "browser") {
    for (const std::string_view folder : {"domain", "text", "log", "app", "net", "ops"}) {
        const auto files = each_source(folder, [](const fs::path& file, const std::string& text) {
            for (const std::string_view asks :
                 {"getpeername", "field::user_agent", "User-Agent", "field::forwarded"})
                CHECK_MESSAGE(text.find(asks) == std::string::npos, file.string(), ": ", asks);
            for (const std::string_view asks :
                 {"remote_endpoint", "X-Forwarded-For", "x-forwarded-for"})
                CHECK_MESSAGE((is_for_limits(file) || text.find(asks) == std::string::npos),
                              file.string(), ": ", asks);
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

/// What is handed to the operator's log in this text, at once or as an effect: all from "say(" or
/// "Say{" to the end of the statement.
std::vector<std::string> said_in(const std::string& text) {
    std::vector<std::string> said;
    for (const std::string_view call : {"say(", "on_trouble("})
        for (auto at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
            const auto end = text.find(';', at);
            if (at > 0 && (text[at - 1] == '.' || text[at - 1] == '_' || text[at - 1] == '>'))
                said.push_back(text.substr(at, end - at));
        }
    for (const std::string_view call : {"Say{", "tell_("})
        for (auto at = text.find(call); at != std::string::npos; at = text.find(call, at + 1))
            if (text.find('"', at) == at + call.size())
                said.push_back(text.substr(at, text.find(';', at) - at));
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
                if (said == "tell_(\"Answer \" + encode_response(response))") {
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
