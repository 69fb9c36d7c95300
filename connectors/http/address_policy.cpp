#include "connectors/http/address_policy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "connectors/http/http_client.hpp"

namespace tillbridge::connectors::http {
namespace {

struct Ipv4Block {
  std::uint32_t network;
  int bits;
};

constexpr std::uint32_t ipv4(int a, int b, int c, int d) {
  return (std::uint32_t(a) << 24) | (std::uint32_t(b) << 16) | (std::uint32_t(c) << 8) | std::uint32_t(d);
}

// The special-purpose registry of IANA as far as it is not global.
constexpr std::array kSpecialIpv4 = {
    Ipv4Block{ipv4(0, 0, 0, 0), 8},       Ipv4Block{ipv4(10, 0, 0, 0), 8},     Ipv4Block{ipv4(100, 64, 0, 0), 10}, Ipv4Block{ipv4(127, 0, 0, 0), 8},
    Ipv4Block{ipv4(169, 254, 0, 0), 16},  Ipv4Block{ipv4(172, 16, 0, 0), 12},  Ipv4Block{ipv4(192, 0, 0, 0), 24},  Ipv4Block{ipv4(192, 0, 2, 0), 24},
    Ipv4Block{ipv4(192, 88, 99, 0), 24},  Ipv4Block{ipv4(192, 168, 0, 0), 16}, Ipv4Block{ipv4(198, 18, 0, 0), 15}, Ipv4Block{ipv4(198, 51, 100, 0), 24},
    Ipv4Block{ipv4(203, 0, 113, 0), 24},  Ipv4Block{ipv4(224, 0, 0, 0), 4},    Ipv4Block{ipv4(240, 0, 0, 0), 4},
};

bool is_public_ipv4(std::uint32_t address) {
  return std::none_of(kSpecialIpv4.begin(), kSpecialIpv4.end(), [&](const Ipv4Block& block) { return (address ^ block.network) >> (32 - block.bits) == 0; });
}

// Only 2000::/3 is global unicast; inside it the transition and documentation ranges are refused.
bool is_public_ipv6(const std::array<std::uint8_t, 16>& bytes) {
  if ((bytes[0] & 0xe0) != 0x20) return false;
  const auto word = [&](int index) { return (bytes[std::size_t(2 * index)] << 8) | bytes[std::size_t(2 * index + 1)]; };
  if (word(0) == 0x2002) return false;                               // 6to4
  if (word(0) == 0x2001 && word(1) < 0x0200) return false;           // Teredo, ORCHID, benchmarking
  if (word(0) == 0x2001 && word(1) == 0x0db8) return false;          // documentation
  return !(word(0) == 0x3fff && word(1) < 0x1000);                   // documentation
}

base::Error bad_url(const std::string& why) {
  return base::Error{.code = base::ErrorCode::kInvalidRequest, .message = "the shop's address " + why, .word = "bad_url", .field = "base_url"};
}

}  // namespace

bool is_public_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_public_ipv4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return is_public_ipv6(bytes);
  }
  return false;
}

base::Result<void> check_base_url(std::string_view url, const AddressPolicy& policy) {
  const auto separator = url.find("://");
  if (separator == std::string_view::npos) return bad_url("has no scheme; write it like https://shop.example");
  const auto scheme = url.substr(0, separator);
  const bool plain = equals_ignoring_case(scheme, "http");
  if (!plain && !equals_ignoring_case(scheme, "https")) return bad_url("must begin with https://");
  if (plain && !policy.allow_plain_http) return bad_url("is plain http; use https, or allow it for this site with --allow-plain-http");
  const auto rest = url.substr(separator + 3);
  if (std::any_of(url.begin(), url.end(), [](unsigned char c) { return c <= 0x20 || c == 0x7f || c == '\\'; })) return bad_url("contains a blank, a backslash or a control character");
  if (rest.find_first_of("?#") != std::string_view::npos) return bad_url("must not contain ? or #");
  const auto authority = rest.substr(0, rest.find('/'));
  if (authority.find('@') != std::string_view::npos) return bad_url("must not contain a user name or password; store them as the site's secrets");
  if (authority.empty() || authority.front() == ':') return bad_url("names no host");
  return {};
}

}  // namespace tillbridge::connectors::http
