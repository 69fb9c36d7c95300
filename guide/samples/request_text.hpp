#pragma once
#include <string>
#include <string_view>

#include "guide/sample.hpp"

namespace tillbridge::guide::samples {

std::string escape_xml(std::string_view text);

/// The operation element in our namespace, one element per line, two blanks deeper per level, no line end behind it.
std::string operation_xml(const Sample& sample, bool with_credentials, int depth = 0);

/// operation_xml in an envelope, without the XML declaration.
std::string envelope_xml(const Sample& sample, bool with_credentials);

/// "http://localhost:8470/soap/OrderTasks"
std::string soap_address(const Sample& sample);
/// "http://localhost:8470/xml/OrderTasks/GetNewOrders"
std::string xml_address(const Sample& sample);

}  // namespace tillbridge::guide::samples
