#pragma once
#include <memory>
#include <string>

namespace tillbridge::persistence::codec {

class JsonObject;

/// Reads stored JSON texts one after the other with one set of buffers: decoding is most of what handing out a document costs. For one thread.
class JsonReader {
 public:
  JsonReader();
  ~JsonReader();
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;

  /// The outermost object (json_object.hpp), valid until the next call. Throws std::exception when the text is no JSON object.
  JsonObject read(std::string text);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace tillbridge::persistence::codec
