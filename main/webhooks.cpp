#include "main/webhooks.hpp"

#include "base/sealing.hpp"
#include "connectors/webhook.hpp"
#include "domain/site_secrets.hpp"

namespace tillbridge {
namespace {

using Sealed = std::vector<std::pair<std::string, std::string>>;

struct FoundSite {
  domain::Site site;
  Sealed secrets;
};

std::optional<FoundSite> find_site(persistence::UnitOfWork& work, const std::string& store_id, const std::string& name) {
  const auto account = work.accounts().find_by_store_id(store_id);
  if (!account || account->disabled) return std::nullopt;
  auto site = work.sites().find_by_name(account->id, name);
  if (!site) return std::nullopt;
  auto secrets = work.sites().list_sealed_secrets(account->id, site->id);
  return FoundSite{std::move(*site), std::move(secrets)};
}

}  // namespace

services::WebhookDoor::Verify webhook_verifier(persistence::Database& database, const base::MasterKey& key, base::Random& random, const base::Clock& clock) {
  using services::WebhookDoor;
  return [&database, &clock, sealer = base::Sealer(key, random)](const WebhookDoor::Call& call) -> base::Result<WebhookDoor::Genuine> {
    std::optional<FoundSite> found;
    database.read([&](persistence::UnitOfWork& work) { found = find_site(work, std::string(call.store_id), std::string(call.site)); });
    if (!found) return base::Error{.code = base::ErrorCode::kNotFound, .message = "no such site"};
    const auto& site = found->site;
    auto secrets = domain::unseal_site_secrets(sealer, site.account_id, site.id, found->secrets);
    if (!secrets) return secrets.error();
    auto notice = connectors::verify_webhook(site, *secrets, {call.headers, call.body, clock.now()});
    if (!notice) return notice.error();
    return WebhookDoor::Genuine{site.account_id, site.id, std::move(notice->topic), notice->about_orders};
  };
}

}  // namespace tillbridge
