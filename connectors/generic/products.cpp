#include <algorithm>

#include "connectors/generic/connector.hpp"
#include "connectors/generic/product_json.hpp"

namespace tillbridge::connectors::generic {
namespace {

Outcome rejected(std::string code, std::string message) { return {.kind = OutcomeKind::kRejected, .code = std::move(code), .message = std::move(message)}; }

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

/// What is already decided about an item before anything is written; kOk with an empty remote = still to be made.
Outcome judge(const std::string& sku, const SkuFindings& findings, const Capabilities& capabilities, PublishedItem& answer) {
  if (sku.empty() || sku.size() > static_cast<std::size_t>(capabilities.max_sku_length) || has_control(sku))
    return rejected("bad_sku", "the shop takes SKUs of 1 to " + std::to_string(capabilities.max_sku_length) + " bytes without control characters");
  if (const auto at = findings.colliding.find(sku); !capabilities.sku_case_sensitive && at != findings.colliding.end())
    return rejected("sku_collision", "the shop takes " + sku + " and its " + at->second.front() + " for the same SKU");
  const auto at = findings.exact.find(sku);
  if (at == findings.exact.end()) return {};
  if (at->second.size() > 1) return rejected("sku_ambiguous", "the shop has the SKU " + sku + " " + std::to_string(at->second.size()) + " times");
  if (at->second.front().kind == "matrix") return rejected("sku_collision", "in the shop " + sku + " is a product with variants, not a sellable item");
  answer.remote = at->second.front().remote;
  answer.adopted = true;
  return {};
}

bool to_be_made(const PublishedItem& answer) { return answer.outcome.ok() && answer.remote.product_id.empty(); }

bool is_duplicate(const Outcome& outcome) { return outcome.kind == OutcomeKind::kRejected && outcome.code == "duplicate_sku"; }

/// The product with only the items that are still to be made.
PublishProduct missing_part(const PublishProduct& product, const std::vector<PublishedItem>& answers) {
  PublishProduct part = product;
  part.items.clear();
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (to_be_made(answers[i])) part.items.push_back(product.items[i]);
  return part;
}

/// Puts the answers for the made items at their places.
void merge(std::vector<PublishedItem>& answers, const std::vector<PublishedItem>& made) {
  std::size_t next = 0;
  for (auto& answer : answers)
    if (to_be_made(answer) && next < made.size()) answer = made[next++];
}

std::vector<PublishedItem> all_failed(const PublishProduct& product, const Outcome& outcome) {
  std::vector<PublishedItem> answers;
  for (const auto& entry : product.items) answers.push_back({.item_id = entry.item.id, .outcome = outcome});
  return answers;
}

std::vector<std::string> all_skus(std::span<const PublishProduct> products) {
  std::vector<std::string> skus;
  for (const auto& product : products) {
    if (product.is_matrix && !product.existing_parent) skus.push_back(product.sku);
    for (const auto& entry : product.items) skus.push_back(entry.item.id);
  }
  return skus;
}

}  // namespace

std::vector<std::vector<PublishedItem>> GenericConnector::publish_products(std::span<const PublishProduct> products) {
  std::vector<std::vector<PublishedItem>> answers;
  const auto size = static_cast<std::size_t>(settings_.capabilities.publish_batch);
  for (std::size_t at = 0; at < products.size(); at += size)
    for (auto& answer : publish_batch(products.subspan(at, std::min(size, products.size() - at)))) answers.push_back(std::move(answer));
  return answers;
}

std::vector<std::vector<PublishedItem>> GenericConnector::publish_batch(std::span<const PublishProduct> products) {
  std::vector<std::vector<PublishedItem>> answers;
  SkuFindings findings;
  // Always looked up first: what an earlier try made although its answer was lost is adopted here instead of being made twice.
  const auto looked_up = look_up(all_skus(products), findings);
  for (const auto& product : products) answers.push_back(all_failed(product, looked_up.kind == OutcomeKind::kUnknown ? Outcome{OutcomeKind::kRetry, looked_up.code, looked_up.message} : looked_up));
  if (!looked_up.ok()) return answers;

  std::vector<std::size_t> to_create;
  for (std::size_t i = 0; i < products.size(); ++i) {
    const auto& product = products[i];
    for (auto& answer : answers[i]) answer.outcome = judge(answer.item_id, findings, settings_.capabilities, answer);
    if (std::none_of(answers[i].begin(), answers[i].end(), to_be_made)) continue;
    if (!product.is_matrix) {
      to_create.push_back(i);
      continue;
    }
    const auto parent = findings.exact.find(product.sku);
    if (product.existing_parent) {
      add_missing(product, *product.existing_parent, answers[i]);
    } else if (parent == findings.exact.end()) {
      to_create.push_back(i);
    } else if (parent->second.size() == 1 && parent->second.front().kind == "matrix") {
      add_missing(product, parent->second.front().remote, answers[i]);
    } else {
      merge(answers[i], all_failed(missing_part(product, answers[i]), rejected("sku_collision", "in the shop " + product.sku + " is something else than a product with variants")));
    }
  }
  create_missing(products, answers, to_create);
  adopt_duplicates(answers);
  return answers;
}

// Somebody made the SKU between our look-up and our write, perhaps an earlier try of ours that the shop finished late: then it is ours too.
void GenericConnector::adopt_duplicates(std::vector<std::vector<PublishedItem>>& answers) {
  std::vector<std::string> skus;
  for (const auto& product : answers)
    for (const auto& answer : product)
      if (is_duplicate(answer.outcome)) skus.push_back(answer.item_id);
  SkuFindings findings;
  if (skus.empty() || !look_up(skus, findings).ok()) return;
  for (auto& product : answers)
    for (auto& answer : product) {
      if (!is_duplicate(answer.outcome) || !findings.exact.contains(answer.item_id)) continue;
      answer.outcome = judge(answer.item_id, findings, settings_.capabilities, answer);
    }
}

void GenericConnector::create_missing(std::span<const PublishProduct> products, std::vector<std::vector<PublishedItem>>& answers, const std::vector<std::size_t>& which) {
  std::vector<PublishProduct> parts;
  for (const auto i : which) parts.push_back(missing_part(products[i], answers[i]));
  const auto send = [&](std::span<const PublishProduct> batch) -> BatchResult<std::vector<PublishedItem>> {
    Json list = Json::array();
    for (const auto& product : batch) list.push_back(product_json(product, settings_.capabilities));
    auto answer = api_.post(settings_.path("products"), {{"products", std::move(list)}});
    const auto results = api_.results(answer, batch.size());
    if (!answer.outcome.ok()) return BatchRefusal{answer.outcome, answer.divisible()};
    std::vector<std::vector<PublishedItem>> made;
    for (std::size_t i = 0; i < batch.size(); ++i) made.push_back(read_product_result(api_, batch[i], results[i]));
    return made;
  };
  const auto made = send_halving<std::vector<PublishedItem>>(std::span<const PublishProduct>(parts), send, all_failed);
  for (std::size_t i = 0; i < which.size(); ++i) merge(answers[which[i]], made[i]);
}

void GenericConnector::add_missing(const PublishProduct& product, const domain::RemoteRef& parent, std::vector<PublishedItem>& answers) {
  const auto part = missing_part(product, answers);
  const auto send = [&](std::span<const PublishItem> items) -> BatchResult<PublishedItem> {
    PublishProduct batch = part;
    batch.items.assign(items.begin(), items.end());
    auto answer = api_.post(settings_.path("variants", parent.product_id), {{"option_names", batch.all_option_names}, {"variants", variants_json(batch, settings_.capabilities)}});
    if (answer.object_missing()) answer.outcome.kind = OutcomeKind::kGone;
    if (!answer.outcome.ok()) return BatchRefusal{answer.outcome, answer.divisible()};
    return read_product_result(api_, batch, answer.body);
  };
  merge(answers, send_halving<PublishedItem>(std::span<const PublishItem>(part.items), send,
                                             [](const PublishItem& entry, const Outcome& outcome) { return PublishedItem{.item_id = entry.item.id, .outcome = outcome}; }));
}

}  // namespace tillbridge::connectors::generic
