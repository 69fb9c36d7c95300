#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "domain/customer_likeness.hpp"

namespace tillbridge::domain {

/// A customer as the report of duplicates sees it. Customers with one POS number are one person already.
struct DuplicateCandidate {
  CustomerId id{};
  std::string pos_customer_number;    ///< "" = none: a person of its own
  CustomerTraits traits;
};

/// Two persons who may be one: the most alike of their customers, and why.
struct LikelyDuplicate {
  CustomerId first{}, second{};       ///< first < second
  Likeness likeness;
};

struct DuplicateReport {
  std::vector<LikelyDuplicate> pairs; ///< the likeliest first, then by ids
  std::int64_t compared = 0;          ///< pairs that were scored
  std::int64_t crowded = 0;           ///< telephone numbers, mailboxes and addresses that too many share: no sign of one person, left out
};

/// All pairs of at least `min_score` (from 31 up: below, equal names alone would have to be compared). Only customers with something in
/// common are compared, so the work grows with the customers and not with their square: 100,000 take seconds. Deterministic; the order
/// of `candidates` does not matter. Pure.
DuplicateReport find_duplicates(std::vector<DuplicateCandidate> candidates, int min_score = kLikelyScore);

inline constexpr int kLeastMinScore = 31;
inline constexpr std::size_t kCrowd = 50;

}  // namespace tillbridge::domain
