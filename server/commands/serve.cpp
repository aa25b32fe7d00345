#include "server/app/keys/random.hpp"
#include "server/app/limits.hpp"
#include "server/app/shard/file_table.hpp"
#include "server/app/shard/shards.hpp"
#include "server/commands/announcement.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/deck_room.hpp"
#include "server/commands/embedded_site.hpp"
#include "server/commands/give_up.hpp"
#include "server/commands/store.hpp"
#include "server/commands/verify/break_rule.hpp"
#include "server/net/body_budget.hpp"
#include "server/net/server.hpp"
#include "server/ops/deck_file.hpp"
#include "server/ops/last_resort.hpp"
#include "server/ops/logging.hpp"
#include "server/ops/metrics.hpp"
#include "server/ops/passes.hpp"
#include "server/ops/private_file.hpp"
#include "server/ops/time_zone.hpp"
#include "server/ops/today.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <optional>
#include <utility>

namespace candour::commands {
namespace {

namespace asio = boost::asio;

/// A connection is a file descriptor; systems give a process few until it asks for what it may
/// have. How many that is.
std::size_t raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1'024;  // what systems give at the least
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

/// A dump of a crash would hold keys and tickets, and outlive the rooms (rule A1). One byte, and
/// not none: that is what also keeps the kernel from piping it to a collector (core(5)).
void keep_no_core() {
    const rlimit one_byte{1, 1};
    setrlimit(RLIMIT_CORE, &one_byte);
}

/// As many people as `tables` file tables hold, with some descriptors left for everything else.
std::size_t people_for(std::size_t descriptors, std::size_t tables) {
    const auto reserved = std::min(app::limits::reserved_descriptors, descriptors / 2);
    return (descriptors - reserved) * tables;
}

std::string why_not_listening(const ops::Config& config, boost::system::error_code ec) {
    const auto where = "port " + std::to_string(config.port) + " of " + config.address;
    if (ec == boost::system::errc::address_in_use)
        return where + " is in use by another program. Choose another one with --listen.";
    if (ec == boost::system::errc::permission_denied)
        return where + " may only be opened by root. Choose one above 1023 with --listen.";
    if (ec == boost::system::errc::address_not_available)
        return "this machine does not have the address " + config.address + ".";
    return where + " cannot be listened on: " + ec.message() + ".";
}

void warn_of_damage(const std::vector<std::string>& rooms) {
    for (const auto& room : rooms)
        ops::log_error(
            "Room " + room +
            " cannot be read and stays closed; what the log has of it is kept as it is.");
}

/// Without a file that can be read the count begins anew, and results live two days longer.
std::string days_of(const std::filesystem::path& file) {
    auto text = ops::read_private_file(file, app::limits::max_days_file_bytes);
    return text ? *std::move(text) : std::string{};
}

/// What is free where rooms and workspaces are written; nothing in memory, or when nobody knows.
std::optional<std::size_t> free_space(const ops::Config& config) {
    if (config.memory) return {};
    std::error_code error;
    const bool is_there = std::filesystem::exists(config.data, error);
    const auto space = std::filesystem::space(is_there ? config.data : ".", error);
    if (error) return {};
    return space.available;
}

/// What rooms may write where nobody has said how much: half of it, so that workspaces, and others
/// who write to the same disk, still find room.
std::size_t disk_for_rooms(const ops::Config& config) {
    const auto free = free_space(config);
    return free ? *free / 2 : app::limits::max_disk_bytes_in_memory;
}

/// The same for workspaces.
std::size_t disk_for_workspaces(const ops::Config& config) {
    const auto free = free_space(config);
    return free ? *free / 4 : app::limits::max_workspace_disk_in_memory;
}

std::shared_ptr<net::ShelfKeeper> shelf_for(const ops::Config& config) {
    shelf::ShelfOptions options;
    if (!config.memory) options.file = config.data / "workspaces.db";
    options.max_bytes = config.max_workspace_disk.value_or(disk_for_workspaces(config));
    options.today = ops::today;
    options.on_trouble = ops::log_warning;
    return std::make_shared<net::ShelfKeeper>(std::move(options), config.keep_workspaces);
}

app::ShardsOptions shards_options(const ops::Config& config, std::size_t descriptors) {
    app::ShardsOptions options;
    options.shards = config.shards;
    options.own_file_tables = config.shards > 1 && app::has_own_file_tables();
    const auto tables = options.own_file_tables ? config.shards : 1;
    options.bounds.people = config.max_people.value_or(people_for(descriptors, tables));
    options.bounds.people_per_room = config.max_people_per_room;
    options.bounds.rooms = config.max_rooms;
    options.bounds.sealed_rooms = config.max_sealed_rooms;
    options.bounds.deck_memory = config.max_deck_memory;
    options.bounds.disk = config.max_disk.value_or(disk_for_rooms(config));
    options.idle_until_sealed = config.idle_until_sealed;
    options.keep_unused = config.keep_unused;
    options.keep_sealed = config.keep_sealed;
    options.today = ops::today;
    if (!config.memory) {
        const auto file = config.data / "days";
        options.days_seen = days_of(file);
        options.keep_days_seen = [file](const std::string& text) {
            (void)ops::write_private_file(file, text);
        };
    }
    options.say = ops::log_warning;
    return options;
}

/// Who may open rooms over HTTP. Called on the blocking pool's one thread alone.
std::shared_ptr<net::Openers> openers_for(const ops::Config& config) {
    if (config.open_rooms == ops::OpenRooms::anyone) return std::make_shared<net::Openers>();
    auto passes = std::make_shared<ops::Passes>(config.data);
    auto find = [passes, said = std::error_code{}](std::string_view token) mutable {
        auto found = passes->find(token);
        const auto error = found ? std::error_code{} : found.error();
        if (error && error != said)
            ops::log_error("The passes in the data folder cannot be read: " + error.message() +
                           ". Until they can, nobody opens a room.");
        said = error;
        return found;
    };
    return std::make_shared<net::Openers>(std::move(find), config.pass_contact);
}

/// A disk that answers nobody would keep the process for ever. What was confirmed is in the log;
/// seals that are under way go on at the next start.
void end_at_once() {
    ops::log_error(
        "Something does not end, a disk perhaps; the server ends without it. Nothing that was "
        "confirmed is lost.");
    std::_Exit(failed);
}

/// SIGINT and SIGTERM, taken from here on. Made before the shards run: a signal may reach any
/// thread, and what it writes to must be in that one's file table too (file_table.hpp).
class EndSignals {
public:
    /// Returns at the first, also when that came before; the next one ends the process at once.
    void wait() {
        signals_.async_wait([this](boost::system::error_code, int) { signals_.clear(); });
        context_.run();
    }

private:
    asio::io_context context_{1};
    asio::signal_set signals_{context_, SIGINT, SIGTERM};
};

/// What runs on threads of its own stops before anything that it uses is destroyed, on every way
/// out. Owner: serve(). Thread: main. Lifetime: from the start to the end of what runs.
class Running {
public:
    Running(net::Server& server, net::ShelfKeeper& shelf, app::Shards& shards)
        : server_(server), shelf_(shelf), shards_(shards) {}
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
        server_.stop();
        shelf_.stop();
        shards_.stop();
    }

private:
    net::Server& server_;
    net::ShelfKeeper& shelf_;
    app::Shards& shards_;
};

}  // namespace

int serve(const ops::Config& config) {
    ops::LastResort last_resort(end_at_once);  // outlives all that it may have to end
    ops::use_time_zone(config.time_zone);
    ops::start_logging(config.log_level, config.log_format);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is a full disk, not an end
    keep_no_core();
    const auto descriptors = raise_descriptor_limit();

    std::optional<Deck> deck;
    if (config.deck) {
        auto loaded = ops::load_deck(*config.deck);
        if (!loaded) return check(*config.deck);  // says why
        deck = *std::move(loaded);
    }
    const auto fault_injection = verify::fault_asked_for(config.data);
    if (!fault_injection) return give_up(fault_injection.error());
    if (fault_injection->rule != app::Rule::none)
        ops::log_error("ONE OF THE RULES OF ANONYMITY IS BROKEN ON PURPOSE, to check its check.");
    const Store store = store_for(config);

    app::SystemRandom random;
    auto options = shards_options(config, descriptors);
    options.fault_injection = *fault_injection;
    options.remark = [damage = store.damage] { return *damage; };
    app::Shards shards(std::move(options), *store.log, *store.keys, random);
    std::vector<std::string> damaged;
    const auto unread = shards.restore(damaged);
    if (const auto ec = unread) {
        if (!may_get_better(ec)) return give_up(why_not(config, ec));
        ops::log_error(why_not(config, ec));
        ops::log_error(
            "Until then no room can be used. The server goes on trying, and takes up again by "
            "itself.");
    }
    warn_of_damage(damaged);
    std::optional<DeckRoom> deck_room;
    if (deck) deck_room.emplace(shards, *std::move(deck), config, !unread && damaged.empty());

    const EmbeddedSite site;
    const auto bodies = std::make_shared<net::BodyBudget>(app::limits::max_body_bytes_in_flight);
    const auto figures = [&shards, bodies] {
        app::Figures all = shards.figures();
        all.body_bytes = bodies->taken();
        all.bodies_refused = bodies->refused();
        return ops::metrics_text(all, shards.readiness());
    };
    ops::Metrics metrics(figures, std::chrono::steady_clock::now);
    const auto shelf = shelf_for(config);
    net::Server server({.shards = shards,
                        .site = site,
                        .metrics = config.metrics ? [&metrics] { return metrics.text(); }
                                                  : std::function<std::string()>{},
                        .public_url = config.public_url,
                        .names = config.allow_hosts,
                        .on_trouble = ops::log_warning,
                        .trusted_proxies = config.trusted_proxies,
                        .bodies = bodies,
                        .openers = openers_for(config),
                        .shelf = shelf});
    const net::tcp::endpoint address(asio::ip::make_address(config.address), config.port);
    if (const auto ec = server.open(address)) return give_up(why_not_listening(config, ec));

    if (anyone_may_come_and_open(config))
        ops::log_warning(
            "Others than this machine can reach this server, and anyone may open rooms on it. "
            "Unless that is meant: --open-rooms pass, and a pass from candour pass add NAME for "
            "each who may.");

    EndSignals end_signals;
    shards.start();
    server.start();
    const Running running(server, *shelf, shards);
    const auto url = own_url(config, server.address().port());
    std::cout << greeting(config, url) << std::flush;
    if (deck_room) {
        const auto trouble = deck_room->show(url);
        if (!trouble.empty()) ops::log_error("No room was opened: " + trouble);
    }
    end_signals.wait();
    last_resort.begin(app::limits::shutdown_patience);
    ops::log_info("Saying goodbye to everybody; press Ctrl-C again to end at once.");
    return done;
}

}  // namespace candour::commands
