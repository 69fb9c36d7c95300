# cmake -DFOLDER=<migrations> -DOUTPUT=<file.cpp> -P embed.cmake
# Writes the table behind known_migrations() (persistence/schema/migration.hpp): one entry per NNNN_what, each with both dialects.
file(GLOB sqlite_files ${FOLDER}/*.sqlite.sql)
list(SORT sqlite_files)
set(entries "")
foreach(file ${sqlite_files})
  get_filename_component(stem ${file} NAME)
  string(REGEX REPLACE "\\.sqlite\\.sql$" "" stem ${stem})
  if(NOT stem MATCHES "^[0-9][0-9][0-9][0-9]_[a-z_]+$")
    message(FATAL_ERROR "migration ${stem} is not named NNNN_what")
  endif()
  set(mysql_file ${FOLDER}/${stem}.mysql.sql)
  if(NOT EXISTS ${mysql_file})
    message(FATAL_ERROR "migration ${stem} has no ${stem}.mysql.sql")
  endif()
  string(SUBSTRING ${stem} 0 4 number)
  string(REGEX REPLACE "^0+" "" number ${number})
  file(READ ${file} sqlite_text)
  file(READ ${mysql_file} mysql_text)
  string(APPEND entries "    {${number}, \"${stem}\", R\"~sql~(${sqlite_text})~sql~\", R\"~sql~(${mysql_text})~sql~\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"persistence/schema/migration.hpp\"

namespace tillbridge::persistence::schema {

const std::vector<Migration>& known_migrations() {
  static const std::vector<Migration> table = {
${entries}  };
  return table;
}

}  // namespace tillbridge::persistence::schema
")
