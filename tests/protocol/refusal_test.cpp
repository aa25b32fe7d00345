// The codes of refusals stand in four places, and are the same in each.
#include "protocol/cpp/codec.hpp"
#include "tests/protocol/files.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <sstream>

using namespace candour;

namespace {

using Codes = std::set<std::string>;

Codes codes_in_table() {
    Codes codes;
    for (std::size_t i = 0; i < refusal_code_count; ++i)
        codes.emplace(to_string(static_cast<RefusalCode>(i)));
    return codes;
}

Codes codes_in_schema() {
    const auto common =
        nlohmann::json::parse(test::contents(test::repository() / "protocol/schema/common.json"));
    return common["$defs"]["refusalCode"]["enum"].get<Codes>();
}

Codes codes_in_goldens() {
    Codes codes;
    for (const auto& path : test::goldens("refusal")) {
        const auto refusal = parse_server_message(test::contents(path));
        codes.emplace(to_string(std::get<Refusal>(*refusal).code));
    }
    return codes;
}

/// The first column of the table under "#### refusal".
Codes codes_in_readme() {
    std::istringstream readme(test::contents(test::repository() / "protocol/README.md"));
    Codes codes;
    bool inside = false;
    for (std::string line; std::getline(readme, line);) {
        if (line.starts_with("#")) inside = line == "#### refusal";
        if (inside && line.starts_with("| `")) codes.insert(line.substr(3, line.find('`', 3) - 3));
    }
    return codes;
}

TEST_CASE("table, schema, README and golden examples have the same codes") {
    const Codes codes = codes_in_table();
    CHECK(codes.size() == refusal_code_count);
    CHECK(codes == codes_in_schema());
    CHECK(codes == codes_in_readme());
    CHECK(codes == codes_in_goldens());
}

TEST_CASE("each code has a sentence for a person") {
    for (std::size_t i = 0; i < refusal_code_count; ++i) {
        const Refusal refusal = refuse(static_cast<RefusalCode>(i));
        CAPTURE(to_string(refusal.code));
        for (const std::string& sentence : {refusal.message, refusal.allowed}) {
            CHECK(sentence.ends_with('.'));
            CHECK(sentence.find('!') == std::string::npos);
        }
    }
    const Refusal said =
        refuse(RefusalCode::value_out_of_range, "0 to 10.", "$.response.values[2]");
    CHECK(said.allowed == "0 to 10.");
    CHECK(said.at == "$.response.values[2]");
}

}  // namespace
