# Installs the engine's libraries and headers as the CMake package `meseta`, and the program.
# A user says find_package(meseta) and links meseta::engine_limiter; proved by tests/install.

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/meseta")

get_property(libraries GLOBAL PROPERTY meseta_libraries)
list(FILTER libraries INCLUDE REGEX "^engine_")
install(TARGETS ${libraries} EXPORT meseta-targets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}/meseta" COMPONENT engine
  FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/meseta" COMPONENT engine)
install(EXPORT meseta-targets NAMESPACE meseta:: DESTINATION "${package_dir}" COMPONENT engine)

configure_package_config_file(cmake/Config.cmake.in "${PROJECT_BINARY_DIR}/meseta-config.cmake"
  INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/meseta-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/meseta-config.cmake"
              "${PROJECT_BINARY_DIR}/meseta-config-version.cmake"
  DESTINATION "${package_dir}" COMPONENT engine)

if(TARGET meseta)
  install(TARGETS meseta COMPONENT program)
endif()
