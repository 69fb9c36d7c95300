#include "domain/site_secrets.hpp"

namespace tillbridge::domain {

std::string seal_site_secret(const base::Sealer& sealer, AccountId account, SiteId site, const std::string& name, std::string_view plain) {
  return sealer.seal({std::to_string(raw(account)), std::to_string(raw(site)), name}, plain);
}

base::Result<SiteSecrets> unseal_site_secrets(const base::Sealer& sealer, AccountId account, SiteId site,
                                              const std::vector<std::pair<std::string, std::string>>& sealed) {
  SiteSecrets out;
  for (const auto& [name, text] : sealed) {
    auto plain = sealer.unseal({std::to_string(raw(account)), std::to_string(raw(site)), name}, text);
    if (!plain) {
      auto error = plain.error();
      error.message = "secret " + name + ": " + error.message;
      error.field = name;
      return error;
    }
    out.emplace(name, std::move(*plain));
  }
  return out;
}

}  // namespace tillbridge::domain
