#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "tests/seeds.hpp"

#include <doctest/doctest.h>

#include <iostream>

namespace {

/// Says with which seeds the dice were made that a failing test has thrown last.
class SeedPrinter final : public doctest::IReporter {
public:
    explicit SeedPrinter(const doctest::ContextOptions&) {}

    void test_case_start(const doctest::TestCaseData&) override { start(); }
    void test_case_reenter(const doctest::TestCaseData&) override { start(); }
    void log_assert(const doctest::AssertData& assertion) override {
        if (assertion.m_failed) print();
    }
    void test_case_exception(const doctest::TestCaseException&) override { print(); }

    void report_query(const doctest::QueryData&) override {}
    void test_run_start() override {}
    void test_run_end(const doctest::TestRunStats&) override {}
    void test_case_end(const doctest::CurrentTestCaseStats&) override {}
    void subcase_start(const doctest::SubcaseSignature&) override {}
    void subcase_end() override {}
    void log_message(const doctest::MessageData&) override {}
    void test_case_skipped(const doctest::TestCaseData&) override {}

private:
    void start() {
        candour::seeds::made.clear();
        printed_ = false;
    }
    void print() {
        if (printed_ || candour::seeds::made.empty()) return;
        printed_ = true;  // once a test: what is made after the first failure is of no interest
        std::cout << "seeds of the newest dice: " << candour::seeds::made.list() << '\n';
    }

    bool printed_ = false;
};

}  // namespace

REGISTER_LISTENER("seeds", 1, SeedPrinter);
