#pragma once
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "domain/ids.hpp"

namespace tillbridge::persistence {

/// One act of a person: who did what to what, why.
struct AuditEntry {
  base::Timestamp at;
  std::string actor;                  ///< "cli:root", "pos:till1"
  std::string act;                    ///< "site_paused", "document_resent" ...
  std::string object;                 ///< its key
  std::string reason;                 ///< and before/after; secrets as fingerprint only
};

class AuditRepository {
 public:
  virtual ~AuditRepository() = default;
  virtual void append(domain::AccountId account, const AuditEntry& entry) = 0;
  /// Newest first.
  virtual std::vector<AuditEntry> list(domain::AccountId account, int limit) = 0;
};

}  // namespace tillbridge::persistence
