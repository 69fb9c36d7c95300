#pragma once
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "domain/ids.hpp"

namespace tillbridge::persistence {

/// Answers kept under a caller's own reference, so that a repeat of the same call is harmless.
struct CallerReference {
  std::string reference;
  std::string operation;
  std::string content_hash;
  bool finished = false;              ///< false = still running, or its process died
  base::Timestamp started_at;
  std::string owner;                  ///< the process that runs it (base/process_identity.hpp)
  std::string answer;                 ///< the first answer, as the service stored it
};

class CallerReferenceRepository {
 public:
  virtual ~CallerReferenceRepository() = default;
  virtual std::optional<CallerReference> find(domain::AccountId account, const std::string& reference) = 0;
  /// False when the reference exists.
  virtual bool insert(domain::AccountId account, const CallerReference& reference) = 0;
  virtual void store(domain::AccountId account, const CallerReference& reference) = 0;
  virtual void remove(domain::AccountId account, const std::string& reference) = 0;
  virtual std::int64_t purge(base::Timestamp before) = 0;
};

}  // namespace tillbridge::persistence
