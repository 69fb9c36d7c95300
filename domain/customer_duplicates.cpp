#include "domain/customer_duplicates.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace tillbridge::domain {
namespace {

using Index = std::uint32_t;
using Pair = std::pair<Index, Index>;

/// Who shares a key. Sorted, so that equal keys stand together.
template <class Key>
using Keyed = std::vector<std::pair<Key, Index>>;

/// Calls `act` for every run of at least two with an equal key.
template <class Key, class Act>
void for_each_block(Keyed<Key>& keyed, Act act) {
  std::sort(keyed.begin(), keyed.end());
  for (auto first = keyed.begin(); first != keyed.end();) {
    const auto last = std::find_if(first, keyed.end(), [&](const auto& entry) { return entry.first != first->first; });
    if (last - first > 1) act(first, last);
    first = last;
  }
}

/// Stable on every machine; equal hashes of different texts only cost a comparison.
std::uint64_t hash_of(std::string_view text, std::size_t left_out) {
  std::uint64_t hash = 14695981039346656037ull;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == left_out) continue;
    hash = (hash ^ static_cast<unsigned char>(text[i])) * 1099511628211ull;
  }
  return hash;
}

class Search {
 public:
  explicit Search(std::vector<DuplicateCandidate>& candidates) : candidates_(candidates) {}

  DuplicateReport run(int min_score) {
    block_by(&CustomerTraits::phone);
    block_by(&CustomerTraits::mailbox);
    block_by(&CustomerTraits::address);
    block_by_slips();
    std::sort(pairs_.begin(), pairs_.end());
    pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
    score(min_score);
    return std::move(report_);
  }

 private:
  /// What a crowd shares is taken from its traits, so that it counts for nobody.
  void block_by(std::string CustomerTraits::*trait) {
    Keyed<std::string> keyed;
    for (Index i = 0; i < candidates_.size(); ++i)
      if (const auto& key = candidates_[i].traits.*trait; !key.empty()) keyed.emplace_back(key, i);
    for_each_block(keyed, [&](auto first, auto last) {
      if (!is_crowd(first, last)) return pair_up(first, last);
      ++report_.crowded;
      for (auto entry = first; entry != last; ++entry) (candidates_[entry->second].traits.*trait).clear();
    });
  }

  /// Two texts that are one slip apart are equal after one letter was left out of one or both.
  void block_by_slips() {
    Keyed<std::uint64_t> keyed;
    for (Index i = 0; i < candidates_.size(); ++i) {
      const auto& email = candidates_[i].traits.email;
      if (email.empty()) continue;
      for (std::size_t left_out = 0; left_out <= email.size(); ++left_out) keyed.emplace_back(hash_of(email, left_out), i);
    }
    for_each_block(keyed, [&](auto first, auto last) {
      if (static_cast<std::size_t>(last - first) <= kCrowd)
        pair_up(first, last, [this](Index one, Index other) { return is_one_slip_away(candidates_[one].traits.email, candidates_[other].traits.email); });
    });
  }

  /// Whether the block is of more persons than kCrowd.
  template <class Entry>
  bool is_crowd(Entry first, Entry last) const {
    if (static_cast<std::size_t>(last - first) <= kCrowd) return false;
    std::set<std::string> numbers;
    std::size_t without = 0;
    for (auto entry = first; entry != last; ++entry) {
      const auto& number = candidates_[entry->second].pos_customer_number;
      if (number.empty()) ++without;
      else numbers.insert(number);
    }
    return without + numbers.size() > kCrowd;
  }

  template <class Entry>
  void pair_up(Entry first, Entry last) {
    pair_up(first, last, [](Index, Index) { return true; });
  }
  template <class Entry, class Wanted>
  void pair_up(Entry first, Entry last, Wanted wanted) {
    for (auto one = first; one != last; ++one)
      for (auto other = std::next(one); other != last; ++other)
        if (one->second != other->second && !are_one_person(one->second, other->second) && wanted(one->second, other->second))
          pairs_.push_back(std::minmax(one->second, other->second));
  }

  bool are_one_person(Index one, Index other) const {
    const auto& number = candidates_[one].pos_customer_number;
    return !number.empty() && number == candidates_[other].pos_customer_number;
  }

  std::string person(Index index) const {
    const auto& candidate = candidates_[index];
    return candidate.pos_customer_number.empty() ? "c" + to_text(candidate.id) : "n" + candidate.pos_customer_number;
  }

  void score(int min_score) {
    std::map<std::pair<std::string, std::string>, LikelyDuplicate> best;
    for (const auto& [one, other] : pairs_) {
      ++report_.compared;
      auto likeness = likeness_of(candidates_[one].traits, candidates_[other].traits);
      if (likeness.score < min_score) continue;
      std::pair<std::string, std::string> persons = std::minmax(person(one), person(other));
      auto& known = best[persons];
      if (likeness.score > known.likeness.score) known = {candidates_[one].id, candidates_[other].id, std::move(likeness)};
    }
    for (auto& [persons, pair] : best) report_.pairs.push_back(std::move(pair));
    std::sort(report_.pairs.begin(), report_.pairs.end(), [](const auto& one, const auto& other) {
      return std::tuple(-one.likeness.score, one.first, one.second) < std::tuple(-other.likeness.score, other.first, other.second);
    });
  }

  std::vector<DuplicateCandidate>& candidates_;
  std::vector<Pair> pairs_;
  DuplicateReport report_;
};

}  // namespace

DuplicateReport find_duplicates(std::vector<DuplicateCandidate> candidates, int min_score) {
  std::sort(candidates.begin(), candidates.end(), [](const auto& one, const auto& other) { return one.id < other.id; });
  return Search(candidates).run(std::max(min_score, kLeastMinScore));
}

}  // namespace tillbridge::domain
