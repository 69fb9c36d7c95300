#pragma once
#include <span>

#include "guide/error_catalogue.hpp"

namespace tillbridge::guide::errors {

/// The parts of the catalogue, each in a file of its own beside this one.
std::span<const ErrorEntry> fault_entries();
std::span<const ErrorEntry> xml_entries();
std::span<const ErrorEntry> limit_entries();
std::span<const ErrorEntry> row_entries();        ///< kStatus, kRow
std::span<const ErrorEntry> document_entries();   ///< kConfirm, kShipment
std::span<const ErrorEntry> warning_entries();
std::span<const ErrorEntry> http_entries();

}  // namespace tillbridge::guide::errors
