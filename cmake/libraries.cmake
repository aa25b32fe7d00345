# docs/decisions/0001-libraries.md says what each is for.
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(OpenSSL 3 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(spdlog REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(prometheus-cpp REQUIRED)
find_path(QRCODEGEN_INCLUDE_DIR qrcodegen/qrcodegen.hpp REQUIRED)
find_library(QRCODEGEN_LIBRARY qrcodegencpp REQUIRED)

add_library(qrcodegen INTERFACE)
target_include_directories(qrcodegen SYSTEM INTERFACE ${QRCODEGEN_INCLUDE_DIR})
target_link_libraries(qrcodegen INTERFACE ${QRCODEGEN_LIBRARY})

# Asio and Beast are compiled once, here, instead of in each file that includes them. A file for
# each, as with sanitizers one takes 20 s.
file(GLOB boost_sources ${CMAKE_CURRENT_LIST_DIR}/boost/*.cpp)
add_library(candour_boost STATIC ${boost_sources})
target_link_libraries(candour_boost PUBLIC Boost::headers OpenSSL::SSL Threads::Threads)
# Without small block recycling, as Asio otherwise keeps the memory of handlers for the next one: a
# handler carries a person's ticket from shard to shard, and free is what wipes it (wiping_heap.cpp).
target_compile_definitions(candour_boost PUBLIC
  BOOST_ALL_NO_LIB
  BOOST_ASIO_DISABLE_SMALL_BLOCK_RECYCLING
  BOOST_ASIO_NO_DEPRECATED
  BOOST_ASIO_SEPARATE_COMPILATION
  BOOST_BEAST_SEPARATE_COMPILATION)
