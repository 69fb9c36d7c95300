#include "connectors/bigcommerce/product_json.hpp"
#include "connectors/bigcommerce/references.hpp"
#include "connectors/bigcommerce/updates.hpp"
#include "connectors/bigcommerce/writes.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

/// Our own body holds numbers, the store's answer was read as text.
Decimal sent_amount(const Json& value) { return value.is_number() ? http::decimal_of(value.dump()) : Decimal{}; }

/// No sale is null of a variant and 0 of a product.
Outcome check_price(const Json& sent, const Json& answer) {
  for (const char* field : {"price", "sale_price"})
    if (sent_amount(http::member(sent, field)) != http::decimal_of(http::member(answer, field)))
      return rejected("price_not_kept", std::string("the store holds ") + field + " '" + http::text_member(answer, field) + "' after another was sent");
  return {};
}

}  // namespace

std::vector<Outcome> write_prices(Api& api, std::span<const PriceWrite> writes, const Settings& settings) {
  std::vector<Update> updates;
  for (const auto& write : writes) {
    Update update{write.remote, Json::object()};
    if (write.remote.variant_id.empty()) put_product_price(update.body, write.price, settings);
    else put_variant_price(update.body, write.price, settings);
    updates.push_back(std::move(update));
  }
  return send_updates(api, updates, check_price);
}

}  // namespace tillbridge::connectors::bigcommerce
