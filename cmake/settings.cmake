set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(TILLBRIDGE_SANITIZE "" CACHE STRING "Sanitizers for every target of ours, e.g. address,undefined")
option(TILLBRIDGE_WERROR "Warnings are errors" ON)

find_program(TILLBRIDGE_CCACHE ccache)
if(TILLBRIDGE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TILLBRIDGE_CCACHE})
endif()

# What every target of ours is compiled with; generated code links tillbridge_options_quiet instead.
add_library(tillbridge_options_quiet INTERFACE)
target_include_directories(tillbridge_options_quiet INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(tillbridge_options_quiet INTERFACE -fstack-protector-strong)
# A test of one part is not linked with libraries that only other parts of its folder need (gSOAP's wants generated code beside it).
target_link_options(tillbridge_options_quiet INTERFACE -Wl,--as-needed)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_definitions(tillbridge_options_quiet INTERFACE _FORTIFY_SOURCE=2)
  target_link_options(tillbridge_options_quiet INTERFACE -Wl,-z,relro,-z,now)
endif()
if(TILLBRIDGE_SANITIZE)
  target_compile_options(tillbridge_options_quiet INTERFACE -fsanitize=${TILLBRIDGE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(tillbridge_options_quiet INTERFACE -fsanitize=${TILLBRIDGE_SANITIZE})
endif()

add_library(tillbridge_options INTERFACE)
target_link_libraries(tillbridge_options INTERFACE tillbridge_options_quiet)
target_compile_options(tillbridge_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers $<$<BOOL:${TILLBRIDGE_WERROR}>:-Werror>)
# g++ 12 sees overlapping copies in std::string's own insert and operator+ when it optimises (GCC bug 105651).
target_compile_options(tillbridge_options INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:-Wno-restrict>)
if(TILLBRIDGE_SANITIZE)
  # g++ 12 takes std::regex inside its own headers for uninitialised when sanitizers are on (GCC bug 105562).
  target_compile_options(tillbridge_options INTERFACE -Wno-maybe-uninitialized)
endif()
