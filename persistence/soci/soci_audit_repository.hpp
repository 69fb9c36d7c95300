#pragma once
#include "persistence/audit.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

/// An entry's key is a digest of its content: a unit of work that runs twice leaves one entry.
class SociAuditRepository final : public AuditRepository {
 public:
  explicit SociAuditRepository(Session& session) : session_(session) {}

  void append(domain::AccountId account, const AuditEntry& entry) override;
  std::vector<AuditEntry> list(domain::AccountId account, int limit) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
