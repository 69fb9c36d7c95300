#include "services/handlers/update_pos_products_handler.hpp"

#include <algorithm>
#include <cctype>

#include "services/soap/update_binding.hpp"

namespace tillbridge::services {
namespace {

using domain::Change;
using domain::NameValue;
using domain::ProductRow;

constexpr TextRule kProductId{.field = "ProductIntegrationId", .max = 128, .in_bytes = true};
constexpr TextRule kName{.field = "Name"};
constexpr TextRule kShortDescription{.field = "ShortDescription", .max = 4'000, .multi_line = true};
constexpr TextRule kLongDescription{.field = "LongDescription", .max = 60'000, .in_bytes = true, .multi_line = true};
constexpr TextRule kAdditionalDescription{.field = "AdditionalDescription", .max = 60'000, .in_bytes = true, .multi_line = true};
constexpr TextRule kBrand{.field = "Brand", .max = 128};
constexpr TextRule kDepartment{.field = "Department"};
constexpr TextRule kBarcode{.field = "Barcode", .max = 64};
constexpr TextRule kSupplierSku{.field = "SupplierSku", .max = 128};
constexpr TextRule kWeightUnit{.field = "WeightUnit", .max = 16};
constexpr TextRule kTaxClass{.field = "TaxClass", .max = 64};
constexpr TextRule kLocation{.field = "Location", .max = 64};
constexpr TextRule kSiteName{.field = "SiteName", .max = 64};
constexpr TextRule kImageUrl{.field = "ImageUrl", .max = 2'000};
constexpr TextRule kOptionName{.field = "ProductOption/Name", .max = 64};
constexpr TextRule kOptionValue{.field = "ProductOption/Value", .max = 128};
constexpr TextRule kAttributeName{.field = "ProductAttribute/Name", .max = 64};
constexpr TextRule kAttributeValue{.field = "ProductAttribute/Value", .max = 1'000, .multi_line = true};
constexpr std::size_t kMaxImages = 50;
constexpr std::size_t kMaxAttributes = 100;

/// Names and values; a name must not be empty. An empty list changes nothing.
template <class Entries>
Change<std::vector<NameValue>> name_values(FieldReader& read, const Entries& entries, const TextRule& name, const TextRule& value) {
  if (entries.empty()) return {};
  std::vector<NameValue> out;
  for (const auto& entry : entries) {
    out.push_back({read.text(name, entry.Name), read.text(value, entry.Value)});
    if (out.back().name.empty()) read.fail(name.field, "missing_value", " is empty; every entry needs a name");
  }
  return Change<std::vector<NameValue>>::set(std::move(out));
}

std::vector<std::string> texts(FieldReader& read, const std::vector<std::string>& sent, const TextRule& rule) {
  std::vector<std::string> out;
  for (const auto& text : sent)
    if (auto one = read.text(rule, text); !one.empty()) out.push_back(std::move(one));
  return out;
}

/// An empty list changes nothing; a single * means all sites.
Change<std::vector<std::string>> sites(FieldReader& read, const std::vector<std::string>& sent) {
  auto names = texts(read, sent, kSiteName);
  if (names.empty()) return {};
  if (names == std::vector<std::string>{"*"}) return Change<std::vector<std::string>>::clear();
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return Change<std::vector<std::string>>::set(std::move(names));
}

Change<std::vector<std::string>> image_urls(FieldReader& read, const std::vector<std::string>& sent) {
  auto urls = texts(read, sent, kImageUrl);
  if (urls.empty()) return {};
  for (const auto& url : urls)
    if (url.rfind("http://", 0) != 0 && url.rfind("https://", 0) != 0) read.fail("ImageUrl", "bad_url", ": '" + url.substr(0, 80) + "' begins with neither http:// nor https://");
  return Change<std::vector<std::string>>::set(std::move(urls));
}

Change<std::string> weight_unit(FieldReader& read, const std::optional<std::string>& sent) {
  auto unit = read.text(kWeightUnit, sent);
  std::transform(unit.begin(), unit.end(), unit.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return unit.empty() ? Change<std::string>{} : Change<std::string>::set(std::move(unit));
}

void read_quantities(FieldReader& read, const tb__ProductType& row, ProductRow& out) {
  if (row.Quantity) out.quantities.push_back({"", read.quantity("Quantity", row.Quantity)});
  for (const auto& at : row.LocationQuantities.LocationQuantity) {
    auto location = read.text(kLocation, at.Location);
    out.quantities.push_back({std::move(location), read.quantity("LocationQuantity/Quantity", at.Quantity)});
  }
}

void read_price(FieldReader& read, const tb__ProductType& row, ProductRow& out) {
  out.price = read.number_change("Price", row.Price);
  out.sale_price = read.number_change("SalePrice", row.SalePrice);
  out.sale_start = read.moment_change("SaleStart", row.SaleStart);
  out.sale_end = read.moment_change("SaleEnd", row.SaleEnd);
}

void read_lists(FieldReader& read, const tb__ProductType& row, ProductRow& out) {
  out.options = name_values(read, row.Options.ProductOption, kOptionName, kOptionValue);
  out.sites = sites(read, row.Sites.SiteName);
  out.image_urls = image_urls(read, row.ImageUrls.ImageUrl);
  out.attributes = name_values(read, row.Attributes.ProductAttribute, kAttributeName, kAttributeValue);
  if (row.ImageUrls.ImageUrl.size() > kMaxImages) read.fail("ImageUrls", "too_many", ": at most 50 pictures are kept");
  if (row.Attributes.ProductAttribute.size() > kMaxAttributes) read.fail("Attributes", "too_many", ": at most 100 attributes are kept");
}

ProductRow to_domain(FieldReader& read, const tb__ProductType& row) {
  ProductRow out;
  out.item_id = read.id("ItemIntegrationId", row.ItemIntegrationId);
  out.product_id = read.text_change(kProductId, row.ProductIntegrationId);
  out.name = read.text_change(kName, row.Name);
  out.short_description = read.text_change(kShortDescription, row.ShortDescription);
  out.long_description = read.text_change(kLongDescription, row.LongDescription);
  out.additional_description = read.text_change(kAdditionalDescription, row.AdditionalDescription);
  out.brand = read.text_change(kBrand, row.Brand);
  out.department = read.text_change(kDepartment, row.Department);
  out.barcode = read.text_change(kBarcode, row.Barcode);
  out.supplier_sku = read.text_change(kSupplierSku, row.SupplierSku);
  out.weight = read.number_change("Weight", row.Weight);
  out.weight_unit = weight_unit(read, row.WeightUnit);
  out.taxable = read.flag_change("Taxable", row.Taxable);
  out.tax_class = read.text_change(kTaxClass, row.TaxClass);
  out.sell_online = read.flag_change("SellOnline", row.SellOnline);
  out.as_of = read.moment("AsOf", row.AsOf);
  read_lists(read, row, out);
  read_price(read, row, out);
  read_quantities(read, row, out);
  return out;
}

}  // namespace

base::Result<BoundAnswer> bind_update_pos_products(OperationCall& call) {
  const UpdatePOSProductsHandler handler(call.database, call.clock, call.fingerprints, call.limits);
  return run_update<tb__ProductType>(call, handler.begin(call.caller, call.return_all_rows), to_domain, [](struct soap* soap) {
    _tb__UpdatePOSProducts request;
    request.soap_default(soap);
    return soap_get__tb__UpdatePOSProducts(soap, &request, "tb:UpdatePOSProducts", nullptr) != nullptr;
  });
}

}  // namespace tillbridge::services
