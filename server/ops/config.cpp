#include "server/ops/config.hpp"

#include "server/ops/nearest.hpp"
#include "server/ops/time_zone.hpp"

#include <boost/asio/ip/address.hpp>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ranges>
#include <utility>

namespace candour::ops {
namespace {

namespace fs = std::filesystem;

template <class Whole>
bool read_number(std::string_view text, Whole& into, Whole least, Whole most) {
    Whole number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return false;
    if (number < least || number > most) return false;
    into = number;
    return true;
}

/// "0.0.0.0:80", "[::1]:8080", "localhost:8080".
bool set_listen(Config& config, std::string_view value) {
    const auto colon = value.rfind(':');
    if (colon == value.npos) return false;
    auto host = value.substr(0, colon);
    if (host == "localhost") host = "127.0.0.1";
    const bool brackets = host.starts_with('[') && host.ends_with(']');
    if (brackets) host = host.substr(1, host.size() - 2);
    boost::system::error_code ec;
    const auto address = boost::asio::ip::make_address(std::string(host), ec);
    if (ec || address.is_v6() != brackets) return false;
    config.address = host;
    return read_number<std::uint16_t>(value.substr(colon + 1), config.port, 0, 65'535);
}

bool set_data(Config& config, std::string_view value) {
    config.data = value;
    return !value.empty();
}

bool set_switch(bool& into, std::string_view value) {
    const bool yes = value == "true" || value == "1" || value == "yes";
    const bool no = value == "false" || value == "0" || value == "no";
    into = yes;
    return yes || no;
}

bool set_memory(Config& config, std::string_view value) {
    return set_switch(config.memory, value);
}

bool set_new_room(Config& config, std::string_view value) {
    return set_switch(config.new_room, value);
}

bool set_metrics(Config& config, std::string_view value) {
    return set_switch(config.metrics, value);
}

bool set_deck(Config& config, std::string_view value) {
    config.deck = fs::path(value);
    return !value.empty();
}

bool set_shards(Config& config, std::string_view value) {
    return read_number<std::size_t>(value, config.shards, 1, 64);
}

bool set_max_people(Config& config, std::string_view value) {
    return read_number<std::size_t>(value, config.max_people.emplace(), 1, 10'000'000);
}

bool set_max_people_per_room(Config& config, std::string_view value) {
    return read_number<std::uint32_t>(value, config.max_people_per_room, 1, 10'000'000);
}

bool set_max_rooms(Config& config, std::string_view value) {
    return read_number<std::size_t>(value, config.max_rooms, 1, 1'000'000);
}

bool set_max_sealed_rooms(Config& config, std::string_view value) {
    return read_number<std::size_t>(value, config.max_sealed_rooms, 1, 1'000'000);
}

/// "512MB" or "8GB".
bool read_bytes(std::string_view value, std::size_t& into) {
    constexpr std::size_t mega = 1'000'000;
    if (value.size() < 3 || value.back() != 'B') return false;
    const char unit = value[value.size() - 2];
    if (unit != 'M' && unit != 'G') return false;
    const bool is_number =
        read_number<std::size_t>(value.substr(0, value.size() - 2), into, 1, mega);
    into *= unit == 'G' ? 1'000 * mega : mega;
    return is_number;
}

bool set_max_deck_memory(Config& config, std::string_view value) {
    return read_bytes(value, config.max_deck_memory);
}

bool set_max_disk(Config& config, std::string_view value) {
    return read_bytes(value, config.max_disk.emplace());
}

bool set_max_workspace_disk(Config& config, std::string_view value) {
    return read_bytes(value, config.max_workspace_disk.emplace());
}

bool set_open_rooms(Config& config, std::string_view value) {
    config.open_rooms = value == "pass" ? OpenRooms::pass : OpenRooms::anyone;
    return value == "pass" || value == "anyone";
}

bool set_pass_contact(Config& config, std::string_view value) {
    config.pass_contact = value;
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
    return !value.empty() && value.size() <= app::limits::max_pass_contact_bytes &&
           std::ranges::none_of(value, is_control);
}

/// "10.0.0.0/8, fd00::/8"; empty for none.
bool set_trusted_proxies(Config& config, std::string_view value) {
    config.trusted_proxies.clear();
    while (!value.empty()) {
        auto one = value.substr(0, value.find(','));
        value.remove_prefix(std::min(one.size() + 1, value.size()));
        one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
        one = one.substr(0, one.find_last_not_of(' ') + 1);
        const auto network = app::read_network(one);
        if (!network) return false;
        config.trusted_proxies.push_back(*network);
    }
    return true;
}

bool set_public_url(Config& config, std::string_view value) {
    if (!value.starts_with("https://") && !value.starts_with("http://")) return false;
    const auto name = value.find("://") + 3;
    while (value.size() > name && value.ends_with('/')) value.remove_suffix(1);
    config.public_url = value;
    const auto host = value.substr(name);
    return !host.empty() && host.find_first_of("/?# ") == host.npos;
}

/// "polls.ward.example, ward-pc": names without a port.
bool set_allow_host(Config& config, std::string_view value) {
    config.allow_hosts.clear();
    while (true) {
        const auto comma = value.find(',');
        auto name = value.substr(0, comma);
        while (name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with(' ')) name.remove_suffix(1);
        const bool is_name = std::ranges::all_of(name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   c == '-' || c == '.' || c == '_';
        });
        if (name.empty() || !is_name) return false;
        config.allow_hosts.emplace_back(name);
        if (comma == value.npos) return true;
        value.remove_prefix(comma + 1);
    }
}

bool set_log_level(Config& config, std::string_view value) {
    constexpr std::array<std::string_view, 5> names{"debug", "info", "warning", "error", "off"};
    const auto found = std::ranges::find(names, value);
    config.log_level = static_cast<LogLevel>(found - names.begin());
    return found != names.end();
}

bool set_time_zone(Config& config, std::string_view value) {
    config.time_zone = value;
    return is_time_zone(config.time_zone);
}

bool set_log_format(Config& config, std::string_view value) {
    config.log_format = value == "json" ? LogFormat::json : LogFormat::text;
    return value == "json" || value == "text";
}

/// "36h" or "90d".
template <class Duration>
bool read_time(std::string_view value, Duration& into, Duration most) {
    if (value.size() < 2) return false;
    const char unit = value.back();
    value.remove_suffix(1);
    long number = 0;
    if ((unit != 'h' && unit != 'd') || !read_number<long>(value, number, 0, 100'000)) return false;
    const std::chrono::hours hours(unit == 'd' ? number * 24 : number);
    into = std::chrono::duration_cast<Duration>(hours);
    return into <= most && into == hours;
}

bool set_idle_until_sealed(Config& config, std::string_view value) {
    const std::chrono::hours most(app::limits::max_hours_until_end);
    return read_time(value, config.idle_until_sealed, most) && config.idle_until_sealed.count() > 0;
}

bool set_keep_unused(Config& config, std::string_view value) {
    const std::chrono::hours most(app::limits::max_hours_until_end);
    return read_time(value, config.keep_unused, most) && config.keep_unused.count() > 0;
}

bool set_keep_sealed(Config& config, std::string_view value) {
    return read_time(value, config.keep_sealed, std::chrono::days(3'650));
}

/// At least a month, as the last use is noted by the month.
bool set_keep_workspaces(Config& config, std::string_view value) {
    return read_time(value, config.keep_workspaces, std::chrono::days(3'650)) &&
           config.keep_workspaces >= std::chrono::days(31);
}

constexpr std::array table{
    Setting{"listen", "ADDR:PORT", "where to listen (127.0.0.1:8080)", set_listen,
            "an address and a port, such as 127.0.0.1:8080, 0.0.0.0:80 or [::]:8080",
            "127.0.0.1:8080"},
    Setting{"public-url", "URL", "what people reach this server by, for links and QR codes",
            set_public_url,
            "http:// or https://, a name, and no path, as https://polls.example.org",
            "https://polls.example.org"},
    Setting{"allow-host", "NAMES", "other names that the server answers to, such as ward-pc",
            set_allow_host, "names without a port, with commas between them", "ward-pc"},
    Setting{"data", "DIR", "folder for rooms and keys (./candour-data)", set_data, "a folder",
            "candour-data"},
    Setting{"memory", "", "write nothing to disk: everything is gone when the server ends",
            set_memory, "true or false", "true"},
    Setting{"deck", "FILE", "open a room for this deck, or go on with it, and show its links",
            set_deck, "a file", "/etc/candour/deck.json"},
    Setting{"new-room", "", "open another room for the deck, though an earlier one goes on",
            set_new_room, "true or false", "true"},
    Setting{"shards", "N", "threads that hold rooms and connections (1)", set_shards,
            "a whole number from 1 to 64", "1"},
    Setting{"max-people", "N", "participants in all rooms together (as many as open files allow)",
            set_max_people, "a whole number from 1 to 10000000", "10000"},
    Setting{"max-people-per-room", "N", "participants in one room (100000)",
            set_max_people_per_room, "a whole number from 1 to 10000000", "100000"},
    Setting{"max-rooms", "N", "rooms that have not ended (5000)", set_max_rooms,
            "a whole number from 1 to 1000000", "5000"},
    Setting{"max-sealed-rooms", "N", "results of ended rooms (10000)", set_max_sealed_rooms,
            "a whole number from 1 to 1000000", "10000"},
    Setting{"max-deck-memory", "BYTES", "decks and their pictures, in memory (512MB)",
            set_max_deck_memory, "a number of MB or GB, such as 512MB or 2GB", "512MB"},
    Setting{"max-disk", "BYTES", "all that rooms may write (half of what is free at the start)",
            set_max_disk, "a number of MB or GB, such as 800MB or 20GB", "20GB"},
    Setting{"max-workspace-disk", "BYTES",
            "all that workspaces may keep (a quarter of what is free at the start)",
            set_max_workspace_disk, "a number of MB or GB, such as 800MB or 20GB", "10GB"},
    Setting{"open-rooms", "WHO", "anyone, or pass: whoever has one from `candour pass` (anyone)",
            set_open_rooms, "anyone or pass", "anyone"},
    Setting{"pass-contact", "TEXT", "whom people are told to ask for a pass", set_pass_contact,
            "a name, an address or a telephone number, of at most 200 bytes",
            "it@hospital.example"},
    Setting{"trusted-proxies", "NETWORKS", "proxies whose X-Forwarded-For is believed (none)",
            set_trusted_proxies,
            "addresses or networks with commas between, such as 127.0.0.1, 10.0.0.0/8",
            "127.0.0.1"},
    Setting{"idle-until-sealed", "TIME", "seal a room this long after its last activity (24h)",
            set_idle_until_sealed, "hours or days, such as 24h or 7d, at most a year", "24h"},
    Setting{"keep-unused", "TIME", "the same for a room that nobody has joined yet (14d)",
            set_keep_unused, "hours or days, such as 36h or 14d, at most a year", "14d"},
    Setting{"keep-sealed", "TIME", "delete sealed results after this time (90d)", set_keep_sealed,
            "whole days, such as 90d, at most ten years", "90d"},
    Setting{"keep-workspaces", "TIME", "delete a workspace this long after its last use (730d)",
            set_keep_workspaces, "whole days, from 31d to ten years, such as 730d", "730d"},
    Setting{"time-zone", "NAME", "where a report's date is meant (the machine's time zone)",
            set_time_zone,
            "a time zone that this machine knows, such as Europe/London or UTC (tzdata has them)",
            "Europe/London"},
    Setting{"metrics", "", "show figures on /metrics, to whoever can reach it", set_metrics,
            "true or false", "true"},
    Setting{"log-level", "LEVEL", "what is said at all: debug, info, warning, error or off (info)",
            set_log_level, "debug, info, warning, error or off", "info"},
    Setting{"log-format", "FORMAT", "how log lines are written: text, or json for programs (text)",
            set_log_format, "text or json", "text"},
};

const Setting* find_setting(std::string_view name) {
    const auto found = std::ranges::find(table, name, &Setting::name);
    return found == table.end() ? nullptr : &*found;
}

std::string unknown_key(std::string_view key, std::string_view where) {
    const auto meant = nearest(key, table | std::views::transform(&Setting::name));
    auto fault = std::string(where) + ": there is no setting called '" + std::string(key) + "'";
    return fault + (meant.empty() ? "." : "; did you mean '" + meant + "'?");
}

/// An array of texts, with commas between; nothing for one of anything else.
std::optional<std::string> as_list(const toml::array& array) {
    std::string list;
    for (const auto& each : array) {
        const auto* text = each.as_string();
        if (text == nullptr || text->get().find(',') != std::string::npos) return {};
        list += (list.empty() ? "" : ",") + text->get();
    }
    return list;
}

/// A TOML value as it would stand after a flag; nothing for a table or a date.
std::optional<std::string> as_flag_value(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* yes = node.as_boolean()) return yes->get() ? "true" : "false";
    if (const auto* list = node.as_array()) return as_list(*list);
    return {};
}

}  // namespace

std::span<const Setting> settings() {
    return table;
}

std::string environment_name(std::string_view setting) {
    std::string name = "CANDOUR_";
    for (const char c : setting)
        name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return name;
}

boost::system::result<std::vector<Given>, Faults> read_config_file(const fs::path& file) {
    std::error_code ec;
    if (!fs::exists(file, ec)) return Faults{"There is no file " + file.string() + "."};
    if (fs::is_directory(file, ec)) return Faults{file.string() + " is a folder, and not a file."};
    toml::table parsed;
    try {
        parsed = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        return Faults{file.string() + ", line " + std::to_string(error.source().begin.line) + ": " +
                      std::string(error.description()) + "."};
    }
    std::vector<Given> given;
    Faults faults;
    for (const auto& [key, node] : parsed) {
        const auto where = file.string() + ", line " + std::to_string(key.source().begin.line);
        const auto* setting = find_setting(key.str());
        if (setting == nullptr) {
            faults.push_back(unknown_key(key.str(), where));
        } else if (auto value = as_flag_value(node)) {
            given.push_back({setting, *std::move(value), where});
        } else {
            faults.push_back(where + ": '" + std::string(key.str()) + "' takes " +
                             std::string(setting->allowed) + ".");
        }
    }
    if (!faults.empty()) return faults;
    return given;
}

std::vector<Given> read_environment(const std::function<const char*(const char*)>& get) {
    std::vector<Given> given;
    for (const auto& setting : table) {
        const auto name = environment_name(setting.name);
        if (const char* value = get(name.c_str())) given.push_back({&setting, value, name});
    }
    return given;
}

boost::system::result<Config, Faults> make_config(
    std::initializer_list<std::span<const Given>> layers) {
    Config config;
    Faults faults;
    for (const auto layer : layers) {
        for (const auto& [setting, value, where] : layer) {
            // A NUL, which TOML can write, would end a path or an address for the system.
            if (value.find('\0') == value.npos && setting->set(config, value)) continue;
            faults.push_back(where + ": '" + value + "' is not " + std::string(setting->allowed) +
                             ".");
        }
    }
    if (!faults.empty()) return faults;
    return config;
}

}  // namespace candour::ops
