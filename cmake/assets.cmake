# candour_embed(TARGET FOLDER): puts every file under FOLDER into the static library TARGET.
#
# An assembler's .incbin takes bytes as they are: no megabytes of hexadecimal to compile, and nothing
# to unpack at start. A folder that does not exist (yet) gives an empty table, so that whoever works on
# the server alone needs no npm.
function(candour_embed target folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*)
  list(SORT files)
  set(generator ${PROJECT_SOURCE_DIR}/cmake/embed.cmake)
  set(bytes ${CMAKE_CURRENT_BINARY_DIR}/${target}_bytes.S)
  set(table ${CMAKE_CURRENT_BINARY_DIR}/${target}_table.cpp)
  set(list ${CMAKE_CURRENT_BINARY_DIR}/${target}.txt)

  # A list in a file, as a command line has a length limit; rewritten only if it changed.
  list(JOIN files "\n" lines)
  file(CONFIGURE OUTPUT ${list} CONTENT "${lines}" @ONLY)
  add_custom_command(
    OUTPUT ${bytes} ${table}
    COMMAND ${CMAKE_COMMAND} -D FOLDER=${folder} -D LIST=${list} -D BYTES=${bytes} -D TABLE=${table}
            -P ${generator}
    DEPENDS ${files} ${list} ${generator}
    COMMENT "Embedding ${folder}"
    VERBATIM)
  # On its own: lint looks at batches before anything is made.
  set_source_files_properties(${table} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${bytes} ${table})
  set_source_files_properties(${bytes} PROPERTIES OBJECT_DEPENDS "${files}")
endfunction()

# candour_embed_script(TARGET FILE NAME): puts one file into TARGET between the symbols NAME and NAME_end, which C++
# declares as `extern "C" const char NAME[], NAME_end[]`. As above, a file that does not exist (yet) is an empty one.
function(candour_embed_script target file name)
  file(GLOB found CONFIGURE_DEPENDS ${file})
  set(incbin "")
  if(found)
    set(incbin "    .incbin \"${found}\"\n")
  endif()
  set(bytes ${CMAKE_CURRENT_BINARY_DIR}/${name}.S)
  string(CONCAT content
    "    .section .rodata\n"
    "    .global ${name}, ${name}_end\n"
    "${name}:\n"
    "${incbin}"
    "${name}_end:\n"
    "    .section .note.GNU-stack,\"\",%progbits\n")
  file(CONFIGURE OUTPUT ${bytes} CONTENT "${content}" @ONLY)
  target_sources(${target} PRIVATE ${bytes})
  set_source_files_properties(${bytes} PROPERTIES OBJECT_DEPENDS "${found}")
endfunction()
