#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

struct sockaddr;

namespace tillbridge::connectors::http {

/// What a tenant's shop address may point to. Shop addresses come from outside, so by default only https on public addresses;
/// the two switches of a site open more (domain::Site::allow_plain_http, allow_private_address).
struct AddressPolicy {
  bool allow_plain_http = false;
  bool allow_private_address = false;
};

/// Whether an address is ordinary public internet: not loopback, private, link-local (cloud metadata), CGNAT, multicast, documentation,
/// reserved or unspecified, nor an IPv6 form (mapped, 6to4, NAT64, Teredo) that carries IPv4 around this rule.
bool is_public_address(const sockaddr& address);

/// Checks a shop's base address as text: http or https with a host, no user-info, query, fragment, blank or control character; http only where
/// the policy allows. kInvalidRequest, word "bad_url", says what to change. What the name resolves to is checked by the client at every connect.
base::Result<void> check_base_url(std::string_view url, const AddressPolicy& policy);

}  // namespace tillbridge::connectors::http
