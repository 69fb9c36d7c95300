#pragma once
#include <string>

#include "guide/sample.hpp"

namespace tillbridge::guide::samples {

/// One function per language; each in a file of its own beside this one. See write_sample().
std::string to_xml(const Sample& sample);
std::string to_curl(const Sample& sample);
std::string to_php(const Sample& sample);
std::string to_python(const Sample& sample);
std::string to_csharp(const Sample& sample);
std::string to_java(const Sample& sample);

}  // namespace tillbridge::guide::samples
