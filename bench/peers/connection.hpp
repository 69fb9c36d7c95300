#pragma once
#include <string>
#include <string_view>

namespace tillbridge::bench {

/// Which service is called.
struct Endpoint {
  int port = 0;                       ///< on 127.0.0.1
  std::string path;
};

/// A SOAP request as bytes, ready to be sent.
std::string post(const Endpoint& endpoint, std::string_view operation, std::string_view envelope);

/// What came back.
struct Answer {
  int status = 0;
  std::string body;
};

/// A till's HTTP connection, kept alive; opened again where the service closed it. Blocks; one thread at a time. Throws std::runtime_error
/// where the service is gone or says what is no HTTP.
class Connection {
 public:
  explicit Connection(int port) : port_(port) {}
  ~Connection() { close(); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Sends the bytes of post() and waits for the whole answer.
  Answer send(std::string_view request);

 private:
  void open();
  void close();
  bool write(std::string_view bytes);
  bool fill();                        ///< more bytes into read_; false at their end
  std::string_view take_line();
  void take(std::size_t count, std::string& into);
  Answer read_answer();
  void read_chunks(std::string& body);

  int port_;
  int socket_ = -1;
  std::string read_;
  std::size_t used_ = 0;              ///< of read_
};

/// The number in the first element of this name, whatever its prefix; -1 where there is none.
long count_in(std::string_view answer, std::string_view element);

}  // namespace tillbridge::bench
