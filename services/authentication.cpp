#include "services/authentication.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/base64.hpp"
#include "base/credential_digest.hpp"
#include "base/log.hpp"

namespace tillbridge::services {
namespace {

using base::Error;
using base::ErrorCode;
using front::Credentials;

constexpr std::size_t kMaxKeyBytes = 64;
constexpr std::size_t kMaxPasswordBytes = 1'024;
/// What unknown users are checked against, so that they take as long as known ones. Nothing hashes to it.
constexpr std::string_view kNobodysDigest = "131072:8:1:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

Error unauthenticated() {
  return {.code = ErrorCode::kUnauthenticated,
          .message = "the login was not accepted; check StoreId, UserName and Password, or ask the operator for a new password",
          .field = "Credentials"};
}

/// Says nothing about any login: none was named.
Error no_credentials(bool has_authorization) {
  Error error = unauthenticated();
  error.message = has_authorization ? "the Authorization header was not understood; HTTP Basic needs StoreId/UserName in the place of the user name"
                                    : "no credentials came; send Credentials (StoreId, UserName, Password) as the first element of the operation, or HTTP Basic with the user name StoreId/UserName";
  return error;
}

bool is_empty(const Credentials& sent) { return sent.store_id.empty() && sent.user_name.empty() && sent.password.empty(); }

bool has_prefix_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
         });
}

}  // namespace

std::optional<Credentials> read_basic(std::string_view authorization) {
  constexpr std::string_view kScheme = "basic ";
  if (!has_prefix_ignoring_case(authorization, kScheme)) return std::nullopt;
  authorization.remove_prefix(kScheme.size());
  while (!authorization.empty() && authorization.front() == ' ') authorization.remove_prefix(1);
  const auto bytes = base::from_base64(authorization);
  if (!bytes) return std::nullopt;
  const std::string text(bytes->begin(), bytes->end());
  const auto colon = text.find(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto slash = text.find_first_of("/\\");
  if (slash == std::string::npos || slash > colon) return std::nullopt;
  return Credentials{.store_id = text.substr(0, slash), .user_name = text.substr(slash + 1, colon - slash - 1), .password = text.substr(colon + 1)};
}

Authentication::Authentication(persistence::Database& database, const base::Clock& clock, base::SecretBytes pepper)
    : Authentication(database, clock, std::move(pepper), base::matches_chosen) {}

Authentication::Authentication(persistence::Database& database, const base::Clock& clock, base::SecretBytes pepper, PasswordCheck::Stretch stretch)
    : database_(database), clock_(clock), pepper_(pepper), throttle_(clock), passwords_(clock, std::move(pepper), {}, std::move(stretch)) {}

base::Result<Login> Authentication::verify(const std::optional<Credentials>& from_request, std::optional<std::string_view> authorization,
                                           const std::string& peer_address) {
  const bool in_request = from_request && !is_empty(*from_request);
  const auto basic = authorization ? read_basic(*authorization) : std::nullopt;
  if (in_request && basic)
    return Error{.code = ErrorCode::kInvalidRequest,
                 .message = "credentials came twice, in the request and by HTTP Basic; send one of them",
                 .word = "several_credentials",
                 .field = "Credentials"};
  if (!in_request && !basic) return no_credentials(authorization.has_value());
  const Credentials& sent = in_request ? *from_request : *basic;
  if (sent.store_id.size() > kMaxKeyBytes || sent.user_name.size() > kMaxKeyBytes || sent.password.size() > kMaxPasswordBytes) return unauthenticated();

  const std::string key = peer_address + '\n' + sent.store_id;
  if (const auto wait = throttle_.blocked_for(key))
    return Error{.code = ErrorCode::kRateLimited,
                 .message = fmt::format("too many failed logins for this store from this address; try again in {} seconds", wait->count())};

  Candidate candidate = look_up(sent);
  const auto right = matches_any(sent, candidate.login.credentials);
  if (!right) return right.error();
  if (!*right || !candidate.usable) {
    throttle_.record_failure(key);
    base::log_warn("authentication", "login_refused", {{"peer", peer_address}});
    return unauthenticated();
  }
  throttle_.record_success(key);
  return Login{.account = std::move(candidate.login.account), .user_name = sent.user_name, .clock = candidate.login.clock};
}

Authentication::Candidate Authentication::look_up(const Credentials& sent) {
  std::optional<persistence::StoredLogin> found;
  database_.glance([&](persistence::UnitOfWork& work) { found = work.accounts().find_login(sent.store_id, sent.user_name); });
  if (!found) return {};
  const auto now = clock_.now();
  std::erase_if(found->credentials, [&](const auto& one) { return one.expires_at && *one.expires_at <= now; });
  const bool usable = !found->account.disabled;
  return {std::move(*found), usable};
}

/// The form of the secret alone decides which work is done: one HMAC per slot, or one stretching per slot.
base::Result<bool> Authentication::matches_any(const Credentials& sent, const std::vector<domain::Credential>& credentials) {
  const bool generated = base::is_generated_secret(sent.password);
  bool any = false, stretched = false;
  for (const auto& credential : credentials) {
    if (generated != (credential.kind == domain::SecretKind::kGeneratedHmac)) continue;
    if (generated) {
      any = base::matches_generated(pepper_, sent.password, credential.digest) || any;
      continue;
    }
    stretched = true;
    const auto right = passwords_.matches(sent.password, credential.digest);
    if (!right) return right.error();
    any = *right || any;
  }
  if (generated) static_cast<void>(base::matches_generated(pepper_, sent.password, kNobodysDigest));
  else if (!stretched)
    if (const auto nobody = passwords_.matches(sent.password, std::string(kNobodysDigest)); !nobody) return nobody.error();
  return any;
}

}  // namespace tillbridge::services
