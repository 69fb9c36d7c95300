#include "services/handlers/confirm_documents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/log.hpp"
#include "base/time_text.hpp"
#include "domain/confirm_rules.hpp"
#include "domain/stock_scope.hpp"
#include "services/handlers/append_releases.hpp"
#include "services/handlers/customer_echo.hpp"

namespace tillbridge::services {
namespace {

using base::Error;
using base::ErrorCode;
using domain::ConfirmOutcome;
using domain::ConfirmResult;
using persistence::UnitOfWork;

std::optional<Error> check_list(const ConfirmRequest& request) {
  if (!request.entries.empty() && request.entries.size() <= kMaxConfirms) return std::nullopt;
  const bool empty = request.entries.empty();
  return Error{.code = ErrorCode::kInvalidRequest,
               .message = empty ? "the list of confirmations is empty"
                                : fmt::format("{} confirmations are too many for one call; send at most {}", request.entries.size(), kMaxConfirms),
               .details = {},
               .word = empty ? "empty_list" : "too_many",
               .field = "Confirmations"};
}

std::string kind_and_id(domain::DocumentKind kind, const std::string& id) { return domain::to_word(kind) + "/" + id; }

/// Ids that were never offered to this account: a mix-up of tills, or somebody who guesses.
void note_unknown_ids(const Caller& caller, domain::DocumentKind kind, const ConfirmAnswer& answer) {
  const auto unknown = std::count_if(answer.outcomes.begin(), answer.outcomes.end(), [](const auto& outcome) { return outcome.result == ConfirmResult::kNotFound; });
  if (unknown > 0)
    base::log_warn("services", "unknown_documents_confirmed",
                   {{"account", domain::raw(caller.account_id)}, {"request", caller.request_id}, {"kind", domain::to_word(kind)}, {"count", unknown}});
}

/// One transaction's part; runs again from the start when the transaction is repeated.
class Confirm {
 public:
  Confirm(UnitOfWork& work, const base::Clock& clock, const Caller& caller, domain::DocumentKind kind, const ConfirmRequest& request)
      : work_(work), caller_(caller), kind_(kind), request_(request), account_(work.accounts().get(caller.account_id)),
        step_(work.accounts().step_clock(caller.account_id)), now_(clock.now()) {}

  /// Entries that contradict what was stored before: the POS seems to have booked twice.
  int suspicious() const { return suspicious_; }

  ConfirmAnswer run() {
    read_statuses();
    const auto contradicting = domain::contradictions(request_.entries);
    ConfirmAnswer answer;
    for (std::size_t i = 0; i < request_.entries.size(); ++i) {
      const bool contradicts = std::binary_search(contradicting.begin(), contradicting.end(), i);
      answer.outcomes.push_back(outcome_of(request_.entries[i], contradicts));
    }
    return answer;
  }

 private:
  void read_statuses() {
    std::set<domain::DocumentId> ids;
    for (const auto& entry : request_.entries)
      if (domain::is_document_id(kind_, entry.id)) ids.insert(entry.id);
    for (auto& status : work_.documents().find_for_confirm(account_.id, kind_, {ids.begin(), ids.end()})) {
      auto id = status.id;
      statuses_.emplace(std::move(id), std::move(status));
    }
  }

  ConfirmOutcome outcome_of(const domain::ConfirmEntry& entry, bool contradicts) {
    if (!domain::is_document_id(kind_, entry.id))
      return {entry.id, ConfirmResult::kInvalidId, fmt::format("\"{:.60}\" is no id of the kind {}", entry.id, domain::to_word(kind_)), {}};
    if (contradicts) return {entry.id, ConfirmResult::kConflict, "the list accepts and refuses this document; nothing was done for it", {}};
    const auto first = settled_.find(entry.id);
    if (first != settled_.end()) return repeated(entry, first->second);
    const auto outcome = settle(entry);
    settled_.emplace(entry.id, std::make_pair(outcome, entry.pos_document_numbers));
    return outcome;
  }

  /// The same id again in one list: the same outcome, the first entry wins.
  static ConfirmOutcome repeated(const domain::ConfirmEntry& entry, const std::pair<ConfirmOutcome, std::vector<std::string>>& first) {
    ConfirmOutcome outcome = first.first;
    if (entry.pos_document_numbers != first.second) outcome.warning = "it stands twice in the list with different numbers; those of the first are kept";
    return outcome;
  }

  ConfirmOutcome settle(const domain::ConfirmEntry& sent) {
    const auto found = statuses_.find(sent.id);
    const auto status = found == statuses_.end() ? std::nullopt : std::optional(found->second);
    auto decision = domain::decide_confirm(sent, status);
    if (decision.store) {
      auto entry = sent;
      entry.error_code = domain::kept_refusal_text(entry.error_code);
      entry.error_message = domain::kept_refusal_text(entry.error_message);
      const auto again = next_offer(*status, decision.result);
      decision.warning += store(entry, *status, decision.result, again);
      if (again) decision.message = "parked; it is offered again by itself from " + base::format_utc(*again) + " on";
    }
    if (decision.suspicious) {
      ++suspicious_;
      work_.audit().append(account_.id, {now_, "pos:" + caller_.user_name, sent.accepted ? "confirmed_with_another_number" : "refused_after_confirm",
                                         kind_and_id(kind_, sent.id), decision.warning});
    }
    return {sent.id, decision.result, decision.message, decision.warning};
  }

  /// When a refused document is offered again by itself, for an account that wants that.
  std::optional<base::Timestamp> next_offer(const domain::DocumentStatus& status, ConfirmResult result) const {
    if (result != ConfirmResult::kRefused || account_.refusal_policy != domain::RefusalPolicy::kKeepOffering) return std::nullopt;
    return domain::next_offer_after_refusal(status, now_);
  }

  /// Returns a warning, "" = none.
  std::string store(const domain::ConfirmEntry& entry, const domain::DocumentStatus& status, ConfirmResult result, std::optional<base::Timestamp> offer_again_at) {
    persistence::Confirmation confirmation;
    confirmation.document_id = entry.id;
    confirmation.generation = status.generation;
    confirmation.result = result;
    confirmation.step = step_;
    confirmation.caller = caller_.user_name;
    confirmation.request_id = caller_.request_id;
    confirmation.at = now_;
    confirmation.entry = entry;
    confirmation.offer_again_at = offer_again_at;
    work_.documents().append_confirmation(account_.id, confirmation);
    return result == ConfirmResult::kConfirmed ? follow_up(entry, status.site_id) : std::string{};
  }

  std::string follow_up(const domain::ConfirmEntry& entry, domain::SiteId site_id) {
    const auto& site = site_of(site_id);
    const bool tells_stock = domain::telling_kind(domain::stock_meaning_of(account_, site)) == kind_;
    if (!tells_stock && entry.pos_customer_number.empty()) return {};
    const auto stored = work_.documents().find(account_.id, entry.id);
    if (!stored) return {};
    if (tells_stock) append_releases(work_, account_, site, stored->document, now_, entry.booked_at);
    if (entry.pos_customer_number.empty()) return {};
    return learn_customer(work_, account_.id, stored->document, entry.pos_customer_number, caller_.user_name, now_);
  }

  const domain::Site& site_of(domain::SiteId id) {
    const auto known = sites_.find(id);
    return known != sites_.end() ? known->second : sites_.emplace(id, work_.sites().get(account_.id, id)).first->second;
  }

  UnitOfWork& work_;
  const Caller& caller_;
  domain::DocumentKind kind_;
  const ConfirmRequest& request_;
  domain::Account account_;
  std::map<domain::SiteId, domain::Site> sites_;  ///< read when a confirmed document names one
  domain::Step step_;
  base::Timestamp now_;               ///< read behind the account's lock: later than every post that was stored before
  int suspicious_ = 0;
  std::map<domain::DocumentId, domain::DocumentStatus> statuses_;
  std::map<domain::DocumentId, std::pair<ConfirmOutcome, std::vector<std::string>>> settled_;
};

}  // namespace

base::Result<ConfirmAnswer> confirm_documents(persistence::Database& database, const base::Clock& clock, const Caller& caller,
                                              domain::DocumentKind kind, const ConfirmRequest& request) {
  if (auto error = check_list(request)) return *error;
  ConfirmAnswer answer;
  int suspicious = 0;
  database.write([&](UnitOfWork& work) {
    Confirm confirm(work, clock, caller, kind, request);
    answer = confirm.run();
    suspicious = confirm.suspicious();
  });
  if (suspicious > 0)
    base::log_warn("services", "confirmed_otherwise_before",
                   {{"account", domain::raw(caller.account_id)}, {"request", caller.request_id}, {"kind", domain::to_word(kind)}, {"count", suspicious},
                    {"hint", "the POS seems to have booked twice; `tillbridge audit list` names the documents"}});
  note_unknown_ids(caller, kind, answer);
  return answer;
}

}  // namespace tillbridge::services
