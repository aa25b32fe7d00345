// Any bytes as a configuration file: a configuration, or sentences that say what is wrong.
#include "server/ops/config.hpp"

#include "tests/fuzz/target.hpp"

#include <sys/mman.h>
#include <unistd.h>

namespace candour::fuzz {
namespace {

/// A file that is in memory alone, since the server reads configurations from files.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view bytes) : descriptor_(::memfd_create("candour.toml", 0)) {
        require(descriptor_ >= 0, "there is a file in memory");
        require(
            ::write(descriptor_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
            "and it takes what it is given");
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(descriptor_); }
    [[nodiscard]] std::string path() const {
        return "/proc/self/fd/" + std::to_string(descriptor_);
    }

private:
    int descriptor_;
};

void check_faults(const ops::Faults& faults) {
    require(!faults.empty(), "a refused configuration has a fault");
    for (const std::string& fault : faults)
        require(fault.ends_with('.') || fault.ends_with('?'), "a fault is a sentence");
}

/// Each setting by one name, whichever layer it stands in.
void check_settings(std::string_view bytes) {
    const auto line = bytes.substr(0, bytes.find('\n'));
    for (const ops::Setting& setting : ops::settings()) {
        ops::Config config;
        static_cast<void>(setting.set(config, line));
    }
}

}  // namespace

void take(std::string_view bytes) {
    check_settings(bytes);
    const MemoryFile file(bytes);
    const auto given = ops::read_config_file(file.path());
    if (!given) return check_faults(given.error());
    const auto config = ops::make_config({*given});
    if (!config) check_faults(config.error());
}

std::vector<std::string> first_inputs() {
    std::vector<std::string> all{"listen = \"127.0.0.1:1\"\nshards = 2\nmemory = true\n",
                                 "# a comment\n[table]\na = [1, 2.5, 1979-05-27T07:32:00Z]\n"};
    std::string every;
    for (const ops::Setting& setting : ops::settings()) {
        all.emplace_back(setting.example);
        every += std::string(setting.name) + " = \"" + std::string(setting.example) + "\"\n";
    }
    all.push_back(every);
    return all;
}

}  // namespace candour::fuzz
