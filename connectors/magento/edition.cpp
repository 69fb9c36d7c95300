#include <algorithm>

#include "connectors/magento/writes.hpp"

namespace tillbridge::connectors::magento {
namespace {

constexpr const char* kMemoryKey = "edition";
constexpr const char* kCommerceWord = "commerce";
/// Only the paid edition schedules changes of the catalogue.
constexpr const char* kSchedulingModule = "Magento_CatalogStaging";

}  // namespace

EditionAnswer find_edition(Api& api, const Settings& settings, SiteMemory& memory) {
  if (settings.edition != Edition::kAsk) return {{}, settings.edition};
  if (const auto known = memory.find(kMemoryKey)) return {{}, *known == kCommerceWord ? Edition::kCommerce : Edition::kOpenSource};
  const Reply reply = api.get("/modules");
  if (!reply.ok() && (reply.outcome.code == code::kNoPermission || reply.outcome.code == code::kNoRoute)) return {};
  if (!reply.ok()) return {before_writing(reply.outcome), Edition::kOpenSource};
  // What is remembered is never asked again: an odd answer must not make an edition.
  if (!reply.body.is_array() || reply.body.empty())
    return {{OutcomeKind::kRetry, "unreadable", "the shop's answer about its modules is no list", {}}, Edition::kOpenSource};
  const bool commerce = std::ranges::find(reply.body, Json(kSchedulingModule)) != reply.body.end();
  memory.store(kMemoryKey, commerce ? kCommerceWord : "open_source", SiteMemory::Kind::kPlain);
  return {{}, commerce ? Edition::kCommerce : Edition::kOpenSource};
}

}  // namespace tillbridge::connectors::magento
