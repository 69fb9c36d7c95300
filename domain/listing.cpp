#include "domain/listing.hpp"

namespace tillbridge::domain {

std::optional<WebPrice> web_price(const ItemPrice& price) {
  if (!price.price) return std::nullopt;
  WebPrice out{.price = *price.price, .sale_price = {}, .sale_start = {}, .sale_end = {}};
  if (price.sale_price && *price.sale_price > Decimal{} && *price.sale_price < *price.price) {
    out.sale_price = price.sale_price;
    out.sale_start = price.sale_start;
    out.sale_end = price.sale_end;
  }
  return out;
}

}  // namespace tillbridge::domain
