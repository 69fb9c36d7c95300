#include "connectors/magento/parcel_mark.hpp"

namespace tillbridge::connectors::magento {
namespace {

constexpr std::string_view kPrefix = "Till parcel ";

std::string id_in(const std::string& text) { return text.starts_with(kPrefix) ? text.substr(kPrefix.size()) : std::string(); }

std::vector<std::string> ids_in(const Json& list, const char* field) {
  std::vector<std::string> out;
  for (const Json& entry : list)
    if (auto id = id_in(http::text_member(entry, field)); !id.empty()) out.push_back(std::move(id));
  return out;
}

}  // namespace

std::string mark_of(const std::string& shipment_id) { return std::string(kPrefix) + shipment_id; }

std::string marked_id(const Json& shipment) {
  if (const auto ours = ids_in(http::list_member(shipment, "comments"), "comment"); !ours.empty()) return ours.front();
  const auto added = ids_in(http::list_member(shipment, "tracks"), "description");
  return added.size() == 1 ? added.front() : std::string();
}

std::vector<std::string> marked_ids(const Json& shipment) {
  auto out = ids_in(http::list_member(shipment, "comments"), "comment");
  for (auto& id : ids_in(http::list_member(shipment, "tracks"), "description")) out.push_back(std::move(id));
  return out;
}

}  // namespace tillbridge::connectors::magento
