#pragma once
#include <boost/test/unit_test.hpp>

#include "connectors/bigcommerce/api.hpp"
#include "connectors/http/curl_http_client.hpp"
#include "tests/support/fake_bigcommerce.hpp"
#include "tests/support/fixed_clock.hpp"

namespace tillbridge::tests {

/// A pretended store and the way to it, as the parts of the connector have it.
struct PretendedStore {
  FixedClock clock{at("2026-11-25T08:00:00Z")};
  FakeBigCommerce fake{clock};
  connectors::bigcommerce::Settings settings{.base_url = fake.store_url(), .access_token = FakeBigCommerce::kToken};
  connectors::http::CurlHttpClient client{{.policy = {.allow_plain_http = true, .allow_private_address = true}}};
  connectors::bigcommerce::Api api{settings, client, clock};

  int add(const Json& product) {
    return fake.with_store([&](BigStore& store) { return store.catalogue.add_product(product); });
  }
  /// A shirt in the sizes given, SKUs "<sku>-S" and so on.
  int add_shirt(const std::string& sku, const std::vector<std::string>& sizes, const std::string& tracking = "variant") {
    Json variants = Json::array();
    for (const auto& size : sizes)
      variants.push_back({{"sku", sku + "-" + size}, {"price", 20}, {"option_values", Json::array({{{"option_display_name", "Size"}, {"label", size}}})}});
    return add({{"name", "Shirt " + sku}, {"sku", sku}, {"price", 20}, {"inventory_tracking", tracking}, {"variants", variants}});
  }
  template <class Work>
  auto with(Work work) {
    return fake.with_store(work);
  }
};

}  // namespace tillbridge::tests
