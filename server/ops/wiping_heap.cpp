// The process's heap, wiped as it is freed. Tickets, pseudonyms and answers pass through many
// strings, containers and handlers on their way (parsers, frames, hash tables, Asio's posts);
// wiping here reaches them all, which no care at each place could (rule A1: after sealing, the
// process's memory holds none of them). Stacks are wiped by app/wipe_stack.hpp.
//
// A wipe costs about what the first write to fresh memory does; benchmarks/results/ has it.
#include <malloc.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#if !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)  // they have a free of their own

// In the place of glibc's free and realloc, which every C library calls then, and libstdc++'s
// operator delete too (glibc manual, "Replacing malloc"). The memory itself stays glibc's.
extern "C" {
void __libc_free(void* block);  // NOLINT: glibc's own free, under the name that it exports

void free(void* block) {
    if (block == nullptr) return;
    const int error = errno;  // free leaves it alone
    explicit_bzero(block, malloc_usable_size(block));
    __libc_free(block);
    errno = error;
}

/// glibc's own would free what it has moved by itself, unwiped.
void* realloc(void* block, std::size_t size) {
    if (block == nullptr) return std::malloc(size);  // NOLINT: this is realloc
    if (size == 0) {
        free(block);  // NOLINT: as glibc does
        return nullptr;
    }
    const std::size_t had = malloc_usable_size(block);
    if (size <= had && size >= had / 2) {
        explicit_bzero(static_cast<char*>(block) + size, had - size);
        return block;
    }
    void* moved = std::malloc(size);  // NOLINT
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, block, size < had ? size : had);
    free(block);  // NOLINT
    return moved;
}
}

#endif
