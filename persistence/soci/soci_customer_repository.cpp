#include "persistence/soci/soci_customer_repository.hpp"

#include "base/text.hpp"

#include <map>

#include "domain/letters.hpp"
#include "persistence/codec/customer_json.hpp"
#include "persistence/soci/in_list.hpp"

namespace tillbridge::persistence::soci {
namespace {

using domain::CustomerId;
using domain::SaleMoment;

const dialect::UpsertShape kSaleShape{.table = "customer_sale",
                                      .keys = {"account_id", "order_id"},
                                      .replaced = {"customer_no", "placed_at", "email", "phone", "name", "profile"},
                                      .kept = {"echoed_number"}};
const dialect::UpsertShape kContactShape{.table = "customer_contact",
                                         .keys = {"account_id", "kind", "value", "customer_no"},
                                         .replaced = {"first_placed_at", "first_order_id"}};

const char* word_of(ContactKind kind) { return kind == ContactKind::kEmail ? "email" : "phone"; }

SaleMoment moment_of(Rows& rows) {
  SaleMoment moment;
  moment.placed_at = rows.time();
  moment.order_id = rows.text();
  return moment;
}

/// What of a name is searched, in bytes. A shop's own texts may be longer than a column; the profile keeps them whole.
constexpr std::size_t kMaxSearchableName = 2'000;

std::string searchable_name(const domain::CustomerProfile& profile) {
  std::string name;
  for (const auto* part : {&profile.first_name, &profile.last_name, &profile.company})
    for (const auto& word : domain::folded_words(*part)) name += (name.empty() ? "" : " ") + word;
  return std::string(base::cut_at_character(name, kMaxSearchableName));
}

}  // namespace

std::optional<SociCustomerRepository::Known> SociCustomerRepository::find_sale(domain::AccountId account, const domain::OrderId& order) {
  auto rows = session_.query(
      "SELECT s.customer_no, c.erased, c.site_id, c.web_customer_id, c.guest_key, s.placed_at, s.order_id, s.email, s.phone, s.profile FROM customer_sale s "
      "JOIN customer c ON c.account_id = s.account_id AND c.customer_no = s.customer_no WHERE s.account_id = ? AND s.order_id = ?",
      {account, order});
  if (!rows.next()) return std::nullopt;
  Known known;
  known.customer = CustomerId{rows.integer()};
  known.erased = rows.flag();
  known.sale.who.site_id = domain::SiteId{rows.integer()};
  known.sale.who.web_customer_id = rows.text();
  known.sale.who.guest_key = rows.text();
  known.sale.moment = moment_of(rows);
  known.sale.email = rows.text();
  known.sale.phone = rows.text();
  known.sale.profile = codec::customer_profile_from(codec::Json::parse(rows.text()));
  return known;
}

CustomerId SociCustomerRepository::customer_of(domain::AccountId account, const domain::CustomerIdentity& who, bool& is_new) {
  auto rows = session_.query("SELECT customer_no FROM customer WHERE account_id = ? AND site_id = ? AND web_customer_id = ? AND guest_key = ?",
                             {account, who.site_id, who.web_customer_id, who.guest_key});
  is_new = !rows.next();
  if (!is_new) return CustomerId{rows.integer()};
  const auto next = session_.query_integer("SELECT COALESCE(MAX(customer_no), 0) + 1 FROM customer WHERE account_id = ?", {account});
  session_.execute("INSERT INTO customer (account_id, customer_no, site_id, web_customer_id, guest_key, pos_customer_number, bound_at, bound_order_id, erased) "
                   "VALUES (?, ?, ?, ?, ?, '', ?, '', 0)",
                   {account, next, who.site_id, who.web_customer_id, who.guest_key, base::Timestamp{}});
  return CustomerId{next};
}

void SociCustomerRepository::write_sale(domain::AccountId account, CustomerId customer, const domain::CustomerSale& sale) {
  session_.upsert(kSaleShape, {{account, sale.moment.order_id, raw(customer), sale.moment.placed_at, sale.email, sale.phone, searchable_name(sale.profile),
                                codec::text_of(codec::to_json(sale.profile)), ""}});
}

void SociCustomerRepository::record_sale(domain::AccountId account, const domain::CustomerSale& sale) {
  const auto known = find_sale(account, sale.moment.order_id);
  if (known && (known->erased || known->sale == sale)) return;
  bool is_new = false;
  const auto customer = customer_of(account, sale.who, is_new);
  write_sale(account, customer, sale);
  const std::pair<ContactKind, std::string> contacts[] = {{ContactKind::kEmail, sale.email}, {ContactKind::kPhone, sale.phone}};
  for (const auto& [kind, value] : contacts)
    if (!value.empty()) is_new ? write_contact(account, customer, kind, value, sale.moment) : add_contact(account, customer, kind, value, sale.moment);
  if (!known) return;
  const std::pair<ContactKind, std::string> before[] = {{ContactKind::kEmail, known->sale.email}, {ContactKind::kPhone, known->sale.phone}};
  for (const auto& [kind, value] : before)
    if (!value.empty()) refresh_contact(account, known->customer, kind, value, sale.moment.order_id);
  if (known->customer != customer) refresh_pair(account, known->customer);
  refresh_pair(account, customer);
}

void SociCustomerRepository::add_contact(domain::AccountId account, CustomerId customer, ContactKind kind, const std::string& value, const SaleMoment& moment) {
  auto rows = session_.query("SELECT first_placed_at, first_order_id FROM customer_contact WHERE account_id = ? AND kind = ? AND value = ? AND customer_no = ?",
                             {account, word_of(kind), value, raw(customer)});
  if (rows.next() && moment_of(rows) <= moment) return;
  write_contact(account, customer, kind, value, moment);
}

void SociCustomerRepository::write_contact(domain::AccountId account, CustomerId customer, ContactKind kind, const std::string& value, const SaleMoment& moment) {
  session_.upsert(kContactShape, {{account, word_of(kind), value, raw(customer), moment.placed_at, moment.order_id}});
}

void SociCustomerRepository::refresh_contact(domain::AccountId account, CustomerId customer, ContactKind kind, const std::string& value,
                                             const domain::OrderId& changed) {
  const std::string column = word_of(kind);
  if (session_.execute("DELETE FROM customer_contact WHERE account_id = ? AND kind = ? AND value = ? AND customer_no = ? AND first_order_id = ?",
                       {account, column, value, raw(customer), changed}) == 0)
    return;
  auto rows = session_.query("SELECT placed_at, order_id FROM customer_sale WHERE account_id = ? AND customer_no = ? AND " + column +
                                 " = ? ORDER BY placed_at, order_id LIMIT 1",
                             {account, raw(customer), value});
  if (rows.next()) add_contact(account, customer, kind, value, moment_of(rows));
}

void SociCustomerRepository::refresh_pair(domain::AccountId account, CustomerId customer) {
  auto present = session_.query("SELECT pos_customer_number, bound_order_id FROM customer WHERE account_id = ? AND customer_no = ?", {account, raw(customer)});
  if (!present.next()) return;
  const auto number = present.text();
  if (!number.empty() && present.text().empty()) return;
  auto rows = session_.query(
      "SELECT echoed_number, placed_at, order_id FROM customer_sale WHERE account_id = ? AND customer_no = ? AND echoed_number <> '' AND echoed_number NOT IN "
      "(SELECT pos_customer_number FROM customer_unlinked WHERE account_id = ? AND customer_no = ?) ORDER BY placed_at, order_id LIMIT 1",
      {account, raw(customer), account, raw(customer)});
  if (!rows.next()) return store_pair(account, customer, "", {});
  const auto echoed = rows.text();
  store_pair(account, customer, echoed, moment_of(rows));
}

std::vector<BuyerOfOrder> SociCustomerRepository::find_buyers(domain::AccountId account, const std::vector<domain::OrderId>& sorted_ids) {
  std::vector<BuyerOfOrder> buyers;
  for_each_slice(sorted_ids, [&](const std::string& list, const Values& values) {
    auto rows = session_.query(
        "SELECT s.order_id, s.customer_no, c.web_customer_id, c.pos_customer_number, s.email, s.phone FROM customer_sale s "
        "JOIN customer c ON c.account_id = s.account_id AND c.customer_no = s.customer_no WHERE s.account_id = ? AND c.erased = 0 AND s.order_id IN " +
            list + " ORDER BY s.order_id",
        joined({account}, values));
    while (rows.next()) {
      BuyerOfOrder found;
      found.order_id = rows.text();
      found.buyer.customer = CustomerId{rows.integer()};
      found.buyer.is_guest = rows.text().empty();
      found.buyer.pos_customer_number = rows.text();
      found.buyer.email = rows.text();
      found.buyer.phone = rows.text();
      buyers.push_back(std::move(found));
    }
  });
  auto unlinked = session_.query("SELECT customer_no, pos_customer_number FROM customer_unlinked WHERE account_id = ?", {account});
  std::map<CustomerId, std::set<std::string>> taken;
  while (unlinked.next()) {
    const CustomerId customer{unlinked.integer()};
    taken[customer].insert(unlinked.text());
  }
  if (taken.empty()) return buyers;
  for (auto& [order, buyer] : buyers)
    if (const auto of_buyer = taken.find(buyer.customer); of_buyer != taken.end()) buyer.unlinked = of_buyer->second;
  return buyers;
}

std::vector<domain::NumberedContact> SociCustomerRepository::find_numbered(domain::AccountId account, ContactKind kind, const std::vector<std::string>& sorted_values) {
  std::vector<domain::NumberedContact> contacts;
  for_each_slice(sorted_values, [&](const std::string& list, const Values& values) {
    auto rows = session_.query(
        "SELECT t.value, t.customer_no, c.pos_customer_number, t.first_placed_at, t.first_order_id FROM customer_contact t "
        "JOIN customer c ON c.account_id = t.account_id AND c.customer_no = t.customer_no WHERE t.account_id = ? AND t.kind = ? AND c.pos_customer_number <> '' "
        "AND t.value IN " + list,
        joined({account, word_of(kind)}, values));
    while (rows.next()) {
      domain::NumberedContact contact;
      contact.value = rows.text();
      contact.customer = CustomerId{rows.integer()};
      contact.pos_customer_number = rows.text();
      contact.first_sale = moment_of(rows);
      contacts.push_back(std::move(contact));
    }
  });
  return contacts;
}

std::optional<EchoTarget> SociCustomerRepository::find_echo_target(domain::AccountId account, const domain::OrderId& order) {
  auto rows = session_.query(
      "SELECT s.customer_no, c.pos_customer_number, c.bound_at, c.bound_order_id, s.echoed_number, s.placed_at, s.order_id FROM customer_sale s "
      "JOIN customer c ON c.account_id = s.account_id AND c.customer_no = s.customer_no WHERE s.account_id = ? AND s.order_id = ? AND c.erased = 0",
      {account, order});
  if (!rows.next()) return std::nullopt;
  EchoTarget target;
  target.customer.customer = CustomerId{rows.integer()};
  target.customer.pos_customer_number = rows.text();
  target.customer.bound_by = moment_of(rows);
  target.customer.sale_echo = rows.text();
  target.sale = moment_of(rows);
  auto unlinked = session_.query("SELECT pos_customer_number FROM customer_unlinked WHERE account_id = ? AND customer_no = ?", {account, raw(target.customer.customer)});
  while (unlinked.next()) target.customer.unlinked.insert(unlinked.text());
  return target;
}

void SociCustomerRepository::store_echo(domain::AccountId account, const domain::OrderId& order, const std::string& pos_customer_number) {
  session_.execute("UPDATE customer_sale SET echoed_number = ? WHERE account_id = ? AND order_id = ?", {pos_customer_number, account, order});
}

void SociCustomerRepository::store_pair(domain::AccountId account, CustomerId customer, const std::string& pos_customer_number, const SaleMoment& bound_by) {
  session_.execute("UPDATE customer SET pos_customer_number = ?, bound_at = ?, bound_order_id = ? WHERE account_id = ? AND customer_no = ?",
                   {pos_customer_number, bound_by.placed_at, bound_by.order_id, account, raw(customer)});
}

std::optional<std::string> SociCustomerRepository::find_kept_number(domain::AccountId account, const std::string& pos_customer_number) {
  auto rows = session_.query("SELECT kept_number FROM customer_merge WHERE account_id = ? AND away_number = ?", {account, pos_customer_number});
  return rows.next() ? std::optional(rows.text()) : std::nullopt;
}

bool SociCustomerRepository::is_erased(domain::AccountId account, const domain::OrderId& order) {
  auto rows = session_.query("SELECT c.erased FROM customer_sale s JOIN customer c ON c.account_id = s.account_id AND c.customer_no = s.customer_no "
                             "WHERE s.account_id = ? AND s.order_id = ?",
                             {account, order});
  return rows.next() && rows.flag();
}

}  // namespace tillbridge::persistence::soci
