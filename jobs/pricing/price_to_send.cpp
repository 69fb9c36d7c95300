#include "jobs/pricing/price_to_send.hpp"

namespace tillbridge::jobs {

std::optional<domain::WebPrice> price_to_send(const domain::ItemPrice& price, bool shop_keeps_window, base::Timestamp now) {
  auto web = domain::web_price(price);
  if (!web || !web->sale_price) return web;
  const bool begun = !web->sale_start || *web->sale_start <= now;
  const bool ended = web->sale_end && *web->sale_end <= now;
  if (ended || (!begun && !shop_keeps_window)) web->sale_price.reset();
  if (begun || !web->sale_price) web->sale_start.reset();
  if (!shop_keeps_window || !web->sale_price) web->sale_end.reset();
  return web;
}

}  // namespace tillbridge::jobs
