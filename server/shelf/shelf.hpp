// Shelf: workspaces as the server has them, closed boxes and whose link may do what with them. What
// is in a box only browsers can read (docs/decisions/0012-workspaces.md).
#pragma once

#include "protocol/cpp/refusal.hpp"
#include "protocol/cpp/workspace.hpp"

#include <boost/system/result.hpp>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
class Exception;
}  // namespace SQLite

namespace candour::shelf {

template <class Value>
using Result = boost::system::result<Value, Refusal>;

struct ShelfOptions {
    /// Empty: everything is gone when the shelf is.
    std::filesystem::path file;
    /// All workspaces together, in bytes.
    std::size_t max_bytes = 0;
    /// YYYY-MM-DD.
    std::function<std::string()> today;
    /// Told when the database refuses something, in a sentence without a name of anything.
    std::function<void(const std::string&)> on_trouble = [](const std::string&) {};
};

/// The database refuses at the moment.
[[nodiscard]] Refusal refuse_as_not_kept();

/// Who asks: by the hash of a token, which follows from the link's capability.
struct Asker {
    WorkspaceId workspace;
    Bytes32 token_hash{};
};

struct Box {
    BoxRevision revision;
    std::string label;
    std::string content;
};

/// A new content for a box.
struct BoxChange {
    BoxId box;
    /// The revision that it was made from; none for a box that is not there yet.
    std::optional<BoxRevision> made_from;
    /// The content that there is stays, as an older version. Otherwise the new one takes its place.
    bool keeps_version = false;
    std::string label;
    std::string content;
};

/// Every function is one transaction. What the database refuses is a refusal too (not_kept).
/// Owner: a net::ShelfKeeper, or a test. Thread: one. Lifetime: its owner's.
class Shelf {
public:
    /// Throws std::system_error and SQLite::Exception (both std::exception) when the file cannot be
    /// used.
    explicit Shelf(ShelfOptions options);
    Shelf(const Shelf&) = delete;
    Shelf& operator=(const Shelf&) = delete;
    ~Shelf();

    [[nodiscard]] Result<Kept> create(const WorkspaceId& id, const Workspace& workspace);
    /// Whether the link opens the workspace at all; notes no use. Before anything large is read.
    [[nodiscard]] std::optional<Refusal> refuse_stranger(const Asker& asker);
    [[nodiscard]] Result<WorkspaceShown> show(const Asker& asker);
    /// Puts another list of links, with another name, in the place of the one that there is.
    [[nodiscard]] Result<Kept> arrange(const Asker& asker,
                                       WorkspaceRevision made_from,
                                       const Workspace& workspace);
    /// By the only link that may edit: deletes the workspace and all that is in it.
    [[nodiscard]] std::optional<Refusal> remove(const Asker& asker);

    /// The newest version when none is named.
    [[nodiscard]] Result<Box> read(const Asker& asker,
                                   const BoxId& box,
                                   std::optional<BoxRevision> version);
    [[nodiscard]] Result<BoxVersions> versions(const Asker& asker, const BoxId& box);
    /// changed_meanwhile when there is another revision than the one that the change was made from.
    [[nodiscard]] Result<Kept> write(const Asker& asker, const BoxChange& change);
    /// With all of its versions.
    [[nodiscard]] std::optional<Refusal> erase(const Asker& asker,
                                               const BoxId& box,
                                               BoxRevision made_from);

    /// Deletes the workspaces that were last used before this day. How many.
    [[nodiscard]] std::size_t forget_unused(const std::string& before);
    /// What days_seen.hpp keeps between two runs.
    [[nodiscard]] std::string days();
    void keep_days(const std::string& text);

    /// Of all that is on it.
    [[nodiscard]] std::size_t bytes();

private:
    /// Whoever has a link, once it has been found.
    struct Entered {
        std::string link;
        Right right = Right::look;
        WorkspaceRevision revision;
    };
    /// Runs the act in a transaction, which stands when the act was not refused.
    template <class Act>
    auto in_transaction(Act act) -> decltype(act());
    [[nodiscard]] Refusal not_kept(const SQLite::Exception& error);
    [[nodiscard]] Result<Entered> enter(const Asker& asker, Right needed);
    void note_use(const WorkspaceId& id);
    void write_links(const WorkspaceId& id, const std::vector<WorkspaceLink>& links);
    [[nodiscard]] std::vector<WorkspaceLink> links_of(const WorkspaceId& id);
    [[nodiscard]] std::vector<BoxEntry> boxes_of(const WorkspaceId& id);
    [[nodiscard]] std::optional<BoxRevision> newest(const WorkspaceId& id, const BoxId& box);
    [[nodiscard]] std::optional<Refusal> refuse_one_more(const WorkspaceId& id);
    void put_in(const WorkspaceId& id, const BoxChange& change, BoxRevision revision);
    [[nodiscard]] std::optional<Refusal> make_room(const WorkspaceId& id, const BoxId& box);
    [[nodiscard]] bool drop_oldest_version(const WorkspaceId& id, const BoxId& box);
    [[nodiscard]] std::size_t bytes_of(const WorkspaceId& id);
    void delete_workspace(const WorkspaceId& id);
    /// What was deleted is gone from the write-ahead log too.
    void overwrite_what_was_deleted();
    [[nodiscard]] std::size_t count(const char* query);

    ShelfOptions options_;
    std::unique_ptr<SQLite::Database> database_;
};

}  // namespace candour::shelf
