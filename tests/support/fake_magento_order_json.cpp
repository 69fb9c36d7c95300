#include "tests/support/fake_magento_orders.hpp"

// How the pretended Magento shows its orders.
namespace tillbridge::tests {
namespace {

using base::Decimal;

Json number(Decimal amount) { return json_number(amount.to_text()); }

Json address(const FakeMagentoPurchase& buyer, const std::string& type, int id, int order) {
  return Json{{"address_type", type}, {"city", "York"}, {"company", ""}, {"country_id", "GB"}, {"email", "shopper@example.org"}, {"entity_id", id}, {"firstname", buyer.first_name},
              {"lastname", buyer.last_name}, {"parent_id", order}, {"postcode", "YO1"}, {"region", "North Yorkshire"}, {"street", Json::array({"1 High Street", "Back door"})},
              {"telephone", "01904 1"}};
}

Json payment(const FakeMagentoOrder& order) {
  return Json{{"account_status", ""}, {"additional_information", Json::array({"Bank transfer"})}, {"amount_ordered", number(order.total)}, {"amount_paid", number(order.invoiced)},
              {"cc_last4", ""}, {"entity_id", order.id}, {"last_trans_id", "txn-" + std::to_string(order.id)}, {"method", order.purchase.method}, {"parent_id", order.id}};
}

Json histories(const FakeMagentoOrder& order) {
  Json out = Json::array();
  if (!order.cancelled.empty())
    out.push_back({{"comment", "Cancelled by the shop"}, {"created_at", order.cancelled}, {"entity_id", order.id}, {"entity_name", "order"}, {"is_customer_notified", 0},
                   {"is_visible_on_front", 0}, {"parent_id", order.id}, {"status", "canceled"}});
  out.push_back({{"comment", "Paid"}, {"created_at", order.created}, {"entity_id", order.id + 1'000'000}, {"entity_name", "order"}, {"is_customer_notified", 0},
                 {"is_visible_on_front", 0}, {"parent_id", order.id}, {"status", "processing"}});
  return out;
}

}  // namespace

Json FakeMagentoOrders::item_json(const FakeMagentoOrder& order, const FakeMagentoItem& item) const {
  Json out{{"item_id", item.id}, {"order_id", order.id}, {"product_id", item.product_id}, {"product_type", item.type}, {"sku", item.sku}, {"name", item.name},
           {"is_virtual", item.is_virtual ? 1 : 0}, {"qty_ordered", item.ordered}, {"qty_invoiced", item.invoiced}, {"qty_shipped", item.shipped}, {"qty_refunded", item.refunded},
           {"qty_canceled", item.cancelled}, {"price", number(item.price)}, {"original_price", number(item.price)}, {"row_total", number(item.row)},
           {"discount_amount", number(item.discount)}, {"discount_tax_compensation_amount", 0}, {"tax_amount", number(item.tax)}, {"tax_percent", 19},
           {"row_total_incl_tax", number(item.row + item.tax)}, {"created_at", order.created}, {"updated_at", order.updated}, {"weee_tax_applied_row_amount", 0}};
  if (order.garbled) out["row_total"] = Json::parse("1e99");
  if (item.parent == 0) return out;
  out["parent_item_id"] = item.parent;
  for (const auto& other : order.items)
    if (other.id == item.parent) out["parent_item"] = item_json(order, other);
  return out;
}

Json FakeMagentoOrders::to_json(const FakeMagentoOrder& order) const {
  Json items = Json::array();
  Decimal subtotal, discount, tax;
  for (const auto& item : order.items) {
    items.push_back(item_json(order, item));
    if (item.bills) subtotal += item.row;
    discount += item.discount;
    tax += item.tax;
  }
  const FakeMagentoPurchase& buyer = order.purchase;
  const Json shipping_total{{"shipping_amount", number(order.shipping)}, {"shipping_tax_amount", number(order.shipping_tax)}};
  const Json shipping{{"address", address(buyer, "shipping", 2 * order.id, order.id)}, {"method", "flatrate_flatrate"}, {"total", shipping_total}};
  Json out{{"entity_id", order.id}, {"increment_id", order.number}, {"state", order.state}, {"status", order.state}, {"created_at", order.created}, {"updated_at", order.updated},
           {"store_id", 1}, {"is_virtual", 0}, {"customer_is_guest", 1}, {"customer_email", "shopper@example.org"}, {"customer_group_id", 0},
           {"order_currency_code", currency_}, {"base_currency_code", currency_}, {"global_currency_code", currency_}, {"store_currency_code", currency_},
           {"base_grand_total", number(order.total)}, {"grand_total", number(order.total)}, {"subtotal", number(subtotal)}, {"discount_amount", number(-discount)},
           {"tax_amount", number(tax + order.shipping_tax)}, {"shipping_amount", number(order.shipping)}, {"shipping_tax_amount", number(order.shipping_tax)},
           {"shipping_discount_amount", 0}, {"shipping_discount_tax_compensation_amount", 0}, {"total_invoiced", number(order.invoiced)}, {"total_paid", number(order.invoiced)},
           {"total_refunded", number(order.refunded)}, {"items", items}, {"billing_address", address(buyer, "billing", 2 * order.id - 1, order.id)}, {"payment", payment(order)},
           {"status_histories", histories(order)}};
  out["extension_attributes"] = {{"shipping_assignments", Json::array({{{"shipping", shipping}, {"items", items}}})},
                                 {"applied_taxes", Json::array({{{"code", "VAT 19"}, {"title", "VAT"}, {"percent", 19}, {"amount", number(tax + order.shipping_tax)},
                                                                 {"base_amount", number(tax + order.shipping_tax)}}})}};
  out.merge_patch(buyer.more);
  return out;
}

}  // namespace tillbridge::tests
