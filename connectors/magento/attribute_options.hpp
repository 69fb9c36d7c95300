#pragma once
#include <map>
#include <string>

#include "connectors/magento/api.hpp"

namespace tillbridge::connectors::magento {

/// One of the shop's attributes that variants can differ in.
struct ProductAttribute {
  std::string id, code;
  std::map<std::string, std::string> values;  ///< label to option id
};

/// The shop's attributes behind the till's options: which attribute "Size" is, and which option id "M" has in it. Option ids are looked up, and
/// made where the shop lacks the label; attributes are the merchant's. Asks the shop once per attribute in its life.
class AttributeOptions {
 public:
  AttributeOptions(Api& api, const Settings& settings) : api_(api), settings_(settings) {}

  /// kRejected "attribute_missing" or "attribute_not_usable" with what to do about it. `found` lives as long as this object.
  Outcome find(const std::string& option_name, const ProductAttribute*& found);
  /// The option id of a label. Effects: may make the option.
  Outcome find_value(const std::string& option_name, const std::string& label, std::string& option_id);

 private:
  struct Known {
    Outcome outcome;
    ProductAttribute attribute;
  };

  Known& known(const std::string& option_name);
  Known ask(const std::string& option_name, const std::string& attribute_code);
  Outcome add_value(ProductAttribute& attribute, const std::string& label);

  Api& api_;
  const Settings& settings_;
  std::map<std::string, Known> known_;  ///< by the till's name
};

/// The attribute code that an option's name stands for where the site does not say: "Shoe size" is shoe_size; "" where nothing is left of it.
std::string attribute_code_of(const std::string& option_name);

}  // namespace tillbridge::connectors::magento
