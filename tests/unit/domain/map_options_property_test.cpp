// Products whose variants arrive over time under mappings that change: whatever happens, the shop can tell apart what the POS can.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <set>

#include "domain/map_options.hpp"
#include "tests/support/order_histories.hpp"

using namespace tillbridge;
using namespace tillbridge::domain;

namespace {

constexpr int kProducts = 20'000;
const std::vector<std::string> kColours = {"Red", "Rose", "Wine", "Blue", "Navy", "Crimson"};
const std::vector<std::string> kSizes = {"M", "Medium", "L"};

struct Shop {
  std::vector<VariantOptions> variants;
  std::map<ItemId, std::vector<NameValue>> shows;        ///< of those that we published
  std::set<std::pair<std::string, std::string>> mapped;  ///< option and POS value that ever had a mapping
  std::vector<std::string> story;
};

class History {
 public:
  explicit History(std::mt19937_64& random) : random_(random) {}

  void run() {
    const int steps = pick(1, 5);
    for (int i = 0; i < steps; ++i) {
      change_mappings();
      add_variants();
      const auto out = map_options(shop_.variants, AttributeMap(mappings_, std::nullopt));
      check_order_does_not_matter(out);
      check_answer(out);
      publish(out);
      check_shop();
    }
  }
  const std::vector<std::string>& story() const { return shop_.story; }

 private:
  int pick(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  const std::string& any(const std::vector<std::string>& of) { return of[static_cast<std::size_t>(pick(0, static_cast<int>(of.size()) - 1))]; }

  void change_mappings() {
    if (pick(0, 3) == 0) mappings_.clear();
    for (int i = pick(0, 3); i > 0; --i) {
      const bool colour = pick(0, 3) > 0;
      AttributeMapping mapping{{}, colour ? "Colour" : "Size", any(colour ? kColours : kSizes), any(colour ? kColours : kSizes)};
      std::erase_if(mappings_, [&](const auto& one) { return one.attribute == mapping.attribute && one.pos_value == mapping.pos_value; });
      shop_.mapped.emplace(mapping.attribute, mapping.pos_value);
      shop_.story.push_back("map " + mapping.attribute + " " + mapping.pos_value + " to " + mapping.web_value);
      mappings_.push_back(std::move(mapping));
    }
  }

  void add_variants() {
    for (int i = pick(1, 4); i > 0; --i) {
      const std::vector<NameValue> options{{"Colour", any(kColours)}, {"Size", any(kSizes)}};
      if (std::ranges::any_of(shop_.variants, [&](const auto& one) { return one.options == options; })) continue;
      const bool adopted = pick(0, 9) == 0;
      shop_.variants.push_back({"I" + std::to_string(shop_.variants.size()), options, adopted, {}});
      shop_.story.push_back(shop_.variants.back().item_id + " is " + options[0].value + " " + options[1].value + (adopted ? ", adopted" : ""));
    }
  }

  void check_order_does_not_matter(const MappedOptions& out) {
    auto shuffled = shop_.variants;
    std::ranges::shuffle(shuffled, random_);
    const auto again = map_options(shuffled, AttributeMap(mappings_, std::nullopt));
    BOOST_REQUIRE((again.options == out.options));
    BOOST_REQUIRE((again.equal_to == out.equal_to));
    BOOST_REQUIRE((again.kept == out.kept));
  }

  void check_answer(const MappedOptions& out) {
    const AttributeMap map(mappings_, std::nullopt);
    for (const auto& variant : shop_.variants) {
      BOOST_REQUIRE(out.options.contains(variant.item_id) != variant.is_published);
      if (variant.is_published) continue;
      for (std::size_t i = 0; i < variant.options.size(); ++i) {
        const auto& pos = variant.options[i];
        const auto& web = out.options.at(variant.item_id)[i];
        BOOST_REQUIRE(web.name == pos.name);
        if (!shop_.mapped.contains({pos.name, pos.value})) BOOST_REQUIRE_MESSAGE(web.value == pos.value, variant.item_id << " became " << web.value);
        const bool kept = std::ranges::any_of(out.kept, [&](const auto& one) { return one.attribute == pos.name && one.pos_value == pos.value; });
        if (kept) BOOST_REQUIRE(web.value == pos.value);
        else if (const auto word = published_word(pos)) BOOST_REQUIRE(web.value == *word);
        else BOOST_REQUIRE(web.value == map.find(pos.name, pos.value).value_or(pos.value));
      }
    }
  }

  /// With which the first published variant that has the value stands in the shop.
  std::optional<std::string> published_word(const NameValue& pos) const {
    std::optional<std::pair<ItemId, std::string>> first;
    for (const auto& variant : shop_.variants)
      for (std::size_t i = 0; i < variant.published_options.size(); ++i)
        if (variant.options[i] == pos && (!first || variant.item_id < first->first)) first.emplace(variant.item_id, variant.published_options[i].value);
    return first ? std::optional(first->second) : std::nullopt;
  }

  void publish(const MappedOptions& out) {
    for (auto& variant : shop_.variants) {
      if (variant.is_published || out.equal_to.contains(variant.item_id) || pick(0, 2) == 0) continue;
      variant.is_published = true;
      variant.published_options = out.options.at(variant.item_id);
      shop_.shows[variant.item_id] = variant.published_options;
      shop_.story.push_back("publish " + variant.item_id + " as " + variant.published_options[0].value + " " + variant.published_options[1].value);
    }
  }

  void check_shop() {
    std::map<std::string, ItemId> seen;
    for (const auto& [id, options] : shop_.shows) {
      const auto [other, is_new] = seen.emplace(mapping_key(options[0].value) + "/" + mapping_key(options[1].value), id);
      BOOST_REQUIRE_MESSAGE(is_new, id << " and " << other->second << " are one for the shop");
    }
  }

  std::mt19937_64& random_;
  Shop shop_;
  std::vector<AttributeMapping> mappings_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(map_options_property)

BOOST_AUTO_TEST_CASE(never_makes_two_variants_equal_and_passes_unmapped_values_unchanged) {
  const auto seed = tests::test_seed();
  BOOST_TEST_MESSAGE("seed " << seed << " (TILLBRIDGE_TEST_SEED repeats a run)");
  std::mt19937_64 random(seed);
  for (int i = 0; i < kProducts; ++i) {
    History history(random);
    BOOST_TEST_CONTEXT("seed " << seed << ", product " << i) {
      try {
        history.run();
      } catch (...) {
        for (const auto& line : history.story()) BOOST_TEST_MESSAGE(line);
        throw;
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
