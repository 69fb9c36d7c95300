#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "bench/http_caller.hpp"
#include "bench/parts_probe.hpp"
#include "bench/update_store.hpp"
#include "services/http/server.hpp"

namespace tillbridge::bench {

/// One kind of call, made again and again by an account of its own.
struct PartsCase {
  std::string operation, title;
  int each = 0;                       ///< every so many-th row differs from the call before, 0 = none
  bool has_as_of = false;             ///< with a new time in every call
  bool is_products() const { return operation == "UpdatePOSProducts"; }
};

std::vector<PartsCase> parts_cases();

/// The raw limits; nothing is written where no row is.
struct RawTimes {
  Spent read;
  std::optional<Spent> write, commit;
};

/// The real HTTP server with the real service on a store, an account with `rows` items per case, and a raw connection beside.
class PartsScene {
 public:
  PartsScene(UpdateStore& store, const std::vector<PartsCase>& cases, int rows);
  ~PartsScene();

  /// The next call of a case.
  std::string request(std::size_t which);
  /// Makes the call and says where its time went, from the first byte sent to the last one received. Throws std::logic_error when
  /// the answer counts other rows as changed than the request was made with.
  PartTimes call(std::size_t which, const std::string& request);
  /// The same rows read and written through the database's own library, as another account.
  RawTimes run_raw(std::size_t which);

 private:
  void fill(std::size_t which);
  std::vector<RawRow> changed_rows(std::size_t which, const RawTable& table);

  UpdateStore& store_;
  std::vector<PartsCase> cases_;
  int rows_;
  std::vector<int> versions_;
  std::vector<TillLogin> logins_;
  Timeline timeline_;
  ProbedClock clock_{timeline_};
  ProbedDatabase database_;
  std::unique_ptr<services::SoapService> service_;
  ProbedHandler handler_;
  base::SystemRandom random_;
  services::Metrics metrics_;
  services::http::HttpServer server_;
  HttpCaller caller_;
  std::unique_ptr<RawUpdates> raw_;
};

}  // namespace tillbridge::bench
