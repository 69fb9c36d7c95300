#pragma once
#include <functional>
#include <string>
#include <vector>

#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

/// A select of the rows that belong to many keys. The bound columns and the key begin the table's primary key, in this order.
struct KeyedRead {
  std::string select;            ///< "SELECT …, <key>, … FROM … WHERE <bound column> = ? …"
  std::string key;               ///< the column
  std::size_t key_at = 0;        ///< its place in the answer
  std::string rest;              ///< behind the condition: " ORDER BY <key>, …", grouped before if need be
  bool long_rows = false;        ///< hundreds of bytes and more: passing by others' rows costs twice as much
};

/// Calls `take` with each row of these keys as the current one, in the order of the read when the keys are sorted. Keys that lie close
/// together in the table are read as one range, of which rows of other keys are passed by; the others by name. Which of both is found out
/// with the first keys and remembered by the session: a range that turns out to hold too much is given up half-way.
void read_keyed(Session& session, const KeyedRead& read, const Values& bound, const std::vector<std::string>& keys, const std::function<void(Rows& row)>& take);

}  // namespace tillbridge::persistence::soci
