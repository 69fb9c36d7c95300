#include "tests/support/fake_shopify.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tillbridge::tests {
namespace {

constexpr const char* kTokens = "/admin/oauth/access_token";
constexpr const char* kGraphql = "/admin/api/2026-10/graphql.json";

Json top_error(const std::string& message, const char* code) { return {{"message", message}, {"extensions", {{"code", code}}}}; }

struct Guarded {
  const char* field;
  const char* scope;
};

/// What the shop asks an app for, by the field at the top.
constexpr Guarded kGuarded[] = {
    {"productVariants", "read_products"},        {"productByIdentifier", "read_products"},        {"productSet", "write_products"},       {"productVariantsBulkCreate", "write_products"},
    {"productVariantsBulkUpdate", "write_products"}, {"productUpdate", "write_products"},         {"metafieldDefinitionCreate", "write_products"}, {"metafieldsSet", "write_products"}, {"inventorySetQuantities", "write_inventory"},
    {"inventoryActivate", "write_inventory"},    {"locations", "read_locations"}, {"publishableUnpublish", "write_publications"},                 {"orders", "read_orders"},              {"fulfillmentCreate", "write_merchant_managed_fulfillment_orders"},
};

}  // namespace

FakeShopify::FakeShopify(const base::Clock& clock)
    : clock_(clock), catalogue_(clock), bulk_(clock, [this](const GraphqlOperation& operation) { return run(operation); }), orders_(clock, catalogue_), filled_at_(clock.now()),
      scopes_{"read_products", "write_products", "read_inventory", "write_inventory", "read_locations", "read_orders", "read_all_orders", "read_customers", "read_returns",
              "read_merchant_managed_fulfillment_orders", "write_merchant_managed_fulfillment_orders"} {
  open();
}

FakeShopify::~FakeShopify() { close(); }

sandbox::Response FakeShopify::unauthorized() {
  return sandbox::json_response(401, Json{{"errors", "[API] Invalid API key or access token (unrecognized login or wrong password)"}}.dump());
}

sandbox::Response FakeShopify::answer(const sandbox::Request& request, const PlatformCall& call) {
  if (request.method == "POST" && request.path == kTokens) return sell_token(call);
  if (auto file = bulk_.serve(request)) return *file;
  if (closed_with != 0) return sandbox::json_response(closed_with, R"({"errors":"Unavailable Shop"})");
  if (request.method != "POST" || request.path != kGraphql) return sandbox::json_response(404, R"({"errors":"Not Found"})");
  if (!accepts(request.header("X-Shopify-Access-Token"))) return unauthorized();
  auto response = graphql(call);
  response.headers.emplace_back("X-Shopify-API-Version", served_version);
  return response;
}

sandbox::Response FakeShopify::sell_token(const PlatformCall& call) {
  std::map<std::string, std::string> form;
  for (const auto& [name, value] : sandbox::parse_form(call.body)) form[name] = value;
  const auto refuse = [](const char* error, const char* words) { return sandbox::json_response(400, Json{{"error", error}, {"error_description", words}}.dump()); };
  if (form["client_id"] != kClientId || form["client_secret"] != kClientSecret) return refuse("application_cannot_be_found", "No app has this id and secret");
  const bool refreshing = form["grant_type"] == "refresh_token";
  if (!refreshing && form["grant_type"] != "client_credentials") return refuse("unsupported_grant_type", "The grant is not known");
  const bool again = keeps_spent_refresh_token && !spent_refresh_token_.empty() && form["refresh_token"] == spent_refresh_token_;
  if (refreshing && !again && form["refresh_token"] != refresh_token_) return refuse("invalid_grant", "The refresh token was used before");
  bought_.push_back("shpat_bought_" + std::to_string(bought_.size() + 1));
  bought_at_.push_back(clock_.now());
  Json answer{{"access_token", bought_.back()}, {"scope", "write_products"}, {"expires_in", token_life.count()}};
  if (refreshing) {
    spent_refresh_token_ = form["refresh_token"];
    refresh_token_ = "shprt_" + std::to_string(bought_.size() + 1);
    answer["refresh_token"] = refresh_token_;
    answer["refresh_token_expires_in"] = 7'776'000;
  }
  return sandbox::json_response(200, answer.dump());
}

bool FakeShopify::accepts(const std::string& token) const {
  if (token == kToken) return true;
  const auto found = std::find(bought_.begin(), bought_.end(), token);
  const auto place = static_cast<std::size_t>(found - bought_.begin());
  return found != bought_.end() && place >= revoked_before_ && bought_at_[place] + token_life > clock_.now();
}

void FakeShopify::refill() {
  const auto passed = std::chrono::duration<double>(clock_.now() - filled_at_).count();
  bucket_.available = std::min(bucket_.maximum, bucket_.available + passed * bucket_.per_second);
  filled_at_ = clock_.now();
}

Json FakeShopify::cost_block(double asked) const {
  return {{"cost", {{"requestedQueryCost", asked}, {"actualQueryCost", asked},
                    {"throttleStatus", {{"maximumAvailable", bucket_.maximum}, {"currentlyAvailable", std::floor(bucket_.available)}, {"restoreRate", bucket_.per_second}}}}}};
}

sandbox::Response FakeShopify::graphql(const PlatformCall& call) {
  Json out;
  try {
    const Json sent = Json::parse(call.body);
    const auto operation = parse_graphql(sent.at("query"), sent.value("variables", Json::object()));
    const int asked = graphql_cost(operation);
    refill();
    if (operation.kind == "query" && asked > dearest_document) {
      out["errors"] = Json::array({top_error("Query cost is " + std::to_string(asked) + ", which exceeds the single query max cost limit (" + std::to_string(dearest_document) + ").", "MAX_COST_EXCEEDED")});
    } else if (asked > bucket_.available) {
      out["errors"] = Json::array({top_error("Throttled", "THROTTLED")});
    } else {
      bucket_.available -= asked;
      out["data"] = run(operation);
      if (Json beside = orders_.take_errors(); !beside.empty()) out["errors"] = std::move(beside);
    }
    out["extensions"] = cost_block(asked);
  } catch (const std::domain_error& error) {
    out["errors"] = Json::array({top_error(error.what(), "ACCESS_DENIED")});
  } catch (const std::exception& error) {
    out["errors"] = Json::array({top_error(error.what(), "BAD_REQUEST")});
  }
  return sandbox::json_response(200, out.dump());
}

Json FakeShopify::run(const GraphqlOperation& operation) {
  Json whole = Json::object();
  for (const auto& field : operation.selection) {
    for (const auto& guarded : kGuarded)
      if (field.name == guarded.field && !scopes_.contains(guarded.scope))
        throw std::domain_error("Access denied for " + field.name + " field. Required access: `" + guarded.scope + "` access scope.");
    // Each field on its own: two of one name have different answers.
    whole.update(select_graphql({field}, Json{{field.name, value_of(field)}}));
  }
  return whole;
}

Json FakeShopify::value_of(const GraphqlField& field) {
  if (auto value = about_the_shop(field)) return *value;
  if (auto value = orders_.answer(field)) return *value;
  if (auto value = catalogue_.answer(field)) return *value;
  if (auto value = bulk_.answer(field, base_url())) return *value;
  throw std::invalid_argument("Field '" + field.name + "' doesn't exist");
}

std::optional<Json> FakeShopify::about_the_shop(const GraphqlField& field) const {
  if (field.name == "shop")
    return Json{{"id", shopify_gid("Shop", "1")}, {"name", "Pretended"}, {"myshopifyDomain", "pretended.myshopify.com"}, {"currencyCode", currency}, {"taxesIncluded", true},
                {"ianaTimezone", "Europe/Berlin"}, {"weightUnit", "KILOGRAMS"}, {"currencyFormats", {{"moneyFormat", "{{amount}}"}}}, {"plan", {{"publicDisplayName", "Basic"}, {"partnerDevelopment", false}}}};
  if (field.name != "currentAppInstallation") return std::nullopt;
  Json scopes = Json::array();
  for (const auto& scope : scopes_) scopes.push_back({{"handle", scope}, {"description", scope}});
  return Json{{"id", shopify_gid("AppInstallation", "1")}, {"accessScopes", scopes}};
}

}  // namespace tillbridge::tests
