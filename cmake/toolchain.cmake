set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# `build/release/candour` is what README, tests and packages call.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})

# No NDEBUG: an assert is a bug caught, and a bug in front of a room is worth catching too.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")

# The same source gives the same bytes in whichever folder it is built, with ccache (which says the folders as seen from
# the build's) and without: docs/verify-the-binary.md. What is in the build's folder is called as seen from there, the rest
# as seen from the source's; of two maps that fit, GCC takes the later one. The other builds keep the paths, as a debugger
# wants to find the files.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  file(RELATIVE_PATH seen_from_build ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR})
  string(REGEX REPLACE "/$" "" seen_from_build "${seen_from_build}")
  add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}=. -ffile-prefix-map=${seen_from_build}=.
                      -ffile-prefix-map=${PROJECT_BINARY_DIR}/=)
endif()

# Indexing past the end of a span or vector stops the program instead of reading a stranger's
# answer. Costs a compare and a branch that is never taken.
add_compile_definitions(_GLIBCXX_ASSERTIONS)

find_program(CCACHE ccache)
if(CCACHE)
  # Paths are cached relative to the checkout, so that a second clone starts warm; and what a file depends on is
  # taken from the compiler, as finding it out beforehand costs a first build a tenth of its time.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1 ${CCACHE})
endif()

find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

if(CANDOUR_SANITIZERS)
  add_compile_options(-fsanitize=${CANDOUR_SANITIZERS} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CANDOUR_SANITIZERS})
  if(CANDOUR_NOT_SANITIZED)
    add_compile_options(-fno-sanitize=${CANDOUR_NOT_SANITIZED})
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 follows the sanitizers' own branches and then warns of values that only they could
    # leave unset, and of fences that TSan does not model (Asio has one).
    add_compile_options(-Wno-maybe-uninitialized -Wno-tsan)
  endif()
endif()
