# How a folder becomes a target.
#
# Sources are globbed, against CMake's advice: the file list is the table of contents, a second list
# would only drift from it, and CONFIGURE_DEPENDS makes Ninja look again at every build (1 ms here).

# candour_sources(VARIABLE FOLDER): every .cpp under the folder, so that each folder may have rooms.
function(candour_sources variable folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  set(${variable} ${sources} PARENT_SCOPE)
endfunction()

# What all our targets have in common: includes start at the repository's top, and warnings are errors.
function(candour_house_rules target)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${target} PRIVATE candour_warnings)
endfunction()

# candour_library(NAME [WITHOUT FILES...]): a static library of the sources in the calling folder.
function(candour_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" WITHOUT)
  candour_sources(sources ${CMAKE_CURRENT_SOURCE_DIR})
  foreach(file IN LISTS arg_WITHOUT)
    list(REMOVE_ITEM sources ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  if(NOT sources)
    # A folder of headers alone is a library too: it has includes and things to link.
    file(CONFIGURE OUTPUT ${name}.cpp CONTENT "// ${name} has headers only.\n")
    set(sources ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  endif()
  add_library(${name} STATIC ${sources})
  candour_house_rules(${name})
endfunction()

# candour_program(NAME SOURCES...)
function(candour_program name)
  add_executable(${name} ${ARGN})
  candour_house_rules(${name})
endfunction()

# Asio and Beast for a library that uses them.
function(candour_use_boost target)
  target_link_libraries(${target} PUBLIC candour_boost)
endfunction()
