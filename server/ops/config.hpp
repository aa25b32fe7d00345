// Configuration: one table of settings, each of which has a flag, an environment variable and a key
// in the configuration file. A flag beats the environment, the environment beats the file.
#pragma once

#include "server/app/ip_address.hpp"
#include "server/app/limits.hpp"

#include <boost/system/result.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace candour::ops {

enum class LogLevel : std::uint8_t { debug, info, warning, error, off };
enum class LogFormat : std::uint8_t { text, json };

/// Who may open rooms by POST /api/rooms.
enum class OpenRooms : std::uint8_t { anyone, pass };

/// What a server runs with. The defaults are those of the help text.
struct Config {
    std::string address = "127.0.0.1";  // an IP address
    std::uint16_t port = 8080;
    std::filesystem::path data = "candour-data";
    bool memory = false;
    std::optional<std::filesystem::path> deck;
    bool new_room = false;
    std::size_t shards = 1;
    std::optional<std::size_t> max_people;  // none: as many as there are file descriptors for
    std::uint32_t max_people_per_room = app::limits::max_people_per_room;
    std::size_t max_rooms = app::limits::max_rooms;
    std::size_t max_sealed_rooms = app::limits::max_sealed_rooms;
    std::size_t max_deck_memory = app::limits::max_deck_memory_bytes;
    std::optional<std::size_t> max_disk;            // none: half of what is free at the start
    std::optional<std::size_t> max_workspace_disk;  // none: a quarter of what is free at the start
    OpenRooms open_rooms = OpenRooms::anyone;
    std::string pass_contact;  // whom to ask for a pass; empty: "the person who runs the server"
    app::Networks trusted_proxies;
    bool metrics = false;
    std::string public_url;  // without a '/' at the end; empty: made from the request
    std::vector<std::string> allow_hosts;
    std::string time_zone;  // "Europe/London"; empty: that of the process
    LogLevel log_level = LogLevel::info;
    LogFormat log_format = LogFormat::text;
    std::chrono::hours idle_until_sealed{24};
    std::chrono::hours keep_unused{std::chrono::days{14}};
    std::chrono::days keep_sealed{90};
    std::chrono::days keep_workspaces{730};
};

/// One thing that can be set. `name` as in `--name`, `name = ...` and CANDOUR_NAME.
struct Setting {
    std::string_view name;
    std::string_view value;  // what stands for the value in the help text; empty for a switch
    std::string_view help;
    /// Puts the value into the configuration; false when it is not one.
    bool (*set)(Config&, std::string_view value);
    std::string_view allowed;  // what would be one, for a person
    std::string_view example;  // one that it takes: the default, where that is a value
};

/// All of them, in the order of the help text.
[[nodiscard]] std::span<const Setting> settings();
/// CANDOUR_PUBLIC_URL for "public-url".
[[nodiscard]] std::string environment_name(std::string_view setting);

/// A value that somebody gave, and where, for the error message: "--shards", "candour.toml, line
/// 3".
struct Given {
    const Setting* setting;
    std::string value;
    std::string where;
};

/// Everything wrong with a configuration at once, a sentence each.
using Faults = std::vector<std::string>;

/// The settings in a TOML file. Unknown keys are faults, with the line and the nearest real name.
[[nodiscard]] boost::system::result<std::vector<Given>, Faults> read_config_file(
    const std::filesystem::path& file);
/// The settings in the environment. `get` is std::getenv but in tests.
[[nodiscard]] std::vector<Given> read_environment(
    const std::function<const char*(const char*)>& get);

/// The configuration that file, environment and flags make together; later ones beat earlier ones.
[[nodiscard]] boost::system::result<Config, Faults> make_config(
    std::initializer_list<std::span<const Given>> layers);

}  // namespace candour::ops
