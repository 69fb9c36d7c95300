#include "services/handlers/offer_documents.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "services/handlers/customer_numbers.hpp"

namespace tillbridge::services {
namespace {

using base::Error;
using base::ErrorCode;
using persistence::UnitOfWork;

Error invalid(std::string word, std::string field, std::string message) {
  return Error{.code = ErrorCode::kInvalidRequest, .message = std::move(message), .details = {}, .word = std::move(word), .field = std::move(field)};
}

std::optional<Error> check_max_count(std::int64_t max_count) {
  if (max_count < 1) return invalid("bad_max_count", "MaxCount", fmt::format("MaxCount is {}; ask for 1 to {} documents", max_count, kMaxMaxCount));
  if (max_count > kMaxMaxCount) return invalid("too_many", "MaxCount", fmt::format("MaxCount is {}; at most {} documents go into one answer", max_count, kMaxMaxCount));
  return std::nullopt;
}

/// One transaction's part; runs again from the start when the transaction is repeated.
class Offer {
 public:
  Offer(UnitOfWork& work, const base::Clock& clock, const Caller& caller, domain::DocumentKind kind, const GetNewRequest& request)
      : work_(work), clock_(clock), caller_(caller), kind_(kind), request_(request) {}

  base::Result<GetNewAnswer> run() {
    const auto account = work_.accounts().get(caller_.account_id);
    persistence::DocumentRepository::Filter filter{.kind = kind_, .site = std::nullopt, .pos_store = std::nullopt};
    if (!request_.site.empty()) {
      const auto site = work_.sites().find_by_name(account.id, request_.site);
      if (!site) return invalid("unknown_site", "Site", fmt::format("this account has no web site \"{}\"; leave Site out for all of them", request_.site));
      filter.site = site->id;
    }
    if (!request_.pos_store.empty()) filter.pos_store = request_.pos_store;

    if (!account.pulls_kind(kind_)) {
      answer_.warnings.push_back(fmt::format("this account does not pull documents of the kind {}; nothing of it waits", domain::to_word(kind_)));
      return answer_;
    }
    hand_out(account, filter);
    return std::move(answer_);
  }

 private:
  void hand_out(const domain::Account& account, const persistence::DocumentRepository::Filter& filter) {
    const auto step = work_.accounts().step_clock(caller_.account_id);
    auto& documents = work_.documents();
    if (account.refusal_policy == domain::RefusalPolicy::kKeepOffering) documents.offer_again(account.id, kind_, clock_.now());
    auto waiting = documents.list_waiting(caller_.account_id, filter, static_cast<int>(request_.max_count.value_or(kDefaultMaxCount)), kMaxAnswerBytes);
    const auto counts = documents.count_open(caller_.account_id, filter);
    answer_.waiting_count = counts.waiting;
    answer_.parked_count = counts.parked;
    answer_.more_available = counts.waiting > static_cast<std::int64_t>(waiting.size());
    warn_of_an_unknown_store();
    if (waiting.empty()) return;

    persistence::Handout handout{.kind = kind_, .step = step, .caller = caller_.user_name, .request_id = caller_.request_id, .at = clock_.now(), .documents = {}};
    const CustomerNumbers numbers(work_, account, waiting);
    answer_.documents.reserve(waiting.size());
    for (auto& stored : waiting) {
      handout.documents.emplace_back(stored.status.id, stored.status.generation);
      auto number = numbers.of(stored.document);
      answer_.documents.push_back({std::move(stored.document), std::move(number), stored.status.generation, stored.status.resent});
    }
    documents.append_handout(caller_.account_id, handout);
  }

  void warn_of_an_unknown_store() {
    if (request_.pos_store.empty()) return;
    const auto sites = work_.sites().list(caller_.account_id);
    if (std::any_of(sites.begin(), sites.end(), [&](const auto& site) { return site.pos_store == request_.pos_store; })) return;
    answer_.warnings.push_back(fmt::format("no web site of this account sends its orders to the store \"{}\"", request_.pos_store));
  }

  UnitOfWork& work_;
  const base::Clock& clock_;
  const Caller& caller_;
  domain::DocumentKind kind_;
  const GetNewRequest& request_;
  GetNewAnswer answer_;
};

}  // namespace

base::Result<GetNewAnswer> offer_documents(persistence::Database& database, const base::Clock& clock, const Caller& caller,
                                           domain::DocumentKind kind, const GetNewRequest& request) {
  if (auto error = check_max_count(request.max_count.value_or(kDefaultMaxCount))) return *error;
  base::Result<GetNewAnswer> answer = GetNewAnswer{};
  database.write([&](UnitOfWork& work) { answer = Offer(work, clock, caller, kind, request).run(); });
  return answer;
}

}  // namespace tillbridge::services
