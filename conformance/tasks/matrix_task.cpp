#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "conformance/tasks/tasks.hpp"

namespace tillbridge::conformance {
namespace {

class MatrixTask final : public Task {
 public:
  std::string name() const override { return "matrix"; }
  std::string title() const override { return "Create a matrix item"; }
  std::string page() const override { return "UpdatePOSProducts.md"; }

  Orders begin(Stage& stage) override {
    const auto& style = stage.style;
    return {{fmt::format("Create the style {} in your till, \"Conformance shirt\", in three sizes S, M and L, each for 24.90.", style.id),
             fmt::format("Their keys are {}, {} and {}. Put them online, so that the till sends them with UpdatePOSProducts:", style.small(), style.medium(), style.large()),
             fmt::format("three rows with ProductIntegrationId {} and the option Size.", style.id)},
            {{"style", style.id}, {"small", style.small()}, {"medium", style.medium()}, {"large", style.large()}, {"price", "24.90"}}};
  }

  Verdict look(Stage& stage, const Seen& seen) override {
    std::map<std::string, SentRow> newest;
    for (auto& row : sent_rows(seen.calls, seen.from)) {
      if (row.operation == "UpdatePOSProducts" && row.item().starts_with(stage.style.id)) newest[row.item()] = std::move(row);
    }
    if (newest.empty()) return waiting("", fmt::format("UpdatePOSProducts with {}", fmt::join(stage.style.items(), ", ")));
    for (const auto& [item, row] : newest) {
      if (auto wrong = judge_row(stage.style, item, row); wrong.state != Verdict::State::kPassed) return wrong;
    }
    for (const auto& item : stage.style.items()) {
      if (!newest.contains(item)) return waiting(fmt::format("{} of 3 sizes came", newest.size()), "a row for " + item);
    }
    if (const auto twin = same_options(newest); !twin.empty()) return failed(twin, "each size has another value");
    return look_into_shop(stage, newest);
  }

 private:
  static Verdict judge_row(const Style& style, const std::string& item, const SentRow& row) {
    if (!row.is_taken()) return failed(fmt::format("the row of {} was not taken: {} {}", item, row.code.empty() ? row.status : row.code, row.message), "the row is accepted");
    const auto group = row.row.value("ProductIntegrationId");
    if (group.empty()) return failed(item + " came without ProductIntegrationId, so it is a simple product of its own", "the sizes are one product: ProductIntegrationId " + style.id + " in each row");
    if (group != style.id) return failed(fmt::format("{} came with ProductIntegrationId {}", item, group), "ProductIntegrationId " + style.id);
    if (row.row.list("Options").empty()) return failed(item + " came without Options, so nothing tells the sizes apart", "the option Size with S, M or L");
    return passed({});
  }

  static std::string same_options(const std::map<std::string, SentRow>& rows) {
    std::map<std::string, std::string> by_options;
    for (const auto& [item, row] : rows) {
      std::string options;
      for (const auto& option : row.row.list("Options")) options += option.value("Name") + "=" + option.value("Value") + " ";
      const auto [at, is_new] = by_options.emplace(options, item);
      if (!is_new) return fmt::format("{} and {} have the same options {}", at->second, item, options);
    }
    return {};
  }

  static Verdict look_into_shop(Stage& stage, const std::map<std::string, SentRow>& rows) {
    std::string product;
    for (const auto& item : stage.style.items()) {
      const auto found = stage.shop.find(item);
      if (!found) return waiting("all rows were accepted", fmt::format("{} stands in the shop; do `tillbridge jobs` run, and is the job products due?", item));
      if (!product.empty() && product != found->product_id) return failed(item + " stands in the shop as a product of its own", "the three sizes are variants of one product; choose another --style if these items are older");
      product = found->product_id;
    }
    stage.shop.publish(product);
    std::vector<std::string> remarks;
    if (rows.begin()->second.row.value("Price").empty()) remarks.emplace_back("no Price came with the products: they cannot be sold before UpdatePricing");
    return passed(fmt::format("{} stands in the shop as one product with three variants; the kit has published it", stage.style.id), remarks);
  }
};

}  // namespace

std::unique_ptr<Task> make_matrix_task() { return std::make_unique<MatrixTask>(); }

}  // namespace tillbridge::conformance
