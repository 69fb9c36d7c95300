#include "tests/walk/pull_model.hpp"

#include <algorithm>

namespace tillbridge::tests {

void PullModel::add(const std::string& id) {
  numbers_[id] = order_.size();
  waiting_.insert(order_.size());
  order_.push_back(id);
  cards_.emplace_back();
}

void PullModel::replace(const std::string& id) {
  const auto number = numbers_.at(id);
  if (cards_[number].ever_offered) return;
  cards_[number].replaced = true;
  waiting_.erase(number);
}

std::vector<std::string> PullModel::waiting(std::size_t most) const {
  std::vector<std::string> ids;
  for (auto at = waiting_.begin(); at != waiting_.end() && ids.size() < most; ++at) ids.push_back(order_[*at]);
  return ids;
}

void PullModel::look(base::Timestamp now) {
  for (auto at = pausing_.begin(); at != pausing_.end();) {
    Card& card = cards_[*at];
    if (*card.offer_again_at > now) {
      ++at;
      continue;
    }
    card.offer_again_at.reset();
    set_parked(card, false);
    waiting_.insert(*at);
    at = pausing_.erase(at);
  }
}

void PullModel::hand_out(const std::vector<std::string>& ids) {
  for (const auto& id : ids) {
    Card& card = cards_[numbers_.at(id)];
    card.ever_offered = card.offered = true;
    card.confirmed = false;  // once a resend is handed out it may be confirmed again
  }
}

std::string PullModel::confirm(const std::string& id, bool accepted, base::Timestamp now) {
  const auto found = numbers_.find(id);
  if (found == numbers_.end() || !cards_[found->second].ever_offered) return "not_found";
  const auto number = found->second;
  Card& card = cards_[number];
  if (card.confirmed) return "already_confirmed";
  if (!accepted && !card.offered) return "refused";  // answers the offer before the resend: only noted
  waiting_.erase(number);
  if (accepted) {
    card.confirmed = true;
    card.confirmed_at = now;
    card.offer_again_at.reset();
    pausing_.erase(number);
    if (!card.stripped) unstripped_.insert(number);
    set_parked(card, false);
    return "confirmed";
  }
  if (keeps_offering_ && !card.offer_again_at) {
    static constexpr int kMinutes[] = {1, 5, 15, 60};
    card.offer_again_at = now + std::chrono::minutes(kMinutes[std::min(card.refusals, 3)]);
    pausing_.insert(number);
  }
  ++card.refusals;
  set_parked(card, true);
  return "refused";
}

bool PullModel::may_resend(const std::string& id) const {
  const Card& known = card(id);
  return known.parked || (known.confirmed && !known.stripped && !may_be_offered(id));
}

void PullModel::resend(const std::string& id) {
  const auto number = numbers_.at(id);
  Card& card = cards_[number];
  waiting_.insert(number);
  pausing_.erase(number);
  unstripped_.erase(number);
  card.offer_again_at.reset();
  set_parked(card, false);
  card.offered = false;
  ++card.generation;
}

std::size_t PullModel::purge(base::Timestamp before) {
  std::size_t stripped = 0;
  for (auto at = unstripped_.begin(); at != unstripped_.end();) {
    Card& card = cards_[*at];
    if (card.confirmed_at >= before) {
      ++at;
      continue;
    }
    card.stripped = true;
    ++stripped;
    at = unstripped_.erase(at);
  }
  return stripped;
}

void PullModel::set_parked(Card& card, bool parked) {
  if (card.parked != parked) parked_count_ += parked ? 1 : std::size_t(-1);
  card.parked = parked;
}

}  // namespace tillbridge::tests
