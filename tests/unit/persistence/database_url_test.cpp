#include "persistence/database_url.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

namespace tillbridge::persistence {

BOOST_AUTO_TEST_SUITE(database_url)

BOOST_AUTO_TEST_CASE(reads_a_path_of_sqlite) {
  BOOST_TEST(std::get<SqliteAddress>(parse_database_url("sqlite:/var/lib/a b.db")).path == "/var/lib/a b.db");
  BOOST_TEST(std::get<SqliteAddress>(parse_database_url("sqlite:relative.db")).path == "relative.db");
}

BOOST_AUTO_TEST_CASE(reads_user_host_port_and_name) {
  const auto address = std::get<MysqlAddress>(parse_database_url("mysql://till@db.example:3307/shop"));
  BOOST_TEST(address.user == "till");
  BOOST_TEST(address.host == "db.example");
  BOOST_TEST(address.port == 3307);
  BOOST_TEST(address.database == "shop");
  BOOST_TEST(address.socket.empty());
  BOOST_TEST(address.text() == "mysql://till@db.example:3307/shop");
  BOOST_TEST(std::get<MysqlAddress>(parse_database_url("mariadb://till@db.example/shop")).port == 3306);
}

BOOST_AUTO_TEST_CASE(reads_a_socket) {
  const auto address = std::get<MysqlAddress>(parse_database_url("mysql://till@localhost/shop?socket=/run/mysqld/mysqld.sock"));
  BOOST_TEST(address.socket == "/run/mysqld/mysqld.sock");
  BOOST_TEST(address.text() == "mysql://till@localhost/shop?socket=/run/mysqld/mysqld.sock");
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_with_a_url) {
  const struct { const char* url; const char* words; } cases[] = {
      {"", "neither sqlite: nor mysql://"},
      {"postgres://a@b/c", "neither sqlite: nor mysql://"},
      {"sqlite:", "path is missing"},
      {"sqlite:/a\"b", "quotation mark"},
      {"mysql://host/name", "user is missing"},
      {"mysql://till:secret@host/name", "password does not belong"},
      {"mysql://till@host", "name of the database"},
      {"mysql://till@host/", "name of the database"},
      {"mysql://till@/name", "host is missing"},
      {"mysql://till@host:0/name", "not a port"},
      {"mysql://till@host:99999/name", "not a port"},
      {"mysql://till@host:12x/name", "not a port"},
      {"mysql://till@host/name?tls=1", "question mark"},
  };
  for (const auto& one : cases)
    BOOST_TEST_CONTEXT(one.url) {
      BOOST_CHECK_EXCEPTION(parse_database_url(one.url), std::invalid_argument, [&](const std::invalid_argument& error) {
        const std::string text = error.what();
        return text.find(one.words) != std::string::npos && text.find("secret") == std::string::npos;
      });
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::persistence
