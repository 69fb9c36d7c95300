#include "persistence/soci/soci_customer_book_repository.hpp"

#include "persistence/codec/customer_json.hpp"
#include "persistence/database.hpp"
#include "persistence/soci/in_list.hpp"

namespace tillbridge::persistence::soci {
namespace {

using domain::CustomerId;

/// A sale of customer c at one end of its history; found by an index, however long the history is.
std::string sale_of_customer(const std::string& direction) {
  return "(SELECT x.order_id FROM customer_sale x WHERE x.account_id = c.account_id AND x.customer_no = c.customer_no ORDER BY x.placed_at " + direction +
         ", x.order_id " + direction + " LIMIT 1)";
}

const std::string kSelect =
    "SELECT c.customer_no, c.site_id, c.web_customer_id, c.guest_key, c.pos_customer_number, c.bound_at, c.bound_order_id, c.erased, "
    "(SELECT COUNT(*) FROM customer_sale n WHERE n.account_id = c.account_id AND n.customer_no = c.customer_no), f.placed_at, f.order_id, l.placed_at, l.order_id, "
    "l.email, l.phone, l.profile FROM customer c "
    "LEFT JOIN customer_sale f ON f.account_id = c.account_id AND f.order_id = " + sale_of_customer("ASC") +
    " LEFT JOIN customer_sale l ON l.account_id = c.account_id AND l.order_id = " + sale_of_customer("DESC") + " WHERE c.account_id = ?";

std::optional<domain::SaleMoment> optional_moment(Rows& rows) {
  const auto placed_at = rows.optional_time();
  const auto order_id = rows.optional_text();
  if (!placed_at) return std::nullopt;
  return domain::SaleMoment{*placed_at, order_id.value_or("")};
}

domain::CustomerProfile profile_of(const std::string& json) { return json.empty() ? domain::CustomerProfile{} : codec::customer_profile_from(codec::Json::parse(json)); }

std::vector<StoredCustomer> customers_of(Rows rows) {
  std::vector<StoredCustomer> customers;
  while (rows.next()) {
    StoredCustomer customer;
    customer.id = CustomerId{rows.integer()};
    customer.who.site_id = domain::SiteId{rows.integer()};
    customer.who.web_customer_id = rows.text();
    customer.who.guest_key = rows.text();
    customer.pos_customer_number = rows.text();
    customer.bound_by.placed_at = rows.time();
    customer.bound_by.order_id = rows.text();
    customer.erased = rows.flag();
    customer.orders = rows.integer();
    customer.first_sale = optional_moment(rows);
    customer.last_sale = optional_moment(rows);
    customer.email = rows.optional_text().value_or("");
    customer.phone = rows.optional_text().value_or("");
    customer.profile = profile_of(rows.optional_text().value_or(""));
    customers.push_back(std::move(customer));
  }
  return customers;
}

/// For LIKE: the blanks and wildcards of the text stand for themselves.
std::string part_of(const std::string& text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

const std::string kHasContact = " AND EXISTS (SELECT 1 FROM customer_contact t WHERE t.account_id = c.account_id AND t.customer_no = c.customer_no AND t.kind = ? AND t.value = ?)";
const std::string kHasName =
    " AND EXISTS (SELECT 1 FROM customer_sale m WHERE m.account_id = c.account_id AND m.customer_no = c.customer_no AND m.name LIKE ? ESCAPE '!')";

}  // namespace

std::vector<StoredCustomer> SociCustomerBookRepository::list(domain::AccountId account, const Filter& filter) {
  std::string where;
  Values values = {account};
  const auto narrow = [&](const std::string& text, const Values& more) {
    where += text;
    values = joined(std::move(values), more);
  };
  if (filter.site) narrow(" AND c.site_id = ?", {*filter.site});
  if (!filter.email.empty()) narrow(kHasContact, {"email", filter.email});
  if (!filter.phone.empty()) narrow(kHasContact, {"phone", filter.phone});
  if (!filter.name.empty()) narrow(kHasName, {part_of(filter.name)});
  if (!filter.pos_customer_number.empty()) narrow(" AND c.pos_customer_number = ?", {filter.pos_customer_number});
  if (filter.without_number) narrow(" AND c.pos_customer_number = ''", {});
  if (!filter.erased_too) narrow(" AND c.erased = 0", {});
  narrow(" AND c.customer_no > ? ORDER BY c.customer_no LIMIT ?", {raw(filter.after), filter.limit});
  return customers_of(session_.query(kSelect + where, values));
}

std::optional<StoredCustomer> SociCustomerBookRepository::find(domain::AccountId account, CustomerId customer) {
  auto found = customers_of(session_.query(kSelect + " AND c.customer_no = ?", {account, raw(customer)}));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<StoredSale> SociCustomerBookRepository::list_sales(domain::AccountId account, CustomerId customer) {
  const auto owner = find(account, customer);
  std::vector<StoredSale> sales;
  if (!owner) return sales;
  auto rows = session_.query("SELECT placed_at, order_id, email, phone, profile, echoed_number FROM customer_sale WHERE account_id = ? AND customer_no = ? "
                             "ORDER BY placed_at, order_id",
                             {account, raw(customer)});
  while (rows.next()) {
    StoredSale stored;
    stored.sale.who = owner->who;
    stored.sale.moment.placed_at = rows.time();
    stored.sale.moment.order_id = rows.text();
    stored.sale.email = rows.text();
    stored.sale.phone = rows.text();
    stored.sale.profile = profile_of(rows.text());
    stored.echoed_number = rows.text();
    sales.push_back(std::move(stored));
  }
  return sales;
}

std::vector<std::string> SociCustomerBookRepository::list_unlinked(domain::AccountId account, CustomerId customer) {
  auto rows = session_.query("SELECT pos_customer_number FROM customer_unlinked WHERE account_id = ? AND customer_no = ? ORDER BY pos_customer_number",
                             {account, raw(customer)});
  std::vector<std::string> numbers;
  while (rows.next()) numbers.push_back(rows.text());
  return numbers;
}

std::vector<NumberMerge> SociCustomerBookRepository::list_merges(domain::AccountId account) {
  auto rows = session_.query("SELECT away_number, kept_number, at FROM customer_merge WHERE account_id = ? ORDER BY away_number", {account});
  std::vector<NumberMerge> merges;
  while (rows.next()) {
    NumberMerge merge;
    merge.away_number = rows.text();
    merge.kept_number = rows.text();
    merge.at = rows.time();
    merges.push_back(std::move(merge));
  }
  return merges;
}

std::int64_t SociCustomerBookRepository::merge(domain::AccountId account, const std::string& away, const std::string& kept, base::Timestamp now) {
  session_.execute("DELETE FROM customer_merge WHERE account_id = ? AND away_number IN (?, ?)", {account, kept, away});
  session_.execute("UPDATE customer_merge SET kept_number = ? WHERE account_id = ? AND kept_number = ?", {kept, account, away});
  session_.execute("INSERT INTO customer_merge (account_id, away_number, kept_number, at) VALUES (?, ?, ?, ?)", {account, away, kept, now});
  session_.execute("UPDATE customer_sale SET echoed_number = ? WHERE account_id = ? AND echoed_number = ?", {kept, account, away});
  // Whoever is not the one person is not the other either.
  auto rows = session_.query("SELECT customer_no FROM customer_unlinked WHERE account_id = ? AND pos_customer_number = ?", {account, away});
  while (rows.next()) session_.insert_new("customer_unlinked", {"account_id", "customer_no", "pos_customer_number"}, {account, rows.integer(), kept});
  const auto moved = session_.query_integer("SELECT COUNT(*) FROM customer WHERE account_id = ? AND pos_customer_number = ?", {account, away});
  session_.execute("UPDATE customer SET pos_customer_number = ? WHERE account_id = ? AND pos_customer_number = ?", {kept, account, away});
  // An operator's word of today beats that of yesterday: who has the number now was not taken from it.
  session_.execute("DELETE FROM customer_unlinked WHERE account_id = ? AND pos_customer_number = ? AND customer_no IN "
                   "(SELECT c.customer_no FROM customer c WHERE c.account_id = ? AND c.pos_customer_number = ?)",
                   {account, kept, account, kept});
  return moved;
}

void SociCustomerBookRepository::store_number(domain::AccountId account, CustomerId customer, const std::string& pos_customer_number) {
  if (session_.execute("UPDATE customer SET pos_customer_number = ?, bound_at = ?, bound_order_id = '' WHERE account_id = ? AND customer_no = ?",
                       {pos_customer_number, base::Timestamp{}, account, raw(customer)}) == 0)
    throw NoSuchRow("customer " + to_text(customer) + " does not exist");
}

void SociCustomerBookRepository::unlink(domain::AccountId account, CustomerId customer) {
  const auto present = find(account, customer);
  store_number(account, customer, "");
  session_.execute("UPDATE customer_sale SET echoed_number = '' WHERE account_id = ? AND customer_no = ?", {account, raw(customer)});
  if (!present->pos_customer_number.empty())
    session_.insert_new("customer_unlinked", {"account_id", "customer_no", "pos_customer_number"}, {account, raw(customer), present->pos_customer_number});
}

void SociCustomerBookRepository::link(domain::AccountId account, CustomerId customer, const std::string& pos_customer_number) {
  store_number(account, customer, pos_customer_number);
  session_.execute("DELETE FROM customer_unlinked WHERE account_id = ? AND customer_no = ? AND pos_customer_number = ?", {account, raw(customer), pos_customer_number});
}

void SociCustomerBookRepository::erase(domain::AccountId account, CustomerId customer) {
  store_number(account, customer, "");
  const Values key = {account, raw(customer)};
  session_.execute("UPDATE customer SET web_customer_id = '', guest_key = ?, erased = 1 WHERE account_id = ? AND customer_no = ?",
                   joined({"erased:" + to_text(customer)}, key));
  session_.execute("UPDATE customer_sale SET echoed_number = '', email = '', phone = '', name = '', profile = '{}' WHERE account_id = ? AND customer_no = ?", key);
  session_.execute("DELETE FROM customer_contact WHERE account_id = ? AND customer_no = ?", key);
  session_.execute("DELETE FROM customer_unlinked WHERE account_id = ? AND customer_no = ?", key);
}

}  // namespace tillbridge::persistence::soci
