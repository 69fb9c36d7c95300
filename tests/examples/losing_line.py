"""A line between till and service that loses what it is told to lose."""
import http.client
import http.server
import re
import threading
import urllib.parse

BUSY = """<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:tb="urn:tillbridge:pos:v1"><SOAP-ENV:Body><SOAP-ENV:Fault>
<faultcode>SOAP-ENV:Server</faultcode><faultstring>busy: try again (req_line)</faultstring><detail>%s</detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>"""
BUSY_DETAIL = """<tb:ServiceFault xmlns:tb="urn:tillbridge:pos:v1"><tb:Code>busy</tb:Code><tb:Message>try again</tb:Message><tb:Retryable>true</tb:Retryable>
<tb:RequestId>req_line</tb:RequestId><tb:Extras><tb:Property><tb:Name>help</tb:Name><tb:Value>http://127.0.0.1/help/errors/busy</tb:Value></tb:Property></tb:Extras></tb:ServiceFault>"""


class LosingLine:
    """A proxy on a free port of 127.0.0.1. `plan`: per operation a list of what happens to its next calls:

    before  cut before the request reaches the service        answer  carried out, cut before the answer
    busy    answered with a retryable fault                   page    a proxy's error page, HTTP 502, nothing carried out
    kill    the till dies (by `kill`) before the request reaches the service
    killed  the request is carried out, then the till dies    pass    nothing; so does every call beyond the list
    """

    def __init__(self, service_url):
        self.service = urllib.parse.urlsplit(service_url).netloc
        self.plan, self.seen, self.kill = {}, [], None
        line = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            do_GET = do_POST = lambda handler: line.carry(handler)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def carry(self, handler):
        body = read_body(handler)
        # The till's own connection is never kept: a till that finds it closed must not mistake that for a lost answer.
        handler.close_connection = True
        operation = name_of_operation(body)
        act = self.plan[operation].pop(0) if self.plan.get(operation) else "pass"
        if operation:
            self.seen.append((operation, act, reference_of(body)))
        if act == "kill":
            self.kill()
            return
        if act == "before":
            return
        if act == "busy":
            envelope = not handler.path.startswith("/xml/")
            answer(handler, 500, (BUSY % BUSY_DETAIL if envelope else BUSY_DETAIL).encode())
            return
        if act == "page":
            answer(handler, 502, b"<html><body><h1>Bad gateway</h1></body></html>", "text/html")
            return
        status, kind, text = self.ask(handler, body)
        if act == "killed":
            self.kill()
        elif act != "answer":
            answer(handler, status, text, kind)

    def ask(self, handler, body):
        connection = http.client.HTTPConnection(self.service, timeout=60)
        try:
            headers = {name: value for name, value in handler.headers.items() if name.lower() not in ("connection", "transfer-encoding", "expect", "content-length")}
            connection.request(handler.command, handler.path, body if handler.command == "POST" else None, headers)
            got = connection.getresponse()
            return got.status, got.headers.get("Content-Type", "text/xml"), got.read()
        finally:
            connection.close()


def read_body(handler):
    if "chunked" in handler.headers.get("Transfer-Encoding", ""):
        body = b""
        while size := int(handler.rfile.readline().split(b";")[0], 16):
            body += handler.rfile.read(size)
            handler.rfile.readline()
        handler.rfile.readline()
        return body
    return handler.rfile.read(int(handler.headers.get("Content-Length", 0)))


def name_of_operation(body):
    found = re.search(rb"<(?:\w+:)?(UpdatePOSProducts|UpdateInventory|UpdatePricing|GetNewTransactions|ConfirmTransactions|SaveShipments)[\s>/]", body)
    return found[1].decode() if found else None


def reference_of(body):
    found = re.search(rb"CallerReference[^>]*>([^<]+)<", body)
    return found[1].decode() if found else None


def answer(handler, status, text, kind="text/xml; charset=utf-8"):
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(text)))
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(text)
