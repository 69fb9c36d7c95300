#pragma once
#include <stdexcept>
#include <string>

namespace soci { class soci_error; }

namespace tillbridge::persistence::dialect {

/// What an error of a database means for us. The only place that knows vendors' numbers is failure.cpp.
enum class Failure {
  kDuplicateKey,    ///< a unique key exists; the transaction goes on
  kTransient,       ///< deadlock, lock wait, busy, node not ready: roll back and run the unit of work again
  kConnectionLost,  ///< before the commit nothing is stored; during the commit the outcome is unknown
  kUnavailable,     ///< disk full, read-only, refused login, corrupt: repeating at once cannot help
  kOther,           ///< a bug of ours
};

Failure classify(const ::soci::soci_error& error);
/// By the number that a MySQL or MariaDB server or client library gives.
Failure classify_mysql(unsigned number);
/// By SQLite's extended result code.
Failure classify_sqlite(int code);

/// The unit of work must be rolled back and may be run again. Thrown inside a closure of Database; never leaves Database.
struct Transient : std::runtime_error { using std::runtime_error::runtime_error; };
struct ConnectionLost : std::runtime_error { using std::runtime_error::runtime_error; };

/// Throws the exception that belongs to the failure: persistence::DuplicateKey, Transient, ConnectionLost,
/// persistence::DatabaseUnavailable or std::runtime_error. `doing` says which statement, never its values.
[[noreturn]] void raise(Failure failure, const std::string& doing, const std::string& vendor_words);

}  // namespace tillbridge::persistence::dialect
