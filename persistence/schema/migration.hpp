#pragma once
#include <string>
#include <vector>

namespace tillbridge::persistence::schema {

/// One step of the schema, forward only, with its text for each dialect (persistence/migrations/NNNN_what.*.sql).
struct Migration {
  int version = 0;
  std::string name;                   ///< "0001_catalogue"
  std::string sqlite;
  std::string mysql;
};

/// All that this program knows, by version from 1 without gaps. Defined in a file generated from persistence/migrations.
const std::vector<Migration>& known_migrations();

/// A migration as a database remembers it.
struct AppliedMigration {
  int version = 0;
  std::string name;
  std::string checksum;
};

/// SHA-256 of the text in lower-case hex: an applied migration that was edited afterwards is noticed.
std::string checksum_of(const std::string& text);

/// The statements of a script: it is split behind each `;` at the end of a line; lines of comment are left out.
std::vector<std::string> statements_of(const std::string& script);

}  // namespace tillbridge::persistence::schema
