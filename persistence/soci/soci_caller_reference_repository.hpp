#pragma once
#include "persistence/caller_references.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociCallerReferenceRepository final : public CallerReferenceRepository {
 public:
  explicit SociCallerReferenceRepository(Session& session) : session_(session) {}

  std::optional<CallerReference> find(domain::AccountId account, const std::string& reference) override;
  bool insert(domain::AccountId account, const CallerReference& reference) override;
  void store(domain::AccountId account, const CallerReference& reference) override;
  void remove(domain::AccountId account, const std::string& reference) override;
  std::int64_t purge(base::Timestamp before) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
