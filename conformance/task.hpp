#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "conformance/evidence.hpp"
#include "conformance/recorder.hpp"
#include "conformance/shop.hpp"

namespace tillbridge::conformance {

/// What is kept of the account's books that no call shows.
class AccountBooks {
 public:
  virtual ~AccountBooks() = default;
  /// Pieces of a web order that are still reserved although the till has booked them: they wait for a stock number of the till.
  virtual std::size_t open_releases(const std::string& order_number) = 0;
};

/// The style that the tasks are played with: three sizes.
struct Style {
  std::string id = "CONF-7";
  std::string small() const { return id + "-S"; }
  std::string medium() const { return id + "-M"; }
  std::string large() const { return id + "-L"; }
  std::vector<std::string> items() const { return {small(), medium(), large()}; }
};

/// What a task works with.
struct Stage {
  Shop& shop;
  AnswerLoss& loss;
  AccountBooks& books;
  std::string site;                   ///< the site's name on the wire
  Style style;
  std::chrono::seconds quiet{60};     ///< how long a till is watched when nothing is to be done
  std::chrono::milliseconds pause{5'000};  ///< the least sensible pause between two polls that bring nothing
};

/// What was recorded so far and from where on it belongs to the task.
struct Seen {
  const Recording& calls;
  std::size_t from = 0;               ///< the first call after the task began
  base::Timestamp began, now;
};

/// What the integrator must do now: sentences for people, and the same values for programs.
struct Orders {
  std::vector<std::string> sentences;
  std::vector<std::pair<std::string, std::string>> values;
};

struct Verdict {
  enum class State { kWaiting, kPassed, kFailed } state = State::kWaiting;
  std::string seen;                   ///< what happened so far, "" = nothing that belongs to the task
  std::string expected = {};          ///< of a failure or of what is still missing
  std::vector<std::string> remarks = {};  ///< what is accepted but should be looked at
};
inline Verdict passed(std::string seen, std::vector<std::string> remarks = {}) { return {Verdict::State::kPassed, std::move(seen), {}, std::move(remarks)}; }
inline Verdict failed(std::string seen, std::string expected) { return {Verdict::State::kFailed, std::move(seen), std::move(expected)}; }
inline Verdict waiting(std::string seen, std::string expected) { return {Verdict::State::kWaiting, std::move(seen), std::move(expected)}; }

/// One thing that a till must be able to do. Called by Run, in this order and from one thread.
class Task {
 public:
  virtual ~Task() = default;
  virtual std::string name() const = 0;    ///< a word for --only
  virtual std::string title() const = 0;
  virtual std::string page() const = 0;    ///< which page of docs/integrators tells more
  /// On top of the time that every task has.
  virtual std::chrono::seconds extra_time(const Stage&) const { return {}; }

  /// Why it cannot begin yet (a product is missing in the shop), "" when it can.
  virtual std::string obstacle(Stage&, const Seen&) { return {}; }
  /// Prepares what the sentences name, e.g. places an order.
  virtual Orders begin(Stage& stage) = 0;
  /// What follows once the sentences have been read, e.g. the shop ships.
  virtual void act(Stage&) {}
  virtual Verdict look(Stage& stage, const Seen& seen) = 0;
};

/// All of them, in the order of a till's life.
std::vector<std::unique_ptr<Task>> all_tasks();

}  // namespace tillbridge::conformance
