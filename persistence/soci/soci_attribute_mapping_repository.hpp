#pragma once
#include "persistence/attribute_mappings.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociAttributeMappingRepository final : public AttributeMappingRepository {
 public:
  explicit SociAttributeMappingRepository(Session& session) : session_(session) {}

  std::vector<domain::AttributeMapping> list(domain::AccountId account, domain::SiteId site) override;
  std::vector<domain::AttributeMapping> list(domain::AccountId account) override;
  void upsert(domain::AccountId account, const std::vector<domain::AttributeMapping>& mappings) override;
  bool remove(domain::AccountId account, std::optional<domain::SiteId> site, const std::string& attribute, const std::string& pos_value) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
