#include "domain/customer_likeness.hpp"

#include <algorithm>
#include <string_view>

#include "domain/letters.hpp"

namespace tillbridge::domain {
namespace {

constexpr int kSameEmail = 75, kSameMailbox = 55, kSlipInEmail = 30, kSamePhone = 40, kSameAddress = 30, kSameName = 30, kSimilarName = 20, kOtherName = -25;
constexpr std::size_t kShortestSlippedEmail = 10, kShortestSlippedName = 6, kShortestSureWord = 3;

struct OtherSpelling {
  std::string_view other, main;
};

/// Other names of the same mailboxes, as the providers say.
constexpr OtherSpelling kDomainAliases[] = {{"googlemail.com", "gmail.com"}, {"me.com", "icloud.com"}, {"mac.com", "icloud.com"},  {"protonmail.com", "proton.me"},
                                            {"pm.me", "proton.me"},          {"ya.ru", "yandex.ru"},   {"yandex.com", "yandex.ru"}};

std::string mailbox_of(const std::string& email) {
  const auto at = email.rfind('@');
  if (at == std::string::npos) return {};
  std::string local = email.substr(0, at), domain = email.substr(at + 1);
  for (const auto& [alias, main] : kDomainAliases)
    if (domain == alias) domain = main;
  if (const auto plus = local.find('+'); plus != std::string::npos && plus > 0) local.resize(plus);
  if (domain == "gmail.com") std::erase(local, '.');
  return local + "@" + domain;
}

/// "strasse", "street" … as they are cut short.
std::string short_street_word(std::string word) {
  constexpr OtherSpelling kShort[] = {{"strasse", "str"}, {"street", "st"}, {"road", "rd"}, {"avenue", "ave"}, {"platz", "pl"}};
  for (const auto& [full, cut] : kShort)
    if (word.ends_with(full)) return word.replace(word.size() - full.size(), full.size(), cut);
  return word;
}

std::string address_of(const CustomerProfile& profile) {
  std::string street, postcode;
  for (const auto& word : folded_words(profile.street)) street += short_street_word(word);
  for (const auto& word : folded_words(profile.postcode)) postcode += word;
  return street.empty() || postcode.empty() ? std::string{} : postcode + "|" + street;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

bool is_initial_of(const std::string& one, const std::string& other) { return one.size() == 1 && other.starts_with(one); }

/// "a schmidt" and "anna schmidt": the words pair up, at least one of them whole.
bool differ_by_initials(std::vector<std::string> one, std::vector<std::string> other) {
  if (one.size() != other.size()) return false;
  bool sure = false;
  for (const auto& word : one) {
    auto match = std::find(other.begin(), other.end(), word);
    if (match != other.end() && word.size() >= kShortestSureWord) sure = true;
    if (match == other.end()) match = std::find_if(other.begin(), other.end(), [&](const auto& candidate) { return is_initial_of(word, candidate) || is_initial_of(candidate, word); });
    if (match == other.end()) return false;
    other.erase(match);
  }
  return sure;
}

bool is_part_of(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  return one.size() >= 2 && std::includes(other.begin(), other.end(), one.begin(), one.end());
}

bool are_similar(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  const auto first = joined(one), second = joined(other);
  if (std::min(first.size(), second.size()) >= kShortestSlippedName && is_one_slip_away(first, second)) return true;
  return is_part_of(one, other) || is_part_of(other, one) || differ_by_initials(one, other) || differ_by_initials(other, one);
}

void compare_emails(const CustomerTraits& one, const CustomerTraits& other, Likeness& likeness) {
  if (one.email.empty() || other.email.empty()) return;
  if (one.email == other.email) likeness.parts.push_back({"same e-mail", kSameEmail});
  else if (!one.mailbox.empty() && one.mailbox == other.mailbox) likeness.parts.push_back({"same mailbox but for plus part, dots or domain alias", kSameMailbox});
  else if (std::min(one.email.size(), other.email.size()) >= kShortestSlippedEmail && is_one_slip_away(one.email, other.email))
    likeness.parts.push_back({"e-mail differs by one slip", kSlipInEmail});
}

void compare_names(const CustomerTraits& one, const CustomerTraits& other, Likeness& likeness) {
  if (one.name.empty() || other.name.empty()) return;
  if (one.name == other.name) likeness.parts.push_back({"same name", kSameName});
  else if (are_similar(one.name, other.name)) likeness.parts.push_back({"similar name", kSimilarName});
  else likeness.parts.push_back({"other name", kOtherName});
}

}  // namespace

CustomerTraits traits_of(const std::string& email_key, const std::string& phone_key, const CustomerProfile& profile) {
  CustomerTraits traits{.email = email_key, .mailbox = mailbox_of(email_key), .phone = phone_key, .name = folded_words(profile.first_name + " " + profile.last_name),
                        .address = address_of(profile)};
  std::sort(traits.name.begin(), traits.name.end());
  return traits;
}

Likeness likeness_of(const CustomerTraits& one, const CustomerTraits& other) {
  Likeness likeness;
  compare_emails(one, other, likeness);
  if (!one.phone.empty() && one.phone == other.phone) likeness.parts.push_back({"same telephone number", kSamePhone});
  if (!one.address.empty() && one.address == other.address) likeness.parts.push_back({"same postcode and street", kSameAddress});
  compare_names(one, other, likeness);
  for (const auto& part : likeness.parts) likeness.score += part.points;
  likeness.score = std::clamp(likeness.score, 0, 100);
  return likeness;
}

bool is_one_slip_away(const std::string& one, const std::string& other) {
  if (one.size() > other.size()) return is_one_slip_away(other, one);
  if (other.size() - one.size() > 1) return false;
  const auto apart = std::mismatch(one.begin(), one.end(), other.begin());
  const std::string_view rest_one(apart.first, one.end()), rest_other(apart.second, other.end());
  if (rest_one.size() < rest_other.size()) return rest_one == rest_other.substr(1);
  if (rest_one.empty() || rest_one.substr(1) == rest_other.substr(1)) return true;
  return rest_one.size() >= 2 && rest_one[0] == rest_other[1] && rest_one[1] == rest_other[0] && rest_one.substr(2) == rest_other.substr(2);
}

}  // namespace tillbridge::domain
