#include "persistence/dialect/failure.hpp"

#include <soci/mysql/soci-mysql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "persistence/database.hpp"

namespace tillbridge::persistence::dialect {

Failure classify_mysql(unsigned number) {
  switch (number) {
    case 1062:  // ER_DUP_ENTRY
    case 1586:  // ER_DUP_ENTRY_WITH_KEY_NAME
      return Failure::kDuplicateKey;
    case 1205:  // lock wait timeout
    case 1213:  // deadlock, and certification failure of a cluster at COMMIT
    case 1020:  // record has changed since last read (innodb_snapshot_isolation)
    case 1047:  // cluster node not ready
    case 1180:  // error during COMMIT
    case 3572:  // NOWAIT is set and lock not acquired
      return Failure::kTransient;
    case 2002:  // no socket
    case 2003:  // cannot connect
    case 2006:  // server has gone away
    case 2013:  // lost connection during query
    case 2055:  // lost connection with system error
    case 1053:  // shutdown in progress
    case 1317:  // query interrupted by shutdown or KILL
    case 1927:  // connection was killed
      return Failure::kConnectionLost;
    case 1021:  // disk full
    case 1026:  // error writing file
    case 1040:  // too many connections
    case 1044:  // access denied for database
    case 1045:  // access denied
    case 1049:  // unknown database
    case 1114:  // table is full
    case 1203:  // too many connections of this user
    case 1290:  // running with --read-only
    case 1836:  // read-only mode
    case 2005:  // unknown host
      return Failure::kUnavailable;
    default: return Failure::kOther;
  }
}

Failure classify_sqlite(int code) {
  constexpr int kPrimaryCode = 0xff;
  switch (code) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_ROWID: return Failure::kDuplicateKey;
    default: break;
  }
  switch (code & kPrimaryCode) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Failure::kTransient;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_NOMEM: return Failure::kUnavailable;
    default: return Failure::kOther;
  }
}

Failure classify(const ::soci::soci_error& error) {
  if (const auto* mysql = dynamic_cast<const ::soci::mysql_soci_error*>(&error)) return classify_mysql(mysql->err_num_);
  if (const auto* sqlite = dynamic_cast<const ::soci::sqlite3_soci_error*>(&error)) return classify_sqlite(sqlite->result());
  return Failure::kOther;
}

void raise(Failure failure, const std::string& doing, const std::string& vendor_words) {
  const std::string text = doing + ": " + vendor_words;
  switch (failure) {
    case Failure::kDuplicateKey: throw DuplicateKey(text);
    case Failure::kTransient: throw Transient(text);
    case Failure::kConnectionLost: throw ConnectionLost(text);
    case Failure::kUnavailable: throw DatabaseUnavailable(text);
    case Failure::kOther: break;
  }
  throw std::runtime_error(text);
}

}  // namespace tillbridge::persistence::dialect
