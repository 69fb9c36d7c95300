#include "admin/cli/json_views.hpp"

#include "base/time_text.hpp"

namespace tillbridge::admin::cli {
namespace {

Json quantity(base::Decimal value) { return value.to_text(); }
Json quantity(const std::optional<base::Decimal>& value) { return value ? Json(value->to_text()) : Json(nullptr); }

std::string state_word(const domain::SiteHealth& health, base::Timestamp now) {
  if (health.needs_person) return "needs_person";
  return health.open_until && *health.open_until > now ? "resting" : "ok";
}

}  // namespace

static Json to_json(const SiteStatus& site, base::Timestamp now) {
  Json out = to_json(site.site);
  out["health"] = to_json(site.health);
  out["health"]["state"] = state_word(site.health, now);
  out["jobs"] = list_json(site.jobs);
  out["deliveries"] = {{"in_flight", site.deliveries.leased}, {"waiting", site.deliveries.waiting}, {"unknown", site.deliveries.unknown},
                       {"held", site.deliveries.held}, {"parked", site.deliveries.parked}, {"oldest_due", time_json(site.deliveries.oldest_due)}};
  out["listings"] = {{"live", site.listings.live}, {"gone", site.listings.gone}, {"sent_above_zero", site.listings.sent_above_zero}};
  out["documents"] = Json::array();
  for (const auto& backlog : site.documents) {
    out["documents"].push_back({{"kind", to_word(backlog.kind)}, {"waiting", backlog.counts.waiting}, {"parked", backlog.counts.parked},
                                {"confirmed", backlog.counts.confirmed}, {"oldest_waiting", time_json(backlog.oldest_waiting)}});
  }
  out["shipments"] = {{"waiting", site.shipments_waiting}, {"parked", site.shipments_parked}};
  out["orders"] = site.orders;
  out["reservations"] = {{"open", site.reservations}, {"stuck", site.reservations_stuck}};
  return out;
}

static Json to_json(const domain::WebPrice& price) {
  return {{"price", quantity(price.price)}, {"sale_price", quantity(price.sale_price)}, {"sale_start", time_json(price.sale_start)}, {"sale_end", time_json(price.sale_end)}};
}

Json to_json(const domain::AllocationEntry& entry) {
  return {{"item_id", entry.item_id}, {"order_id", entry.order_id}, {"line_id", entry.line_id}, {"reason", to_word(entry.reason)},
          {"quantity", quantity(entry.quantity)}, {"document_id", entry.document_id}, {"at", time_json(entry.at)}};
}

static Json to_json(const jobs::JobView& job) {
  Json out = {{"job", to_word(job.job)}, {"next_due_at", time_json(job.next_due_at)}, {"held_reason", job.held_reason}, {"change_pending", job.change_pending}};
  out["delivery"] = nullptr;
  if (job.delivery) {
    out["delivery"] = {{"state", to_word(job.delivery->state)}, {"due_at", time_json(job.delivery->due_at)}, {"tries", job.delivery->tries},
                       {"code", job.delivery->last_code}, {"message", job.delivery->last_message}};
  }
  return out;
}

static Json to_json(const domain::OrderEvent& event) {
  Json lines = Json::array();
  for (const auto& line : event.lines) lines.push_back({{"line_id", line.line_id}, {"quantity", quantity(line.quantity)}});
  return {{"event_id", event.event_id}, {"kind", to_word(event.kind)}, {"occurred_at", time_json(event.occurred_at)}, {"amount", quantity(event.amount)}, {"lines", lines}};
}

static Json to_json(const persistence::StoredDocument& stored) {
  Json out = to_json(stored.status);
  out["total"] = quantity(stored.document.kind == domain::DocumentKind::kCapture ? stored.document.amount : stored.document.total);
  out["occurred_at"] = time_json(stored.document.occurred_at);
  if (stored.document.kind == domain::DocumentKind::kTransaction) {
    out["type"] = stored.document.type == domain::TransactionType::kShipment ? "shipment" : "return";
  }
  return out;
}

static Json to_json(const persistence::ShipmentDelivery& row) {
  return {{"shipment_id", row.shipment.shipment_id}, {"carrier", row.shipment.carrier}, {"tracking_number", row.shipment.tracking_number}, {"done", row.done},
          {"state", row.done ? "done" : to_word(row.state)}, {"tries", row.tries}, {"code", row.last_code}, {"message", row.last_message}};
}

/// list_json for the types above, which its header does not know.
template <class Range>
static Json each_json(const Range& range) {
  Json out = Json::array();
  for (const auto& entry : range) out.push_back(to_json(entry));
  return out;
}

Json time_json(const std::optional<base::Timestamp>& at) { return at ? Json(base::format_utc(*at)) : Json(nullptr); }

Json to_json(const domain::Account& account) {
  Json pulls = Json::array();
  for (const auto kind : account.pulls) pulls.push_back(to_word(kind) + "s");
  return {{"store_id", account.store_id}, {"name", account.name}, {"time_zone", account.time_zone}, {"currency", account.currency},
          {"prices_include_tax", account.prices_include_tax}, {"pulls", pulls},
          {"stock_meaning", account.stock_meaning == domain::PosStockMeaning::kOnHand ? "on_hand" : "available"}, {"refusal_policy", to_word(account.refusal_policy)}, {"match_customers_by_phone", account.match_customers_by_phone}, {"disabled", account.disabled}};
}

Json to_json(const AccountView& view) {
  Json out = to_json(view.account);
  out["logins"] = Json::array();
  for (const auto& credential : view.credentials) {
    out["logins"].push_back({{"user", credential.user_name}, {"slot", credential.slot},
                             {"kind", credential.kind == domain::SecretKind::kGeneratedHmac ? "generated" : "chosen"},
                             {"created_at", time_json(credential.created_at)}, {"expires_at", time_json(credential.expires_at)}});
  }
  out["sites"] = view.sites;
  return out;
}

Json to_json(const NewLogin& login) {
  Json out = {{"store_id", login.store_id}, {"user", login.user_name}};
  if (!login.secret.empty()) out["password"] = login.secret;
  if (login.old_secret_ends) out["old_password_ends"] = time_json(login.old_secret_ends);
  return out;
}

Json to_json(const domain::Site& site) {
  return {{"name", site.name}, {"platform", site.platform}, {"url", site.base_url}, {"options", site.options}, {"allow_plain_http", site.allow_plain_http},
          {"allow_private_address", site.allow_private_address}, {"order_moment", to_word(site.order_moment)}, {"sell_online_rule", to_word(site.sell_online_rule)},
          {"allocation", site.allocation},
          {"stock_meaning", site.stock_meaning ? Json(*site.stock_meaning == domain::PosStockMeaning::kOnHand ? "on_hand" : "available") : Json(nullptr)},
          {"stock_locations", site.stock_locations}, {"order_location", site.order_location}, {"safety_stock", quantity(site.safety_stock)}, {"stock_decimals", site.stock_decimals}, {"pos_store", site.pos_store}, {"orders_since", time_json(site.orders_since)},
          {"paused", site.paused}, {"pause_reason", site.pause_reason}};
}

Json to_json(const domain::SiteHealth& health) {
  return {{"consecutive_failures", health.consecutive_failures}, {"open_until", time_json(health.open_until)}, {"needs_person", health.needs_person}, {"reason", health.reason}};
}

Json to_json(const domain::JobStatus& job) {
  return {{"job", to_word(job.job)}, {"interval_seconds", job.interval.count()}, {"window", job.window}, {"next_due_at", time_json(job.next_due_at)},
          {"running_until", time_json(job.running_until)}, {"last_started_at", time_json(job.last_started_at)}, {"last_finished_at", time_json(job.last_finished_at)},
          {"last_result", job.last_result}, {"last_summary", job.last_summary}, {"held_reason", job.held_reason}};
}

Json to_json(const SiteView& view) {
  Json out = {{"account", view.store_id}};
  out.update(to_json(view.site));
  out["secrets"] = view.secret_names;
  out["health"] = to_json(view.health);
  out["jobs"] = list_json(view.jobs);
  return out;
}

Json to_json(const SiteTestReport& report) {
  Json out = {{"platform_version", report.probe.platform_version}, {"currency", report.probe.currency}, {"time_zone", report.probe.time_zone}};
  out["prices_include_tax"] = report.probe.prices_include_tax ? Json(*report.probe.prices_include_tax) : Json(nullptr);
  out["notes"] = report.probe.notes;
  out["refusals"] = report.refusals;
  return out;
}

Json to_json(const SystemStatus& status) {
  Json out = {{"at", time_json(status.at)}, {"database", status.database}, {"accounts", Json::array()}, {"attention", status.attention}};
  for (const auto& account : status.accounts) {
    Json entry = to_json(account.account);
    entry["items"] = account.items;
    entry["sites"] = Json::array();
    for (const auto& site : account.sites) entry["sites"].push_back(to_json(site, status.at));
    out["accounts"].push_back(std::move(entry));
  }
  return out;
}

namespace {

Json reasons_json(const std::vector<jobs::HoldReason>& reasons) {
  Json out = Json::array();
  for (const auto& reason : reasons) out.push_back({{"reason", reason.word}, {"quantity", quantity(reason.quantity)}, {"message", reason.sentence}});
  return out;
}

}  // namespace

Json to_json(const jobs::ItemExplanation& explanation) {
  Json out = {{"item_id", explanation.item.id}, {"name", explanation.item.name}, {"site", explanation.site.name}};
  Json levels = Json::array(), orders = Json::array(), releases = Json::array();
  const auto add_levels = [&](const std::vector<domain::StockLevel>& of, bool sold) {
    for (const auto& level : of) levels.push_back({{"location", level.location}, {"quantity", quantity(level.quantity)}, {"sold_here", sold}});
  };
  add_levels(explanation.levels, true);
  add_levels(explanation.other_levels, false);
  for (const auto& order : explanation.allocated_orders) {
    orders.push_back({{"order_id", order.order_id}, {"number", order.web_order_number}, {"site", order.site_name}, {"quantity", quantity(order.quantity)},
                      {"reasons", reasons_json(order.reasons)}, {"entries", each_json(order.entries)}});
  }
  for (const auto& release : explanation.pending_releases) {
    releases.push_back({{"order_id", release.order_id}, {"document_id", release.document_id}, {"quantity", quantity(release.quantity)}, {"confirmed_at", time_json(release.confirmed_at)},
                        {"booked_at", time_json(release.booked_at)}, {"posted_locations", release.posted_locations}});
  }
  out["stock"] = {{"levels", levels}, {"pos_quantity", quantity(explanation.pos_quantity)}, {"allocation_on", explanation.allocation_on},
                  {"allocated", quantity(explanation.allocated)}, {"allocated_orders", orders}, {"pending_releases", releases},
                  {"safety_stock", quantity(explanation.safety)}, {"available", quantity(explanation.available)}, {"web_quantity", quantity(explanation.web_quantity)},
                  {"held_by_shop", quantity(explanation.held_by_shop)}};
  out["values"] = Json::array();
  for (const auto& value : explanation.values)
    out["values"].push_back({{"name", value.name}, {"pos_value", value.pos_value}, {"web_value", value.web_value}, {"reason", value.reason}});
  out["web_price"] = explanation.web_price ? to_json(*explanation.web_price) : Json(nullptr);
  out["listing"] = nullptr;
  if (explanation.listing) {
    const auto& listing = *explanation.listing;
    out["listing"] = {{"state", listing.state == domain::ListingState::kLive ? "live" : "gone"}, {"product_id", listing.remote.product_id},
                      {"variant_id", listing.remote.variant_id}, {"sent_quantity", quantity(listing.sent_quantity)},
                      {"quantity_sent_at", time_json(listing.quantity_sent_at)}, {"sent_price", listing.sent_price ? to_json(*listing.sent_price) : Json(nullptr)},
                      {"price_sent_at", time_json(listing.price_sent_at)}, {"adopted", listing.adopted}};
  }
  out["sold_here"] = explanation.sold_here;
  out["jobs"] = each_json(explanation.jobs);
  out["reasons"] = explanation.reasons;
  return out;
}

Json to_json(const ReservationEntry& entry) {
  const auto& reservation = entry.held.reservation;
  return {{"order_id", reservation.order_id}, {"number", entry.held.web_order_number}, {"site", entry.held.site_name}, {"line_id", reservation.line_id},
          {"item_id", reservation.item_id}, {"quantity", quantity(reservation.quantity)}, {"since", time_json(reservation.since)}, {"stuck", entry.stuck},
          {"reasons", reasons_json(entry.held.reasons)}};
}

Json to_json(const SafetyStockView& view) {
  Json items = Json::array();
  for (const auto& [item, figure] : view.of_items) items.push_back({{"item_id", item}, {"quantity", quantity(figure)}});
  return {{"site", view.site_name}, {"safety_stock", quantity(view.of_site)}, {"items", items}};
}

Json to_json(const jobs::RunReport& report) {
  Json planned = Json::array();
  for (const auto& write : report.planned) planned.push_back({{"item_id", write.item_id}, {"what", write.what}});
  return {{"result", report.result}, {"note", report.note}, {"summary", jobs::summary_line(report)}, {"sent", report.sent}, {"unchanged", report.unchanged},
          {"waiting", report.waiting}, {"parked", report.parked}, {"calls", report.calls}, {"orders", report.orders}, {"planned", planned}};
}

Json to_json(const OrderListEntry& entry) {
  const auto& web = entry.order.web;
  return {{"order_id", entry.order.id}, {"site", entry.site_name}, {"web_order_id", web.web_order_id}, {"number", web.number}, {"placed_at", time_json(web.placed_at)},
          {"status", web.status}, {"closed", web.closed}, {"currency", web.currency}, {"total", quantity(web.total)}, {"lines", web.lines.size()}};
}

Json to_json(const OrderView& view) {
  Json out = to_json(OrderListEntry{view.order, view.site_name});
  out["collected_at"] = time_json(view.order.collected_at);
  const auto& customer = view.order.web.customer;
  out["customer"] = {{"web_customer_id", customer.web_customer_id}, {"first_name", customer.first_name}, {"last_name", customer.last_name}, {"email", customer.email}};
  out["lines"] = Json::array();
  for (const auto& line : view.order.web.lines) {
    out["lines"].push_back({{"line_id", line.line_id}, {"item_id", line.sku}, {"name", line.name}, {"quantity", quantity(line.quantity)},
                            {"unit_price", quantity(line.unit_price)}, {"discount", quantity(line.discount)}, {"tax", quantity(line.tax)}});
  }
  out["events"] = each_json(view.events);
  out["documents"] = each_json(view.documents);
  out["allocations"] = each_json(view.allocations);
  out["shipments"] = each_json(view.shipments);
  return out;
}

Json to_json(const domain::DocumentStatus& status) {
  return {{"document_id", status.id}, {"kind", to_word(status.kind)}, {"state", to_word(status.state)}, {"generation", status.generation}, {"resent", status.resent},
          {"offered_count", status.offered_count}, {"first_offered_at", time_json(status.first_offered_at)}, {"confirmed_at", time_json(status.confirmed_at)},
          {"pos_document_numbers", status.pos_document_numbers}, {"refusal_code", status.refusal_code}, {"refusal_message", status.refusal_message}};
}

Json to_json(const ParkedEntry& entry) {
  return {{"kind", entry.kind}, {"key", entry.key}, {"site", entry.site_name}, {"detail", entry.detail}, {"code", entry.code}, {"message", entry.message},
          {"since", time_json(entry.since)}, {"tries", entry.tries}};
}

Json to_json(const persistence::AuditEntry& entry) {
  return {{"at", time_json(entry.at)}, {"actor", entry.actor}, {"act", entry.act}, {"object", entry.object}, {"reason", entry.reason}};
}

}  // namespace tillbridge::admin::cli
