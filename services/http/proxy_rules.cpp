#include "services/http/proxy_rules.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace tillbridge::services::http {
namespace {

using boost::asio::ip::address;

/// IPv4 that came through an IPv6 socket counts as IPv4.
address plain(const address& given) {
  if (given.is_v6() && given.to_v6().is_v4_mapped()) return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, given.to_v6());
  return given;
}

std::vector<unsigned char> bytes_of(const address& given) {
  if (given.is_v4()) {
    const auto bytes = given.to_v4().to_bytes();
    return {bytes.begin(), bytes.end()};
  }
  const auto bytes = given.to_v6().to_bytes();
  return {bytes.begin(), bytes.end()};
}

bool shares_prefix(const address& left, const address& right, unsigned prefix) {
  const auto a = bytes_of(left), b = bytes_of(right);
  if (a.size() != b.size()) return false;
  for (unsigned bit = 0; bit < prefix; ++bit) {
    const auto mask = static_cast<unsigned char>(0x80U >> (bit % 8));
    if ((a[bit / 8] & mask) != (b[bit / 8] & mask)) return false;
  }
  return true;
}

std::string find_header(const RequestHead& head, std::string_view name) {
  const auto found = std::find_if(head.headers.begin(), head.headers.end(), [&](const auto& header) { return header.first == name; });
  return found == head.headers.end() ? std::string{} : found->second;
}

/// The last entry of a comma list: the one that the trusted proxy itself wrote.
std::string last_entry(const std::string& list) {
  const auto comma = list.rfind(',');
  std::string entry = comma == std::string::npos ? list : list.substr(comma + 1);
  entry.erase(0, entry.find_first_not_of(" \t") == std::string::npos ? entry.size() : entry.find_first_not_of(" \t"));
  return entry;
}

bool is_authority(const std::string& text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:[]") == std::string::npos;
}

}  // namespace

Networks::Networks(const std::vector<std::string>& entries) {
  for (const auto& entry : entries) {
    const auto slash = entry.find('/');
    boost::system::error_code error;
    const auto base = boost::asio::ip::make_address(entry.substr(0, slash), error);
    const unsigned whole = base.is_v4() ? 32 : 128;
    unsigned prefix = whole;
    bool is_number = true;
    if (slash != std::string::npos) {
      const auto* end = entry.data() + entry.size();
      const auto read = std::from_chars(entry.data() + slash + 1, end, prefix);
      is_number = read.ec == std::errc{} && read.ptr == end && prefix <= whole;
    }
    if (error || !is_number) throw std::runtime_error("'" + entry + "' is no address or network; write 10.0.0.5 or 10.0.0.0/8");
    networks_.push_back({base, prefix});
  }
}

bool Networks::contains(const address& given) const {
  return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) { return shares_prefix(plain(given), network.base, network.prefix); });
}

bool Networks::contains(const std::string& text) const {
  boost::system::error_code error;
  const auto given = boost::asio::ip::make_address(text, error);
  return !error && contains(given);
}

CallerFacts find_caller(const RequestHead& head, const address& peer, bool is_tls, std::string_view own_authority, const Networks& proxies, const std::string& public_url) {
  CallerFacts facts;
  facts.peer_address = plain(peer).to_string();
  std::string scheme = is_tls ? "https" : "http";
  std::string authority = head.host.empty() ? std::string(own_authority) : head.host;
  if (proxies.contains(peer)) {
    boost::system::error_code error;
    const auto client = last_entry(find_header(head, "x-forwarded-for"));
    if (boost::asio::ip::make_address(client, error); !client.empty() && !error) facts.peer_address = client;
    const auto proto = last_entry(find_header(head, "x-forwarded-proto"));
    if (proto == "http" || proto == "https") scheme = proto;
    const auto host = last_entry(find_header(head, "x-forwarded-host"));
    if (is_authority(host)) authority = host;
  }
  facts.public_base = public_url.empty() ? scheme + "://" + authority : public_url;
  while (!facts.public_base.empty() && facts.public_base.back() == '/') facts.public_base.pop_back();
  return facts;
}

}  // namespace tillbridge::services::http
