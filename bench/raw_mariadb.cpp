#include <mysql.h>

#include <stdexcept>

#include "bench/raw_connection.hpp"
#include "persistence/database_url.hpp"

namespace tillbridge::bench {
namespace {

class RawMariadb final : public RawConnection {
 public:
  explicit RawMariadb(const persistence::DatabaseOptions& options) : handle_(mysql_init(nullptr)) {
    const auto address = std::get<persistence::MysqlAddress>(persistence::parse_database_url(options.url));
    mysql_options(handle_, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (mysql_real_connect(handle_, address.host.c_str(), address.user.c_str(), options.password.c_str(), address.database.c_str(),
                           static_cast<unsigned>(address.port), nullptr, 0) == nullptr)
      fail("connect");
  }
  ~RawMariadb() override { mysql_close(handle_); }
  RawMariadb(const RawMariadb&) = delete;
  RawMariadb& operator=(const RawMariadb&) = delete;

  void execute(const std::string& sql) override {
    if (mysql_real_query(handle_, sql.data(), sql.size()) != 0) fail(sql);
  }

  RawRows read(const std::string& sql) override {
    execute(sql);
    MYSQL_RES* result = mysql_store_result(handle_);
    if (result == nullptr) fail(sql);
    RawRows found;
    found.last.resize(mysql_num_fields(result));
    while (MYSQL_ROW row = mysql_fetch_row(result)) {
      const unsigned long* sizes = mysql_fetch_lengths(result);
      ++found.rows;
      for (std::size_t i = 0; i < found.last.size(); ++i) {
        found.last[i].assign(row[i] == nullptr ? "" : row[i], sizes[i]);
        found.bytes += sizes[i];
      }
    }
    mysql_free_result(result);
    return found;
  }

 private:
  [[noreturn]] void fail(const std::string& what) { throw std::runtime_error("MariaDB: " + what.substr(0, 200) + ": " + mysql_error(handle_)); }
  MYSQL* handle_;
};

}  // namespace

std::unique_ptr<RawConnection> connect_mariadb(const persistence::DatabaseOptions& options) { return std::make_unique<RawMariadb>(options); }

}  // namespace tillbridge::bench
