# tillbridge_folder_library(LINKS <targets...>)
# Makes the current folder the static library tillbridge_<folder> of all its .cpp files, sub-folders included.
# LINKS names what the folder may use; the architecture test holds it against the include lines.
function(tillbridge_folder_library)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "LINKS")
  get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_library(tillbridge_${folder} STATIC ${sources})
  target_link_libraries(tillbridge_${folder} PUBLIC ${arg_LINKS} PRIVATE tillbridge_options)
  target_include_directories(tillbridge_${folder} PUBLIC ${PROJECT_SOURCE_DIR})
endfunction()

# tillbridge_test(<name> LABEL <label> SOURCES <files...> LINKS <targets...>)
# A Boost.Test executable under ctest; the label is the name of its folder in tests/.
function(tillbridge_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL;TIMEOUT" "SOURCES;LINKS")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 900)  # property tests on a busy machine, or under a sanitizer
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LINKS} tillbridge_test_support tillbridge_test_main tillbridge_options)
  add_test(NAME ${name} COMMAND ${name} --log_level=test_suite --report_level=short)
  set_tests_properties(${name} PROPERTIES LABELS ${arg_LABEL} TIMEOUT ${arg_TIMEOUT})
endfunction()
