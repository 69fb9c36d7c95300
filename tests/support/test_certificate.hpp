#pragma once
#include <filesystem>
#include <string>

namespace tillbridge::tests {

/// Writes a fresh key and a certificate signed by itself, valid for a day, as PEM.
void write_certificate(const std::string& common_name, const std::filesystem::path& certificate_file, const std::filesystem::path& key_file);

}  // namespace tillbridge::tests
