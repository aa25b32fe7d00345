# For our own code only: other people's headers come in as SYSTEM and are left alone.
add_library(candour_warnings INTERFACE)
target_compile_options(candour_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:
    -Werror -Wall -Wextra -Wpedantic
    -Wconversion -Wsign-conversion   # a count that wraps is a wrong tally
    -Wshadow -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual
  >)
