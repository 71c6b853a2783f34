# What holds for every target: the language, the compilers' helpers, the parts that are asked for.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
# With GNU extensions `linux` and `unix` are macros, and so no names for a namespace.
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ${DEVELOPER})
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# A package found in one folder is linked, through a library of ours, in others.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)

if(PROJECT_SOURCE_DIR STREQUAL PROJECT_BINARY_DIR)
  message(FATAL_ERROR "Build elsewhere than in the source tree: cmake --preset release")
endif()

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release, Debug or RelWithDebInfo" FORCE)
endif()

# Both only save time, so both are used where they are found and missed by nobody where not.
if(PROJECT_IS_TOP_LEVEL)
  find_program(CCACHE ccache)
  if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
  endif()
  find_program(MOLD mold)
  if(MOLD)
    add_link_options(-fuse-ld=mold)
  endif()
endif()

foreach(part IN LISTS MESETA_PARTS)
  if(NOT part MATCHES "^(engine|sim|linux|all)$")
    message(FATAL_ERROR "MESETA_PARTS: '${part}' is no part; use a list of engine, sim, linux, all")
  endif()
endforeach()

# meseta_wants(OUT part): whether MESETA_PARTS asks for `part`. The engine is always built.
function(meseta_wants out part)
  if(part IN_LIST MESETA_PARTS OR "all" IN_LIST MESETA_PARTS)
    set(${out} TRUE PARENT_SCOPE)
  else()
    set(${out} FALSE PARENT_SCOPE)
  endif()
endfunction()

# meseta_subdirectory(FOLDER FOR parts...): adds a folder if one of its parts is wanted and it exists.
function(meseta_subdirectory folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FOR")
  foreach(part IN LISTS arg_FOR)
    meseta_wants(wanted ${part})
    if(wanted AND EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/CMakeLists.txt")
      add_subdirectory(${folder})
      return()
    endif()
  endforeach()
endfunction()
