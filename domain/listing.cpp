#include "domain/listing.hpp"

namespace tillbridge::domain {

bool is_empty_window(const std::optional<Timestamp>& start, const std::optional<Timestamp>& end) { return start && end && *end <= *start; }

std::optional<WebPrice> web_price(const ItemPrice& price) {
  if (!price.price) return std::nullopt;
  WebPrice out{.price = *price.price, .sale_price = {}, .sale_start = {}, .sale_end = {}};
  const bool lower = price.sale_price && *price.sale_price > Decimal{} && *price.sale_price < *price.price;
  if (lower && !is_empty_window(price.sale_start, price.sale_end)) {
    out.sale_price = price.sale_price;
    out.sale_start = price.sale_start;
    out.sale_end = price.sale_end;
  }
  return out;
}

}  // namespace tillbridge::domain
