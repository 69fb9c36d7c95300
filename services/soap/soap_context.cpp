#include "services/soap/soap_context.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>

#include "services/soap/answer_form.hpp"
#include "soapH.h"

/// gSOAP's library wants this name. The second column lets it read both envelope namespaces.
SOAP_NMAC struct Namespace namespaces[] = {
    {"SOAP-ENV", "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/*/soap-envelope", nullptr},
    {"SOAP-ENC", "http://schemas.xmlsoap.org/soap/encoding/", "http://www.w3.org/*/soap-encoding", nullptr},
    {"xsi", "http://www.w3.org/2001/XMLSchema-instance", "http://www.w3.org/*/XMLSchema-instance", nullptr},
    {"xsd", "http://www.w3.org/2001/XMLSchema", "http://www.w3.org/*/XMLSchema", nullptr},
    {"tb", "urn:tillbridge:pos:v1", nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr}};

namespace tillbridge::services {
namespace {

/// Temporaries of parsed rows are freed this often.
constexpr int kRowsPerSweep = 1'000;
/// Buffered: else each tag would be a call of its own to send().
constexpr auto kMode = SOAP_XML_TREE | SOAP_C_UTFSTRING | SOAP_ENC_PLAIN | SOAP_IO_BUFFER;

}  // namespace

class SoapContext::Impl {
 public:
  explicit Impl(Source source) : source_(std::move(source)), soap_(soap_new1(kMode)) {
    if (soap_ == nullptr) throw std::bad_alloc();
    soap_set_namespaces(soap_, namespaces);
    soap_->user = this;
    soap_->frecv = [](struct soap* s, char* to, size_t size) { return self(s).receive(to, size); };
    soap_->fsend = [](struct soap* s, const char* from, size_t size) { return self(s).send(from, size); };
    soap_->fpoll = nullptr;
    soap_->maxoccurs = 1'000'000'000;  // the front parser has counted the rows
  }
  ~Impl() {
    soap_destroy(soap_);
    soap_end(soap_);
    soap_free(soap_);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  static Impl& self(struct soap* s) { return *static_cast<Impl*>(s->user); }

  /// gSOAP is C at heart: exceptions wait here until its frames are left.
  template <class Work>
  auto guarded(Work work, decltype(work()) otherwise) -> decltype(work()) {
    try {
      if (!failure_) return work();
    } catch (...) {
      failure_ = std::current_exception();
    }
    return otherwise;
  }

  size_t receive(char* to, size_t size) {
    return guarded(
        [&]() -> size_t {
          if (pending_.empty()) pending_ = source_();
          const size_t count = std::min(size, pending_.size());
          std::memcpy(to, pending_.data(), count);
          pending_.remove_prefix(count);
          return count;
        },
        size_t{0});
  }

  int send(const char* from, size_t size) {
    return guarded([&] { out_->append({from, size}); return int{SOAP_OK}; }, int{SOAP_EOF});
  }

  int take_row(void* row) {
    return guarded(
        [&] {
          if (take_) take_(row);
          if (++rows_ % kRowsPerSweep == 0) soap_dealloc(soap_, nullptr);
          return int{SOAP_OK};
        },
        int{SOAP_FATAL_ERROR});
  }

  void read(const std::function<bool(struct soap*)>& parse) {
    const bool read = soap_begin_recv(soap_) == SOAP_OK && soap_envelope_begin_in(soap_) == SOAP_OK && soap_recv_header(soap_) == SOAP_OK &&
                      soap_body_begin_in(soap_) == SOAP_OK && parse(soap_) && soap_body_end_in(soap_) == SOAP_OK &&
                      soap_envelope_end_in(soap_) == SOAP_OK && soap_end_recv(soap_) == SOAP_OK;
    soap_->header = nullptr;
    if (failure_) std::rethrow_exception(failure_);
    if (!read) throw std::runtime_error("the SOAP engine could not read an accepted envelope: error " + std::to_string(soap_->error));
  }

  void write(http::BodyWriter& out, const std::function<int(struct soap*)>& write) {
    out_ = &out;
    bool written = soap_begin_send(soap_) == SOAP_OK;
    soap_->ns = 1;  // namespaces are declared around what is written here
    written = written && write(soap_) == SOAP_OK && soap_end_send(soap_) == SOAP_OK;
    out_ = nullptr;
    if (failure_) std::rethrow_exception(failure_);
    if (!written) throw std::runtime_error("the SOAP engine could not write an answer: error " + std::to_string(soap_->error));
  }

  void on_row(std::function<void(void*)> take) { take_ = std::move(take); }

 private:
  Source source_;
  std::string_view pending_;
  std::function<void(void*)> take_;
  http::BodyWriter* out_ = nullptr;
  std::exception_ptr failure_;
  long rows_ = 0;
  struct soap* soap_;
};

SoapContext::SoapContext(Source source) : impl_(std::make_unique<Impl>(std::move(source))) {}
SoapContext::~SoapContext() = default;
void SoapContext::on_row(std::function<void(void*)> take) { impl_->on_row(std::move(take)); }
void SoapContext::read(const std::function<bool(struct soap*)>& parse) { impl_->read(parse); }
void SoapContext::write(http::BodyWriter& out, const std::function<int(struct soap*)>& write) { impl_->write(out, write); }

}  // namespace tillbridge::services

// Hooks that the generated reader calls behind each row (wsdl/typemap.dat).
int tb__ProductType::get(struct soap* s) { return tillbridge::services::SoapContext::Impl::self(s).take_row(this); }
int tb__InventoryRowType::get(struct soap* s) { return tillbridge::services::SoapContext::Impl::self(s).take_row(this); }
int tb__PriceRowType::get(struct soap* s) { return tillbridge::services::SoapContext::Impl::self(s).take_row(this); }
