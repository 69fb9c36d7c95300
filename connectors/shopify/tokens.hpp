#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "connectors/http/http_client.hpp"
#include "connectors/shopify/settings.hpp"
#include "connectors/site_memory.hpp"

namespace tillbridge::connectors::shopify {

/// The access token of a site. One that expires is renewed at 80 % of its life and kept in the site's memory, sealed, before it is used: a refresh
/// token works once, so its successor must not be lost. Of several runs that renew at once one wins and the others take what it stored.
/// New credentials of the site make what was stored void. Not for several threads.
class Tokens {
 public:
  Tokens(const Settings& settings, http::HttpClient& client, const base::Clock& clock, SiteMemory& memory)
      : settings_(settings), client_(client), clock_(clock), memory_(memory) {}

  /// A token to be used now. kUnauthenticated where the shop refuses to give one, kUnavailable where it did not answer, kRateLimited.
  base::Result<std::string> current();
  /// Another than `refused`, which the shop did not take; kUnauthenticated where there is none to be had.
  base::Result<std::string> replacement(const std::string& refused);
  /// What must stand in no message.
  std::vector<std::string> secrets() const;

 private:
  /// What stands in the memory.
  struct Stored {
    std::string origin, access, refresh;
    std::int64_t obtained = 0, expires = 0;  ///< seconds of Unix time

    static std::optional<Stored> from(const std::optional<std::string>& text);
    std::string text() const;
    /// At 80 % of its life.
    std::int64_t renew_at() const { return obtained + (expires - obtained) * 4 / 5; }
  };

  base::Result<std::string> use(const Stored& token);
  base::Result<std::string> renew(const Stored* known, const std::optional<std::string>& raw);
  http::HttpRequest request_for(const std::string& refresh_token) const;
  std::string origin() const;

  const Settings& settings_;
  http::HttpClient& client_;
  const base::Clock& clock_;
  SiteMemory& memory_;
  std::optional<Stored> held_;        ///< spares the memory a question per call
  std::set<std::string> seen_;        ///< tokens that passed through here
};

}  // namespace tillbridge::connectors::shopify
