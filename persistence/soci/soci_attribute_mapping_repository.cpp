#include "persistence/soci/soci_attribute_mapping_repository.hpp"

namespace tillbridge::persistence::soci {
namespace {

const std::string kSelect = "SELECT site_id, attribute, pos_value, web_value FROM attribute_mapping WHERE account_id = ?";
const std::string kSorted = " ORDER BY site_id, attribute, pos_value";
const dialect::UpsertShape kShape{.table = "attribute_mapping", .keys = {"account_id", "site_id", "attribute", "pos_value"}, .replaced = {"web_value"}};

/// The column of a mapping for all sites: no site has this number.
constexpr domain::SiteId kEverySite{0};

std::vector<domain::AttributeMapping> mappings_of(Rows rows) {
  std::vector<domain::AttributeMapping> mappings;
  while (rows.next()) {
    const domain::SiteId site{rows.integer()};
    mappings.push_back({.site_id = site == kEverySite ? std::nullopt : std::optional(site), .attribute = rows.text(), .pos_value = rows.text(), .web_value = rows.text()});
  }
  return mappings;
}

}  // namespace

std::vector<domain::AttributeMapping> SociAttributeMappingRepository::list(domain::AccountId account, domain::SiteId site) {
  return mappings_of(session_.query(kSelect + " AND site_id IN (?, ?)" + kSorted, {account, kEverySite, site}));
}

std::vector<domain::AttributeMapping> SociAttributeMappingRepository::list(domain::AccountId account) {
  return mappings_of(session_.query(kSelect + kSorted, {account}));
}

void SociAttributeMappingRepository::upsert(domain::AccountId account, const std::vector<domain::AttributeMapping>& mappings) {
  std::vector<Values> rows;
  for (const auto& mapping : mappings) rows.push_back({account, mapping.site_id.value_or(kEverySite), mapping.attribute, mapping.pos_value, mapping.web_value});
  session_.upsert(kShape, rows);
}

bool SociAttributeMappingRepository::remove(domain::AccountId account, std::optional<domain::SiteId> site, const std::string& attribute,
                                            const std::string& pos_value) {
  return session_.execute("DELETE FROM attribute_mapping WHERE account_id = ? AND site_id = ? AND attribute = ? AND pos_value = ?",
                          {account, site.value_or(kEverySite), attribute, pos_value}) != 0;
}

}  // namespace tillbridge::persistence::soci
