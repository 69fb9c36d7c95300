#include "admin/verify.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include <fmt/format.h>

#include "admin/choice.hpp"
#include "base/time_text.hpp"

namespace tillbridge::admin {
namespace {

using base::Error;
using base::ErrorCode;
using persistence::EvidenceRepository;
using persistence::UnitOfWork;

constexpr std::size_t kDocumentsAtOnce = 50'000;
constexpr int kPage = 1'000;
/// A hand-out holds up to a thousand ids.
constexpr int kHandOutsPerPage = 100;

/// Rows of one kind in order, a page at a time.
template <class Row>
class Stream {
 public:
  /// `next` reads the page behind a row; the first one behind none.
  using Next = std::function<std::vector<Row>(const Row* behind)>;
  Stream(Next next, int limit) : next_(std::move(next)), limit_(static_cast<std::size_t>(limit)), page_(next_(nullptr)) {}

  const Row* front() const { return at_ < page_.size() ? &page_[at_] : nullptr; }
  void pop() {
    if (++at_ < page_.size() || page_.size() < limit_) return;
    const Row last = page_.back();
    page_ = next_(&last);
    at_ = 0;
  }

 private:
  Next next_;
  std::size_t limit_;
  std::vector<Row> page_;
  std::size_t at_ = 0;
};

template <class Row>
EvidenceRepository::Position position_of(const Row* row) {
  return row == nullptr ? EvidenceRepository::Position{} : EvidenceRepository::Position{row->step, row->document_id};
}

bool is_in(const EvidenceRepository::Range& range, const domain::DocumentId& id) { return id > range.after && (!range.last || id <= *range.last); }

/// One part of the documents, in one view of the store.
class Part {
 public:
  Part(EvidenceRepository& evidence, domain::AccountId account, const Period& period, const domain::DocumentId& after)
      : evidence_(evidence), account_(account), period_(period), range_{after, std::nullopt} {}

  void run() {
    read_documents();
    feed();
    check_.end();
  }
  const domain::EvidenceCheck& check() const { return check_; }
  /// The last id of this part; absent when it was the last part.
  const std::optional<domain::DocumentId>& last() const { return range_.last; }

 private:
  void read_documents() {
    auto after = range_.after;
    for (std::size_t read = 0; read < kDocumentsAtOnce;) {
      const auto page = evidence_.list_documents(account_, after, kPage);
      for (const auto& document : page) {
        const bool inside = (!period_.from || document.created_at >= *period_.from) && (!period_.to || document.created_at < *period_.to);
        if (inside) check_.add(document);
        else check_.add_outside(document.id);
      }
      if (page.size() < static_cast<std::size_t>(kPage)) return;
      read += page.size();
      after = page.back().id;
    }
    range_.last = after;
  }

  /// Merges the three kinds of evidence by step.
  void feed() {
    Stream<domain::SentAgain> resends([&](const auto* behind) { return evidence_.list_resends(account_, range_, position_of(behind), kPage); }, kPage);
    Stream<domain::HandOut> handouts([&](const auto* behind) { return evidence_.list_handouts(account_, behind == nullptr ? -1 : behind->step, kHandOutsPerPage); },
                                     kHandOutsPerPage);
    Stream<domain::Answered> answers([&](const auto* behind) { return evidence_.list_answers(account_, range_, position_of(behind), kPage); }, kPage);
    for (;;) {
      const auto* resend = resends.front();
      const auto* handout = handouts.front();
      const auto* answer = answers.front();
      if (resend == nullptr && handout == nullptr && answer == nullptr) return;
      constexpr auto kNone = std::numeric_limits<domain::Step>::max();
      const auto step = std::min({resend ? resend->step : kNone, handout ? handout->step : kNone, answer ? answer->step : kNone});
      if (resend && resend->step == step) {
        check_.resent(*resend);
        resends.pop();
      } else if (handout && handout->step == step) {
        for (const auto& [id, generation] : handout->documents)
          if (is_in(range_, id)) check_.handed_out(handout->step, id, generation);
        handouts.pop();
      } else {
        check_.answered(*answer);
        answers.pop();
      }
    }
  }

  EvidenceRepository& evidence_;
  domain::AccountId account_;
  const Period& period_;
  EvidenceRepository::Range range_;
  domain::EvidenceCheck check_;
};

base::Result<std::optional<base::Timestamp>> read_moment(const std::string& name, const std::string& text, const std::string& zone) {
  if (text.empty()) return std::optional<base::Timestamp>{};
  const auto moment = base::parse_xsd_datetime(text, zone);
  if (!moment) return Error{ErrorCode::kInvalidRequest, fmt::format("{} \"{}\": {}", name, text, moment.error().message)};
  return std::optional(*moment);
}

base::Result<Period> read_period(const VerifyRequest& request, const std::string& zone) {
  const auto from = read_moment("--from", request.from, zone);
  if (!from) return from.error();
  const auto to = read_moment("--to", request.to, zone);
  if (!to) return to.error();
  if (*from && *to && **from >= **to) return Error{ErrorCode::kInvalidRequest, "the period ends before it begins: --to must be later than --from"};
  return Period{*from, *to};
}

}  // namespace

VerifyReport verify_evidence(persistence::Database& database, domain::AccountId account, const Period& period) {
  VerifyReport report;
  std::optional<domain::DocumentId> after = "";
  while (after) {
    std::optional<domain::DocumentId> next;
    domain::EvidenceCheck checked;
    database.read([&](UnitOfWork& work) {
      Part part(work.evidence(), account, period, *after);
      part.run();
      checked = part.check();
      next = part.last();
    });
    report.counts.add(checked.counts());
    for (const auto& breach : checked.breaches())
      if (report.breaches.size() < domain::EvidenceCheck::kMaxListed) report.breaches.push_back(breach);
    after = next;
  }
  return report;
}

base::Result<VerifyReport> verify_account(AdminServices& services, const VerifyRequest& request) {
  base::Result<domain::Account> account = domain::Account{};
  services.database.read([&](UnitOfWork& work) { account = choose_account(work, request.store_id); });
  if (!account) return account.error();
  const auto period = read_period(request, account->time_zone);
  if (!period) return period.error();
  return verify_evidence(services.database, account->id, *period);
}

}  // namespace tillbridge::admin
