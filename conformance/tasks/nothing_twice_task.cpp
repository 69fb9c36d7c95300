#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {
namespace {

/// What a call says, without what names this call alone.
std::string content_of(const Element& from) {
  std::string out = from.name + "{" + from.text;
  for (const auto& child : from.children) {
    if (child.name != "CallerReference" && child.name != "AsOf") out += content_of(child);
  }
  return out + "}";
}

class NothingTwiceTask final : public Task {
 public:
  std::string name() const override { return "nothing-twice"; }
  std::string title() const override { return "Send nothing twice"; }
  std::string page() const override { return "README.md#a-tills-day"; }

  std::chrono::seconds extra_time(const Stage& stage) const override { return stage.quiet; }

  Orders begin(Stage& stage) override {
    return {{fmt::format("Nothing happens now. Let the till run as it does in a shop for {} seconds.", stage.quiet.count()),
             "The kit looks over everything so far: nothing is sent twice without need, nothing is confirmed that was not handed out."},
            {{"seconds", std::to_string(stage.quiet.count())}}};
  }

  Verdict look(Stage& stage, const Seen& seen) override {
    for (const auto& mistake : {strange_confirmation(seen), repeated_confirmation(seen), repeated_shipment(seen), repeated_update(seen)}) {
      if (!mistake.seen.empty()) return mistake;
    }
    if (seen.now - seen.began < stage.quiet) return waiting("nothing was sent twice so far", "the quiet time ends");
    return passed(fmt::format("{} calls, none of them sent twice without need", seen.calls.size()));
  }

 private:
  static Verdict strange_confirmation(const Seen& seen) {
    std::map<std::string, std::size_t> given;
    for (const auto& one : handed_out(seen.calls)) given.emplace(one.id, one.call);
    for (const auto& one : confirmations(seen.calls)) {
      const auto at = given.find(one.id);
      // What was handed out before the kit listened is known to the service.
      if ((at == given.end() && !one.is_done()) || (at != given.end() && at->second > one.call)) {
        return failed(fmt::format("{} was confirmed and had not been handed out: {} {}", one.id, one.status, one.message), "only what GetNewTransactions brought is confirmed, exactly as it named it");
      }
    }
    return {};
  }

  static Verdict repeated_confirmation(const Seen& seen) {
    std::map<std::string, Confirmation> before;
    for (const auto& one : confirmations(seen.calls)) {
      const auto [at, is_new] = before.emplace(one.id, one);
      if (is_new) continue;
      if (at->second.numbers != one.numbers) {
        return failed(fmt::format("{} was confirmed with PosDocumentNumbers {} and again with {}, so it was booked twice", one.id, fmt::join(at->second.numbers, ", "), fmt::join(one.numbers, ", ")),
                      "a TransactionId that is known is only confirmed again, never booked again");
      }
      if (!at->second.lost && at->second.is_done()) return failed(fmt::format("{} was confirmed again, although its answer {} had come", one.id, at->second.status), "what is answered is not confirmed again");
      at->second = one;
    }
    return {};
  }

  static Verdict repeated_shipment(const Seen& seen) {
    std::map<std::string, SentShipment> before;
    for (const auto& one : sent_shipments(seen.calls)) {
      const auto id = one.shipment.value("ShipmentId");
      const auto [at, is_new] = before.emplace(id, one);
      if (is_new) continue;
      if (at->second.status == "saved" && !at->second.lost) return failed(fmt::format("the shipment {} was sent again, although it was saved", id), "what is saved is not sent again");
      at->second = one;
    }
    return {};
  }

  /// In the quiet time only: before it people may try a thing again.
  static Verdict repeated_update(const Seen& seen) {
    std::set<std::string> before;
    for (std::size_t at = seen.from; at < seen.calls.size(); ++at) {
      const auto& call = seen.calls[at];
      if (!call.operation.starts_with("Update") || !call.is_done() || call.lost) continue;
      if (!before.insert(content_of(call.request)).second) return failed(fmt::format("{} came twice with the same values while nothing changed", call.operation), "only what changed is sent; everything once a night at most");
    }
    return {};
  }
};

}  // namespace

std::unique_ptr<Task> make_nothing_twice_task() { return std::make_unique<NothingTwiceTask>(); }

}  // namespace tillbridge::conformance
