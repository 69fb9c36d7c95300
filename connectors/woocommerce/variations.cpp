#include <algorithm>

#include "connectors/http/outcome.hpp"
#include "connectors/woocommerce/product_json.hpp"
#include "connectors/woocommerce/product_refusals.hpp"
#include "connectors/woocommerce/products.hpp"

// The second step of a matrix: its variations, one batch per parent.
namespace tillbridge::connectors::woocommerce {
namespace {

constexpr std::size_t kPageSize = 100;

}  // namespace

bool ProductPublisher::prepare_parent(Work& work) {
  if (work.parent_is_new) return true;
  const std::string path = "/products/" + work.parent_id;
  const Reply read = api_.get(path, {{"context", "edit"}, {"_fields", "id,type,status,attributes"}});
  if (!read.ok()) {
    batches_.note(read.outcome);
    Outcome outcome = read.outcome;
    if (outcome.kind == OutcomeKind::kUnknown) outcome.kind = OutcomeKind::kRetry;
    work.settle_open(outcome);
    return false;
  }
  if (text_member(read.body, "status") == "trash") {
    work.settle_open(sku_in_trash(work.product->sku));
    return false;
  }
  if (text_member(read.body, "type") != "variable") {
    work.settle_open(rejected("parent_not_variable", "product " + work.parent_id + " of the shop has no variations; change its type there"));
    return false;
  }
  work.parent_attributes = list_member(read.body, "attributes");
  if (!refuse_taken_options(work)) return false;
  const auto wider = work.open() ? widened_attributes(work.parent_attributes, *work.product) : std::nullopt;
  if (!wider) return work.open();
  const Reply written = api_.put(path, {{"attributes", *wider}});
  if (!written.ok()) {
    batches_.note(written.outcome);
    work.settle_open(written.outcome);
    return false;
  }
  work.parent_attributes = list_member(written.body, "attributes");
  return true;
}

/// The shop accepts a second variation with the same options and then sells either: we do not make one.
bool ProductPublisher::refuse_taken_options(Work& work) {
  for (int page = 1;; ++page) {
    const Reply reply = api_.get("/products/" + work.parent_id + "/variations",
                                 {{"per_page", std::to_string(kPageSize)}, {"page", std::to_string(page)}, {"status", "any"}, {"_fields", "id,sku,attributes"}});
    if (!reply.ok() || !reply.body.is_array()) {
      batches_.note(reply.outcome);
      work.settle_open(http::to_outcome(http::to_error(reply.outcome)));
      return false;
    }
    for (const Json& variation : reply.body) {
      std::vector<domain::NameValue> options;
      for (const Json& one : list_member(variation, "attributes")) options.push_back({text_member(one, "name"), text_member(one, "option")});
      for (std::size_t i = 0; i < work.settled.size(); ++i)
        if (!work.settled[i] && option_set(options) == option_set(work.product->items[i].item.options))
          work.settle(i, rejected("duplicate_options", "variation " + text_member(variation, "id") + " (SKU '" + text_member(variation, "sku") +
                                                           "') of the shop's product " + work.parent_id + " already has these options"));
    }
    if (reply.body.size() < kPageSize) return true;
  }
}

void ProductPublisher::add_variations(Work& work) {
  if (batches_.stopped()) return work.settle_open(*batches_.stopped());
  if (!prepare_parent(work)) return;
  std::vector<Json> bodies;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < work.settled.size(); ++i) {
    if (work.settled[i]) continue;
    const bool hidden = work.product->start_hidden && !work.parent_is_new;
    bodies.push_back(variation_json(work.product->items[i], work.parent_attributes, hidden, settings_));
    places.push_back(i);
  }
  const std::string path = "/products/" + work.parent_id + "/variations/batch";
  auto answers = batches_.send(path, "create", bodies);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i].outcome.code == code::kDuplicateGtin) {
      bodies[i].erase("global_unique_id");
      answers[i] = batches_.send(path, "create", {bodies[i]}).front();
    }
    const std::string sku = text_member(bodies[i], "sku");
    if (answers[i].outcome.ok()) {
      work.created(places[i], {work.parent_id, text_member(answers[i].object, "id")});
      continue;
    }
    FoundProduct found;
    const Outcome outcome = second_look(sku, answers[i], found);
    if (outcome.ok()) work.adopt(places[i], found.ref);
    else work.settle(places[i], outcome);
  }
}

}  // namespace tillbridge::connectors::woocommerce
