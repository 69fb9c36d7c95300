#include "persistence/database_url.hpp"

#include <charconv>
#include <stdexcept>
#include <string_view>

namespace tillbridge::persistence {
namespace {

constexpr std::string_view kExamples = "write sqlite:/var/lib/tillbridge/tillbridge.db, mysql://user@host:3306/name or mysql://user@localhost/name?socket=/path";

[[noreturn]] void refuse(const std::string& what) {
  throw std::invalid_argument("database url: " + what + "; " + std::string(kExamples));
}

/// Takes the text in front of `mark` off `rest`; "" and `rest` unchanged when there is none.
std::string take_until(std::string_view& rest, char mark) {
  const auto at = rest.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string taken(rest.substr(0, at));
  rest.remove_prefix(at + 1);
  return taken;
}

int parse_port(const std::string& text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port < 1 || port > 65535) refuse("\"" + text + "\" is not a port");
  return port;
}

MysqlAddress parse_mysql(std::string_view rest) {
  MysqlAddress address;
  address.user = take_until(rest, '@');
  if (address.user.empty()) refuse("the user is missing");
  if (address.user.find(':') != std::string::npos) refuse("a password does not belong into the url, set it apart");

  std::string query;
  if (const auto at = rest.find('?'); at != std::string_view::npos) {
    query = std::string(rest.substr(at + 1));
    rest = rest.substr(0, at);
  }
  const auto slash = rest.find('/');
  if (slash == std::string_view::npos || slash + 1 == rest.size()) refuse("the name of the database is missing");
  address.database = std::string(rest.substr(slash + 1));
  address.host = std::string(rest.substr(0, slash));
  if (const auto colon = address.host.rfind(':'); colon != std::string::npos) {
    address.port = parse_port(address.host.substr(colon + 1));
    address.host.resize(colon);
  }
  if (address.host.empty()) refuse("the host is missing");
  if (!query.empty()) {
    if (query.rfind("socket=/", 0) != 0) refuse("\"" + query + "\" is not known behind the question mark");
    address.socket = query.substr(query.find('/'));
  }
  return address;
}

}  // namespace

std::string MysqlAddress::text() const {
  return "mysql://" + user + "@" + host + (socket.empty() ? ":" + std::to_string(port) : "") + "/" + database +
         (socket.empty() ? "" : "?socket=" + socket);
}

DatabaseAddress parse_database_url(const std::string& url) {
  const std::string_view text = url;
  for (const std::string_view scheme : {"mysql://", "mariadb://"})
    if (text.substr(0, scheme.size()) == scheme) return parse_mysql(text.substr(scheme.size()));
  constexpr std::string_view kSqlite = "sqlite:";
  if (text.substr(0, kSqlite.size()) != kSqlite) refuse("it begins with neither sqlite: nor mysql://");
  const std::string path(text.substr(kSqlite.size()));
  if (path.empty() || path.find('"') != std::string::npos) refuse("the path is missing or holds a quotation mark");
  return SqliteAddress{path};
}

}  // namespace tillbridge::persistence
