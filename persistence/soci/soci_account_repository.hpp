#pragma once
#include "base/random.hpp"
#include "persistence/accounts.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociAccountRepository final : public AccountRepository {
 public:
  explicit SociAccountRepository(Session& session) : session_(session) {}

  domain::AccountId insert(const domain::Account& account) override;
  void update(const domain::Account& account) override;
  std::optional<domain::Account> find_by_store_id(const std::string& store_id) override;
  std::optional<StoredLogin> find_login(const std::string& store_id, const std::string& user_name) override;
  domain::Account get(domain::AccountId id) override;
  std::vector<domain::Account> list() override;
  std::vector<domain::Credential> list_credentials(domain::AccountId account, const std::string& user_name) override;
  std::vector<domain::Credential> list_credentials(domain::AccountId account) override;
  void upsert_credential(const domain::Credential& credential) override;
  void remove_credential(domain::AccountId account, const std::string& user_name, int slot) override;
  domain::AccountClock advance_clock(domain::AccountId account) override;
  std::optional<domain::AccountClock> step_clock_from(domain::AccountId account, const domain::AccountClock& known) override;
  std::optional<domain::AccountClock> step_clock_with(domain::AccountId account, const domain::AccountClock& known, const domain::StockLevel& level) override;
  domain::AccountClock clock_moment(domain::AccountId account) override;
  bool came_from(domain::AccountId account, const domain::AccountClock& known) override;

 private:
  std::int64_t fresh_mark();

  Session& session_;
  base::SystemRandom random_;
};

}  // namespace tillbridge::persistence::soci
