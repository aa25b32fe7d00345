#include "server/domain/spelling.hpp"

#include <doctest/doctest.h>

#include <string>

namespace candour::domain {

TEST_CASE("among spellings that equally many use, the one that a person would choose is shown") {
    struct Choice {
        std::string better;
        std::string worse;
        std::string key;
    };
    for (const auto& [better, worse, key] : {
             Choice{"safe", "Safe", "safe"},
             Choice{"Safe", "SAFE", "safe"},
             Choice{"safe space", "safe-space", "safe space"},
             Choice{"Safe space", "safe-space", "safe space"},
             Choice{"safe space", "\u201Csafe space\u201D", "safe space"},
             Choice{"safe", "safe!", "safe"},
             Choice{"\u5B89\u5168", "\u5B89\u5168\u3002", "\u5B89\u5168"},
             Choice{"dont", "don't", "dont"},
             Choice{"C#", "C\u266F", "c#"},
             Choice{"A-", "A\u2013", "a-"},
             Choice{"1/2", "\u00BD", "1/2"},
             Choice{"\u0434\u0430", "\u0414\u0430", "\u0434\u0430"},
             Choice{"\u00E9t\u00E9", "\u00C9t\u00E9", "\u00E9t\u00E9"},
             Choice{"\u0633\u0644\u0627\u0645", "\u0633\u064E\u0644\u064E\u0627\u0645",
                    "\u0633\u0644\u0627\u0645"},
         }) {
        CAPTURE(better);
        CAPTURE(worse);
        CHECK(reads_better(better, worse, key));
        CHECK_FALSE(reads_better(worse, better, key));
        CHECK_FALSE(reads_better(better, better, key));
    }
}

}  // namespace candour::domain
