#include <fmt/format.h>

#include "guide/samples/request_text.hpp"
#include "guide/samples/writers.hpp"

namespace tillbridge::guide::samples {

std::string to_xml(const Sample& sample) { return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", envelope_xml(sample, true)); }

}  // namespace tillbridge::guide::samples
