# One call per folder. Sources are globbed, so a new file needs no edit here or there: the folder is
# the unit, and a file that lies in it belongs to it.
#
#   meseta_library(engine_limiter DEPS engine_base)   target engine_limiter, alias meseta::engine_limiter
#   meseta_proto(api_scenario_proto scenario.proto)   a library of generated protobuf code
#   meseta_test(engine/limiter DEPS ...)              tests/engine/limiter/*.cpp, one binary
#   meseta_benches()                                  bench/NAME.cpp or bench/NAME/ becomes build/bench/NAME
#
# A dependency is named as its folder's library (engine_base), or in full (tl::expected, yaml-cpp).

# Warnings that have found something and that both compilers agree on. -Wconversion stays without its
# sign half, which floods indexing code; designated initialisers leave fields out on purpose.
set(meseta_warnings -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
    -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees these where they are not (GCC bugs 104475, 105329, 105562, 105651).
  list(APPEND meseta_warnings -Wno-restrict -Wno-maybe-uninitialized -Wno-use-after-free
       -Wno-stringop-overflow
       -Wno-stringop-overread -Wno-array-bounds)
endif()
if(DEVELOPER)
  list(APPEND meseta_warnings -Werror)
endif()

# A fused multiply-add rounds once where two operations round twice: a report that differs between
# processors is not reproducible.
function(meseta_compile_options target)
  target_compile_options(${target} PRIVATE ${meseta_warnings} -ffp-contract=off)
  set(engine "${PROJECT_SOURCE_DIR}/engine")
  cmake_path(IS_PREFIX engine "${CMAKE_CURRENT_SOURCE_DIR}" in_engine)
  if(in_engine)
    # Nothing the engine calls throws. RTTI stays: a test that derives from an engine class wants it.
    target_compile_options(${target} PRIVATE -fno-exceptions)
  endif()
endfunction()

function(meseta_link target scope)
  foreach(dep IN LISTS ARGN)
    if(dep MATCHES "^[a-z0-9_]+$")
      set(dep meseta::${dep})
    endif()
    target_link_libraries(${target} ${scope} ${dep})
  endforeach()
endfunction()

# meseta_library(NAME [FOLDER folder] [ONLY names...] [EXCEPT names...] [DEPS libraries...])
# The .cpp and .hpp files below this folder as one static library; of headers only, an interface one.
# main.cpp never belongs to a library. ONLY and EXCEPT, names without suffix, cut a folder in two.
function(meseta_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER" "ONLY;EXCEPT;DEPS")
  cmake_path(APPEND CMAKE_CURRENT_SOURCE_DIR ${arg_FOLDER} OUTPUT_VARIABLE folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/*.cpp")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${folder}/*.hpp")
  foreach(file IN LISTS sources headers)
    cmake_path(GET file STEM stem)
    if(stem STREQUAL "main" OR stem IN_LIST arg_EXCEPT OR (arg_ONLY AND NOT stem IN_LIST arg_ONLY))
      list(REMOVE_ITEM sources "${file}")
      list(REMOVE_ITEM headers "${file}")
    endif()
  endforeach()

  if(sources)
    add_library(${name} STATIC ${sources})
    meseta_compile_options(${name})
    set(scope PUBLIC)
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(meseta::${name} ALIAS ${name})
  target_sources(${name} ${scope} FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${headers})
  target_compile_features(${name} ${scope} cxx_std_20)
  meseta_link(${name} ${scope} ${arg_DEPS})
  file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}" "${folder}")
  set_target_properties(${name} PROPERTIES MESETA_FOLDER "${folder}")
  set_property(GLOBAL APPEND PROPERTY meseta_libraries ${name})
endfunction()

# meseta_proto(NAME file.proto... [DEPS libraries...])
# Generated code is included by the path of its .proto from the root: "api/meseta/scenario.pb.h".
function(meseta_proto name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPS")
  set(generated)
  foreach(proto IN LISTS arg_UNPARSED_ARGUMENTS)
    cmake_path(ABSOLUTE_PATH proto NORMALIZE)
    file(RELATIVE_PATH path "${PROJECT_SOURCE_DIR}" "${proto}")
    string(REGEX REPLACE "\\.proto$" "" stem "${PROJECT_BINARY_DIR}/${path}")
    add_custom_command(
      OUTPUT "${stem}.pb.cc" "${stem}.pb.h"
      COMMAND protobuf::protoc "--proto_path=${PROJECT_SOURCE_DIR}"
              "--cpp_out=${PROJECT_BINARY_DIR}" "${path}"
      WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
      DEPENDS "${proto}" ${arg_UNPARSED_ARGUMENTS}
      COMMENT "protoc ${path}" VERBATIM)
    list(APPEND generated "${stem}.pb.cc")
  endforeach()
  add_library(${name} STATIC ${generated})
  add_library(meseta::${name} ALIAS ${name})
  target_include_directories(${name} SYSTEM PUBLIC "$<BUILD_INTERFACE:${PROJECT_BINARY_DIR}>")
  target_link_libraries(${name} PUBLIC protobuf::libprotobuf)
  meseta_link(${name} PUBLIC ${arg_DEPS})
endfunction()

# meseta_test(FOLDER [LABEL label] [DEPS libraries...])
# The .cpp files below tests/FOLDER as one binary, each TEST a ctest. Without any it is skipped.
# Tests run from the root of the repository, so they name its files by relative paths.
function(meseta_test folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL" "DEPS")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${folder}/*.cpp")
  if(NOT sources)
    return()
  endif()
  if(NOT arg_LABEL)
    set(arg_LABEL unit)
  endif()
  string(REPLACE "/" "_" name "${folder}_test")
  add_executable(${name} ${sources})
  meseta_compile_options(${name})
  target_compile_options(${name} PRIVATE -Wno-conversion)
  meseta_link(${name} PRIVATE ${arg_DEPS})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE GTest::gmock GTest::gtest_main rapidcheck_gtest rapidcheck)
  gtest_discover_tests(${name}
    DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    PROPERTIES LABELS ${arg_LABEL} TIMEOUT 300)
endfunction()

# meseta_benches([DEPS libraries...]): every .cpp of this folder, and every folder in it with a
# main.cpp, is a program of its own. ctest runs each with --tiny, so that none can rot.
function(meseta_benches)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "DEPS")
  file(GLOB files CONFIGURE_DEPENDS *.cpp)
  foreach(file IN LISTS files)
    cmake_path(GET file STEM name)
    meseta_bench(${name} "${file}" DEPS ${arg_DEPS})
  endforeach()
  file(GLOB mains CONFIGURE_DEPENDS */main.cpp)
  foreach(main IN LISTS mains)
    cmake_path(GET main PARENT_PATH folder)
    cmake_path(GET folder FILENAME name)
    file(GLOB sources CONFIGURE_DEPENDS "${folder}/*.cpp")
    meseta_bench(${name} ${sources} DEPS ${arg_DEPS})
  endforeach()
endfunction()

# meseta_bench(NAME sources... [DEPS libraries...])
function(meseta_bench name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPS")
  add_executable(bench_${name} ${arg_UNPARSED_ARGUMENTS})
  set_target_properties(bench_${name} PROPERTIES OUTPUT_NAME ${name})
  meseta_compile_options(bench_${name})
  target_include_directories(bench_${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  meseta_link(bench_${name} PRIVATE ${arg_DEPS})
  target_link_libraries(bench_${name} PRIVATE benchmark::benchmark)
  if(BUILD_TESTING)
    add_test(NAME bench.${name} COMMAND bench_${name} --tiny
             WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(bench.${name} PROPERTIES LABELS bench TIMEOUT 300)
  endif()
endfunction()
