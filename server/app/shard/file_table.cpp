#include "server/app/shard/file_table.hpp"

#include <sched.h>

#include <cerrno>
#include <thread>

namespace candour::app {

std::error_code own_file_table() {
    if (::unshare(CLONE_FILES) == 0) return {};
    return {errno, std::generic_category()};
}

bool has_own_file_tables() {
    bool has = false;
    std::thread([&has] { has = !own_file_table(); }).join();
    return has;
}

}  // namespace candour::app
