#include "tests/log/faulty_vfs.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace candour::log {

/// SQLite allocates szOsFile bytes; the real VFS's file stands behind ours.
struct FaultyVfs::File {
    sqlite3_file base;
    FaultyVfs* vfs;
    const char* path;  // null for temporary files, which do not count

    [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    [[nodiscard]] const sqlite3_io_methods* methods() { return real()->pMethods; }
    static File* of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
};

struct FaultyVfs::Methods {
    static FaultyVfs* owner(sqlite3_vfs* vfs) { return static_cast<FaultyVfs*>(vfs->pAppData); }

    static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* out, int flags, int* given) {
        File* file = File::of(out);
        FaultyVfs* self = owner(vfs);
        file->base.pMethods = nullptr;
        if (self->opening_is_broken_) return SQLITE_CANTOPEN;
        const int code = self->real_->xOpen(self->real_, path, file->real(), flags, given);
        if (code != SQLITE_OK) return code;
        file->base.pMethods = &io;
        file->vfs = self;
        file->path = path;
        if (path != nullptr) self->note_open(path);
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs* vfs, const char* path, int sync) {
        FaultyVfs* self = owner(vfs);
        const int code = self->real_->xDelete(self->real_, path, sync);
        if (code == SQLITE_OK) self->note_removal(path);
        return code;
    }

    static int close(sqlite3_file* file) {
        File* own = File::of(file);
        return own->methods()->xClose(own->real());
    }
    static int read(sqlite3_file* file, void* out, int count, sqlite3_int64 at) {
        File* own = File::of(file);
        if (own->vfs->reads_are_broken_) return SQLITE_IOERR_READ;
        return own->methods()->xRead(own->real(), out, count, at);
    }
    static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
        File* own = File::of(file);
        if (own->path == nullptr) {
            ++own->vfs->temporary_writes_;
            return own->methods()->xWrite(own->real(), bytes, count, at);
        }
        Fault fault{};
        const bool fails = own->vfs->next_fails(own->path, fault);
        if (fails && fault == Fault::io_error) return SQLITE_IOERR_WRITE;
        if (fails && fault == Fault::full) return SQLITE_FULL;
        if (fails && fault == Fault::short_write) count /= 2;
        own->vfs->note(own->path,
                       Write{static_cast<std::uint64_t>(at),
                             {static_cast<const char*>(bytes), static_cast<std::size_t>(count)}});
        const int code = own->methods()->xWrite(own->real(), bytes, count, at);
        if (!fails) return code;
        return fault == Fault::short_write ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        File* own = File::of(file);
        if (own->path == nullptr) return own->methods()->xTruncate(own->real(), size);
        Fault fault{};
        const bool fails = own->vfs->next_fails(own->path, fault);
        if (fails && fault != Fault::late_error) return SQLITE_IOERR_TRUNCATE;
        own->vfs->note(own->path, Truncation{static_cast<std::uint64_t>(size)});
        const int code = own->methods()->xTruncate(own->real(), size);
        return fails ? SQLITE_IOERR_TRUNCATE : code;
    }
    static int sync(sqlite3_file* file, int flags) {
        File* own = File::of(file);
        if (own->path == nullptr) return own->methods()->xSync(own->real(), flags);
        Fault fault{};
        const bool fails = own->vfs->next_fails(own->path, fault);
        if (fails && fault != Fault::late_error) return SQLITE_IOERR_FSYNC;
        own->vfs->note_sync(own->path);
        const int code = own->methods()->xSync(own->real(), flags);
        return fails ? SQLITE_IOERR_FSYNC : code;
    }
    static int size(sqlite3_file* file, sqlite3_int64* out) {
        File* own = File::of(file);
        return own->methods()->xFileSize(own->real(), out);
    }
    static int lock(sqlite3_file* file, int level) {
        File* own = File::of(file);
        return own->methods()->xLock(own->real(), level);
    }
    static int unlock(sqlite3_file* file, int level) {
        File* own = File::of(file);
        return own->methods()->xUnlock(own->real(), level);
    }
    static int check_lock(sqlite3_file* file, int* out) {
        File* own = File::of(file);
        return own->methods()->xCheckReservedLock(own->real(), out);
    }
    static int control(sqlite3_file* file, int what, void* argument) {
        File* own = File::of(file);
        return own->methods()->xFileControl(own->real(), what, argument);
    }
    static int sector(sqlite3_file* file) {
        File* own = File::of(file);
        return own->methods()->xSectorSize(own->real());
    }
    /// None: this disk writes in any order and tears what it writes.
    static int characteristics(sqlite3_file*) { return 0; }
    static int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
        File* own = File::of(file);
        return own->methods()->xShmMap(own->real(), page, size, extend, out);
    }
    static int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
        File* own = File::of(file);
        return own->methods()->xShmLock(own->real(), offset, count, flags);
    }
    static void shm_barrier(sqlite3_file* file) {
        File* own = File::of(file);
        own->methods()->xShmBarrier(own->real());
    }
    static int shm_unmap(sqlite3_file* file, int remove) {
        File* own = File::of(file);
        return own->methods()->xShmUnmap(own->real(), remove);
    }

    static const sqlite3_io_methods io;
};

const sqlite3_io_methods FaultyVfs::Methods::io = {
    2,         close,      read,    write,  truncate,        sync,    size,     lock,
    unlock,    check_lock, control, sector, characteristics, shm_map, shm_lock, shm_barrier,
    shm_unmap, nullptr,    nullptr};

FaultyVfs::FaultyVfs() : real_(sqlite3_vfs_find(nullptr)) {
    static std::atomic<int> count = 0;
    name_ = "faulty-" + std::to_string(++count);
    vfs_ = *real_;
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    vfs_.pNext = nullptr;
    vfs_.zName = name_.c_str();
    vfs_.pAppData = this;  // the real one's is for its xOpen alone, which gets the real one
    vfs_.xOpen = &Methods::open;
    vfs_.xDelete = &Methods::remove;
    sqlite3_vfs_register(&vfs_, 0);
}

FaultyVfs::~FaultyVfs() {
    sqlite3_vfs_unregister(&vfs_);
}

std::uint64_t FaultyVfs::operations() const {
    const std::scoped_lock lock{mutex_};
    return operations_;
}

std::uint64_t FaultyVfs::operations_on(std::string_view ending) const {
    const std::scoped_lock lock{mutex_};
    std::uint64_t all = 0;
    for (const auto& [path, count] : operations_on_)
        if (path.ends_with(ending)) all += count;
    return all;
}

void FaultyVfs::fail(Fault fault, std::uint64_t after, std::uint64_t count) {
    const std::scoped_lock lock{mutex_};
    fault_ = fault;
    fail_from_ = operations_ + after;
    fail_count_ = count;
}

void FaultyVfs::heal() {
    const std::scoped_lock lock{mutex_};
    fail_count_ = 0;
}

void FaultyVfs::fail_only(std::string ending) {
    const std::scoped_lock lock{mutex_};
    only_ = std::move(ending);
}

std::uint64_t FaultyVfs::failures() const {
    const std::scoped_lock lock{mutex_};
    return failures_;
}

bool FaultyVfs::next_fails(const char* path, Fault& fault) {
    if (before_) before_();
    const std::scoped_lock lock{mutex_};
    const std::uint64_t number = operations_++;
    ++operations_on_[path];
    fault = fault_;
    const bool fails = number >= fail_from_ && number - fail_from_ < fail_count_ &&
                       std::string_view(path).ends_with(only_);
    failures_ += fails ? 1 : 0;
    return fails;
}

void FaultyVfs::call_before(std::function<void()> before) {
    before_ = std::move(before);
}

void FaultyVfs::watch_power(std::function<void()> before) {
    call_before(std::move(before));
    watches_power_ = true;
}

void FaultyVfs::apply(std::string& bytes, const Change& change) {
    if (const auto* truncation = std::get_if<Truncation>(&change)) {
        bytes.resize(truncation->size);
        return;
    }
    const auto& write = std::get<Write>(change);
    bytes.resize(std::max(bytes.size(), write.at + write.bytes.size()));
    bytes.replace(write.at, write.bytes.size(), write.bytes);
}

void FaultyVfs::note(const std::string& path, Change change) {
    if (!watches_power_) return;
    const std::scoped_lock lock{mutex_};
    images_[path].since.push_back(std::move(change));
}

void FaultyVfs::note_sync(const std::string& path) {
    if (!watches_power_) return;
    const std::scoped_lock lock{mutex_};
    Image& image = images_[path];
    for (const Change& change : image.since) apply(image.synced, change);
    image.since.clear();
}

void FaultyVfs::note_open(const std::string& path) {
    if (!watches_power_) return;
    const std::scoped_lock lock{mutex_};
    const auto [image, is_new] = images_.try_emplace(path);
    if (!is_new) return;
    std::ifstream file(path, std::ios::binary);
    image->second.synced = {std::istreambuf_iterator<char>(file), {}};
}

void FaultyVfs::note_removal(const std::string& path) {
    const std::scoped_lock lock{mutex_};
    images_.erase(path);
}

std::map<std::string, std::string> FaultyVfs::without_power(seeds::Dice& dice) const {
    constexpr std::size_t sector_size = 512;
    const std::scoped_lock lock{mutex_};
    std::map<std::string, std::string> files;
    for (const auto& [path, image] : images_) {
        std::string bytes = image.synced;
        std::vector<Change> since = image.since;
        if (dice.below(2) == 0) dice.shuffle(since);
        for (Change& change : since) {
            const std::uint64_t fate = dice.below(4);
            if (fate == 0) continue;
            if (auto* write = std::get_if<Write>(&change); write != nullptr && fate == 1)
                write->bytes.resize(write->bytes.size() / sector_size / 2 * sector_size);
            apply(bytes, change);
        }
        files[std::filesystem::path(path).filename().string()] = std::move(bytes);
    }
    return files;
}

}  // namespace candour::log
