# For our own code only: other people's headers come in as SYSTEM and are left alone.
add_library(candour_warnings INTERFACE)
target_compile_options(candour_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:
    -Werror -Wall -Wextra -Wpedantic
    -Wconversion -Wsign-conversion   # a count that wraps is a wrong tally
    -Wshadow -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual
  >)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 inlines std::string's assignment and operator+, and then believes that they copy 2^63
  # bytes, onto themselves or past the short string's end (its bugs 105329 and 105651, mended in 13).
  # _GLIBCXX_ASSERTIONS and the address sanitizer see the real ones.
  target_compile_options(candour_warnings INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict -Wno-stringop-overflow -Wno-array-bounds>)
endif()
if(CMAKE_UNITY_BUILD)
  # What a file has to itself stands before the next one here. Builds that are not in batches warn.
  target_compile_options(candour_warnings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-shadow>
    $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-subobject-linkage>)
endif()
