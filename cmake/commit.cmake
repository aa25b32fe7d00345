# Run at every build: writes FILE, which says of which commit SOURCE is, if that has changed. A source
# without its history (a tarball, a build in a bare root) is told by the environment: CANDOUR_COMMIT.
cmake_minimum_required(VERSION 3.25)

set(commit "$ENV{CANDOUR_COMMIT}")
if(NOT commit)
  execute_process(COMMAND git -C ${SOURCE} rev-parse HEAD
                  OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  execute_process(COMMAND git -C ${SOURCE} status --porcelain --untracked-files=no
                  OUTPUT_VARIABLE changes ERROR_QUIET)
  if(NOT commit)
    set(commit "unknown")
  elseif(changes)
    string(APPEND commit " with changes that are not committed")
  endif()
endif()
file(CONFIGURE OUTPUT ${FILE} @ONLY CONTENT "// Written by cmake/commit.cmake.
#include \"server/ops/commit.hpp\"

namespace candour::ops {

std::string_view commit() { return \"@commit@\"; }

}  // namespace candour::ops
")
