#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

struct sqlite3;

namespace tillbridge::sandbox {

/// The sandbox's own SQLite file: documents by kind and id, and counters. It shares nothing with the product's database. A crash keeps what was
/// committed. Throws std::runtime_error when the file cannot be used. For one thread at a time.
class ShopFile {
 public:
  /// Opens or creates; ":memory:" keeps nothing.
  explicit ShopFile(const std::string& path);

  void put(const std::string& kind, std::int64_t id, const std::string& json);
  void erase(const std::string& kind, std::int64_t id);
  /// All documents of a kind by rising id.
  void each(const std::string& kind, const std::function<void(std::int64_t, const std::string&)>& take);
  /// The next number of a counter, from `first`; never given twice, across restarts too.
  std::int64_t next(const std::string& counter, std::int64_t first);

  void begin();
  void commit();
  void roll_back();

 private:
  struct Closer {
    void operator()(sqlite3* db) const;
  };
  void run(const char* sql);
  std::unique_ptr<sqlite3, Closer> db_;
};

}  // namespace tillbridge::sandbox
