#include "jobs/pricing/price_to_send.hpp"

namespace tillbridge::jobs {

std::optional<domain::WebPrice> price_to_send(const domain::ItemPrice& price, bool shop_keeps_window, base::Timestamp now) {
  auto web = domain::web_price(price);
  if (!web || shop_keeps_window) return web;
  const bool open = (!web->sale_start || *web->sale_start <= now) && (!web->sale_end || now < *web->sale_end);
  if (!open) web->sale_price.reset();
  web->sale_start.reset();
  web->sale_end.reset();
  return web;
}

}  // namespace tillbridge::jobs
