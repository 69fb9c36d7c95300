#pragma once
#include <functional>
#include <string>

#include "base/clock.hpp"
#include "bench/parts_timeline.hpp"
#include "persistence/database.hpp"
#include "services/http/message.hpp"

namespace tillbridge::bench {

/// The store as the service sees it, telling the timeline what is being done. The first transaction of a request is its login.
/// Inside later ones: the account's clock and what is stored are kWrite, everything else (reads, comparing) is kDetect, and what
/// lies behind the closure is kCommit.
class ProbedDatabase final : public persistence::Database {
 public:
  using Work = std::function<void(persistence::UnitOfWork&)>;
  ProbedDatabase(persistence::Database& inner, Timeline& timeline) : inner_(inner), timeline_(timeline) {}

  void write(const Work& work) override;
  void read(const Work& work) override;
  /// Without `override`: the bench is also built on revisions that have no glance().
  void glance(const Work& work);
  void ping() override { inner_.ping(); }
  std::string description() const override { return inner_.description(); }
  bool is_embedded() const override { return inner_.is_embedded(); }

 private:
  /// True when this is the login, which is then charged as one.
  bool log_in(const std::function<void()>& act);
  persistence::Database& inner_;
  Timeline& timeline_;
};

/// Handlers read the clock when they begin, behind login and front pass: what passed since the login was the front.
class ProbedClock final : public base::Clock {
 public:
  explicit ProbedClock(Timeline& timeline) : timeline_(timeline) {}
  base::Timestamp now() const override;

 private:
  base::SystemClock system_;
  Timeline& timeline_;
};

/// Between the HTTP server and the service: receiving ends when the handler is called, sending begins when it returns.
class ProbedHandler final : public services::http::RequestHandler {
 public:
  ProbedHandler(services::http::RequestHandler& inner, Timeline& timeline) : inner_(inner), timeline_(timeline) {}
  services::http::Response handle(services::http::Request& request) override;

 private:
  services::http::RequestHandler& inner_;
  Timeline& timeline_;
};

}  // namespace tillbridge::bench
