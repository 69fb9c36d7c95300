#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace tillbridge::connectors {

/// What the connector of one site keeps from run to run and shares with its other runs: tokens that replace each other, the shop's own
/// jobs that are still open. Durable before store() and replace() return. Small values only; what we know of items and orders is
/// the job runner's. Safe for any thread; throws what the store throws when it is lost.
class SiteMemory {
 public:
  /// kSecret is sealed at rest.
  enum class Kind { kPlain, kSecret };

  virtual ~SiteMemory() = default;
  virtual std::optional<std::string> find(const std::string& key) = 0;
  /// Keys that begin so, sorted.
  virtual std::vector<std::string> list_keys(const std::string& prefix) = 0;
  virtual void store(const std::string& key, const std::string& value, Kind kind) = 0;
  /// Stores only where the value still is `expected` (absent: no value yet): of two runs that renew a token at once one wins, and the
  /// other reads what it wrote. False when it is another.
  virtual bool replace(const std::string& key, const std::optional<std::string>& expected, const std::string& value, Kind kind) = 0;
  virtual void forget(const std::string& key) = 0;
};

/// Remembers for its own life only: for tests and for `site test` of a site that is not stored yet.
class VolatileSiteMemory final : public SiteMemory {
 public:
  std::optional<std::string> find(const std::string& key) override;
  std::vector<std::string> list_keys(const std::string& prefix) override;
  void store(const std::string& key, const std::string& value, Kind kind) override;
  bool replace(const std::string& key, const std::optional<std::string>& expected, const std::string& value, Kind kind) override;
  void forget(const std::string& key) override;

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> values_;
};

}  // namespace tillbridge::connectors
