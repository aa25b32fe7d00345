# Run by candour_embed() while building: writes BYTES (assembler) and TABLE (C++) for the files named in
# LIST, all of them under FOLDER. `x.js.br` and `x.js.gz` become fields of `x.js`.
cmake_policy(SET CMP0057 NEW)
file(STRINGS ${LIST} files)

set(type_.html "text/html; charset=utf-8")
set(type_.css "text/css; charset=utf-8")
set(type_.js "text/javascript; charset=utf-8")
set(type_.mjs "text/javascript; charset=utf-8")
set(type_.txt "text/plain; charset=utf-8")
set(type_.json "application/json")
set(type_.webmanifest "application/manifest+json")
set(type_.svg "image/svg+xml")
set(type_.png "image/png")
set(type_.jpg "image/jpeg")
set(type_.webp "image/webp")
set(type_.ico "image/x-icon")
set(type_.woff2 "font/woff2")

set(assembler "    .section .rodata\n")
set(externs "")
set(rows "")
set(count 0)

# One number for all of it: what `find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum` says there.
set(sums "")
foreach(file IN LISTS files)
  file(RELATIVE_PATH path ${FOLDER} ${file})
  file(SHA256 ${file} hash)
  string(APPEND sums "${hash}  ./${path}\n")
endforeach()
string(SHA256 hash_of_all "${sums}")
if(NOT files)
  set(hash_of_all "")
endif()

# Adds FILE to the assembler text; its bytes are then `bytes_N` to `bytes_N_end`.
macro(embed file)
  math(EXPR count "${count} + 1")
  string(APPEND assembler
    "    .global bytes_${count}, bytes_${count}_end\n"
    "    .balign 16\n"
    "bytes_${count}:\n"
    "    .incbin \"${file}\"\n"
    "bytes_${count}_end:\n")
  string(APPEND externs "extern const std::byte bytes_${count}[], bytes_${count}_end[];\n")
  set(span "{bytes_${count}, bytes_${count}_end}")
endmacro()

foreach(file IN LISTS files)
  if(file MATCHES "\\.(br|gz)$")
    continue()
  endif()
  file(RELATIVE_PATH path ${FOLDER} ${file})
  cmake_path(GET file EXTENSION LAST_ONLY extension)
  set(type "${type_${extension}}")
  if(NOT type)
    set(type "application/octet-stream")
  endif()
  file(SHA256 ${file} hash)
  string(SUBSTRING ${hash} 0 32 hash)
  # Vite puts a hash of the content into the names of the files in assets/.
  set(immutable false)
  if(path MATCHES "^assets/")
    set(immutable true)
  endif()

  embed(${file})
  set(identity ${span})
  set(brotli "{}")
  set(gzip "{}")
  if("${file}.br" IN_LIST files)
    embed(${file}.br)
    set(brotli ${span})
  endif()
  if("${file}.gz" IN_LIST files)
    embed(${file}.gz)
    set(gzip ${span})
  endif()
  string(APPEND rows
    "    {.path = \"/${path}\",\n"
    "     .content_type = \"${type}\",\n"
    "     .bytes = ${identity},\n"
    "     .brotli = ${brotli},\n"
    "     .gzip = ${gzip},\n"
    "     .etag = R\"(\"${hash}\")\",\n"
    "     .immutable = ${immutable}},\n")
endforeach()

string(APPEND assembler "    .section .note.GNU-stack,\"\",%progbits\n")
file(WRITE ${BYTES} "${assembler}")

if(rows)
  string(CONCAT definition
    "static const Asset table[] = {\n${rows}};\n\n"
    "std::span<const Asset> assets() { return table; }")
else()
  set(definition "std::span<const Asset> assets() { return {}; }")
endif()
file(WRITE ${TABLE}
"// Written by cmake/embed.cmake.
#include \"server/ops/assets.hpp\"

extern \"C\" {
${externs}}

namespace candour::ops {

${definition}

std::string_view assets_hash() { return \"${hash_of_all}\"; }

}  // namespace candour::ops
")
