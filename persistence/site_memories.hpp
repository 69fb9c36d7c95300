#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace tillbridge::persistence {

/// What the connector of a site keeps from run to run: tokens that replace each other, the shop's own jobs that are still open.
struct SiteMemoryEntry {
  std::string key;                    ///< 1–190 bytes of ASCII
  std::string value;                  ///< sealed text where `sealed`
  bool sealed = false;
};

class SiteMemoryRepository {
 public:
  virtual ~SiteMemoryRepository() = default;
  virtual std::optional<SiteMemoryEntry> find(domain::AccountId account, domain::SiteId site, const std::string& key) = 0;
  /// Those whose key begins so, sorted by key.
  virtual std::vector<SiteMemoryEntry> list(domain::AccountId account, domain::SiteId site, const std::string& prefix) = 0;
  virtual void store(domain::AccountId account, domain::SiteId site, const SiteMemoryEntry& entry) = 0;
  /// Stores where the entry still holds `expected` as its text (absent: there is none yet); false when another was faster.
  virtual bool replace(domain::AccountId account, domain::SiteId site, const std::optional<std::string>& expected, const SiteMemoryEntry& entry) = 0;
  virtual void remove(domain::AccountId account, domain::SiteId site, const std::string& key) = 0;
};

}  // namespace tillbridge::persistence
