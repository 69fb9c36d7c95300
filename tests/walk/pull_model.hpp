#pragma once
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"

namespace tillbridge::tests {

/// The reference: what the pull protocol promises for the documents of one kind of one account, told in the simplest way and without a
/// database. A document is a card with a few flags; the results are the words of the answer.
class PullModel {
 public:
  struct Card {
    bool ever_offered = false;
    bool offered = false;             ///< in its generation
    bool confirmed = false;           ///< the last word on it, until a resend is handed out
    bool parked = false;
    bool replaced = false;            ///< by a newer revision, before it was offered
    bool stripped = false;
    int generation = 1;
    int refusals = 0;
    base::Timestamp confirmed_at;
    std::optional<base::Timestamp> offer_again_at;
  };

  explicit PullModel(bool keeps_offering) : keeps_offering_(keeps_offering) {}

  void add(const std::string& id);
  /// A newer revision takes its place, if the POS never got it.
  void replace(const std::string& id);

  /// What a Get has to offer: not confirmed, not parked, the oldest first.
  std::vector<std::string> waiting(std::size_t most) const;
  std::size_t waiting_count() const { return waiting_.size(); }
  std::size_t parked_count() const { return parked_count_; }
  /// Pauses that are over end when a Get looks.
  void look(base::Timestamp now);
  void hand_out(const std::vector<std::string>& ids);

  std::string confirm(const std::string& id, bool accepted, base::Timestamp now);

  bool may_resend(const std::string& id) const;
  void resend(const std::string& id);
  /// Strips what was confirmed before; returns how many.
  std::size_t purge(base::Timestamp before);

  bool is_closed(const std::string& id) const { return card(id).confirmed && !may_be_offered(id); }
  const std::vector<std::string>& ids() const { return order_; }
  const Card& card(const std::string& id) const { return cards_[numbers_.at(id)]; }

 private:
  bool may_be_offered(const std::string& id) const { return waiting_.contains(numbers_.at(id)); }
  void set_parked(Card& card, bool parked);

  bool keeps_offering_;
  std::vector<std::string> order_;    ///< in the order of creation
  std::vector<Card> cards_;
  std::set<std::size_t> waiting_;     ///< has to be in the next Get
  std::set<std::size_t> pausing_;     ///< refused, with a time at which it comes back
  std::set<std::size_t> unstripped_;  ///< confirmed and still whole
  std::size_t parked_count_ = 0;
  std::unordered_map<std::string, std::size_t> numbers_;
};

}  // namespace tillbridge::tests
