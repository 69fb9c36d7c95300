#include "connectors/shopify/parcel_ledger.hpp"

#include "base/digest.hpp"
#include "connectors/http/json.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using http::Json;

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> out;
  for (const Json& one : list) out.push_back(http::text_of(one));
  return out;
}

std::optional<ParcelLedger::Note> read(const std::optional<std::string>& stored) {
  const auto json = http::parse_json(stored.value_or(""));
  if (!json) return std::nullopt;
  return ParcelLedger::Note{http::text_member(*json, "shipment_id"), texts(http::list_member(*json, "before")), texts(http::list_member(*json, "written"))};
}

}  // namespace

// Ids of tills may be long and of any characters.
std::string ParcelLedger::key(const std::string& shipment_id) const { return prefix_ + base::derived_id("", {shipment_id}); }

std::optional<ParcelLedger::Note> ParcelLedger::find(const std::string& shipment_id) const { return read(memory_.find(key(shipment_id))); }

void ParcelLedger::store(const Note& note) {
  memory_.store(key(note.shipment_id), http::dump({{"shipment_id", note.shipment_id}, {"before", note.before}, {"written", note.written}}), SiteMemory::Kind::kPlain);
}

std::set<std::string> ParcelLedger::taken_by_others(const std::string& shipment_id) const {
  std::set<std::string> out;
  const std::string own = key(shipment_id);
  for (const auto& other : memory_.list_keys(prefix_))
    if (other != own)
      if (const auto note = read(memory_.find(other))) out.insert(note->written.begin(), note->written.end());
  return out;
}

std::map<std::string, std::string> ParcelLedger::names() const {
  std::map<std::string, std::string> out;
  for (const auto& known : memory_.list_keys(prefix_))
    if (const auto note = read(memory_.find(known)))
      for (const auto& id : note->written) out[id] = note->shipment_id;
  return out;
}

void ParcelLedger::forget_order() {
  for (const auto& known : memory_.list_keys(prefix_))
    if (const auto note = read(memory_.find(known)); !note || note->written.size() < 2) memory_.forget(known);
}

}  // namespace tillbridge::connectors::shopify
