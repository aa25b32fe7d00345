// The process's heap, wiped as it is freed: every operator delete clears the block first. Tickets,
// pseudonyms and answers pass through many strings and containers on their way (parsers, frames,
// hash tables); wiping here reaches them all, which no care at each place could (rule A1: after
// sealing, the process's memory holds none of them).
//
// C++'s replaceable allocation functions, [new.delete]. The aligned and sized forms that are not
// here call these. A wipe costs about what the first write to fresh memory does.
#include <malloc.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>

#if !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)  // they have a free of their own
extern "C" {
void __libc_free(void* block);  // NOLINT: glibc's own free, under the name that it exports

/// Also what does not come from operator new: Asio's handlers (std::aligned_alloc), which carry
/// tickets from shard to shard, and C libraries.
void free(void* block) {
    if (block == nullptr) return;
    const int error = errno;  // free leaves it alone
    explicit_bzero(block, malloc_usable_size(block));
    __libc_free(block);
    errno = error;
}
}
#endif

namespace {

void* allocate(std::size_t size) {
    if (size == 0) size = 1;
    while (true) {
        if (void* block = std::malloc(size)) return block;  // NOLINT: this is operator new
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) throw std::bad_alloc{};
        handler();
    }
}

void wipe_and_free(void* block) noexcept {
    if (block == nullptr) return;
    explicit_bzero(block, malloc_usable_size(block));
    std::free(block);  // NOLINT: this is operator delete
}

}  // namespace

void* operator new(std::size_t size) {
    return allocate(size);
}
void* operator new[](std::size_t size) {
    return allocate(size);
}
void operator delete(void* block) noexcept {
    wipe_and_free(block);
}
void operator delete[](void* block) noexcept {
    wipe_and_free(block);
}
void operator delete(void* block, std::size_t) noexcept {
    wipe_and_free(block);
}
void operator delete[](void* block, std::size_t) noexcept {
    wipe_and_free(block);
}
